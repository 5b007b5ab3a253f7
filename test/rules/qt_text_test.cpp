#include "reading.h"

namespace pgtidy::rules {

/// Qt, cut down to what is called.
static const std::string Stubs = R"cpp(
#include <libpq-fe.h>
#include <string>
struct QByteArray {
  QByteArray();
  QByteArray(const char *);
  const char *constData() const;
  operator const char *() const;
};
struct QRegularExpressionMatch { bool hasMatch() const; };
struct QString;
struct QRegularExpression {
  explicit QRegularExpression(const QString &);
  QRegularExpressionMatch match(const QString &) const;
};
template <class T> struct QSet { bool contains(const T &) const; };
template <class T> struct QListSpecialMethodsBase { template <class A> bool contains(const A &) const; };
template <class T> struct QListSpecialMethods : QListSpecialMethodsBase<T> {};
template <> struct QListSpecialMethods<QString> : QListSpecialMethodsBase<QString> {
  using QListSpecialMethodsBase<QString>::contains;
  bool contains(const QString &, int sensitivity = 1) const;
};
template <class T> struct QList : QListSpecialMethods<T> { template <class A> int indexOf(const A &) const; };
struct QLatin1Char { explicit QLatin1Char(char); };
struct QChar { QChar(char); QChar(QLatin1Char); static QChar fromLatin1(char); };
struct QLatin1String { explicit QLatin1String(const char *); };
struct QString {
  QString();
  QString(const char *);
  QString(QLatin1String);
  QString(QChar);
  QString(int, QChar);
  QString &operator=(const QString &);
  QString &operator+=(const QString &);
  QString &operator+=(QChar);
  QString &append(const QString &);
  QString &append(QChar);
  QString &prepend(const QString &);
  QString &replace(const QString &, const QString &);
  QString &replace(QChar, QChar, int sensitivity = 1);
  QString &remove(QChar, int sensitivity = 1);
  QString arg(const QString &) const;
  QString arg(int, int width = 0, int base = 10) const;
  bool contains(const QString &) const;
  QString trimmed() const;
  QString toUpper() const;
  QByteArray toUtf8() const;
  std::string toStdString() const;
  bool isEmpty() const;
  int length() const;
  QString left(int) const;
  QString chopped(int) const;
  void chop(int);
  QString &remove(int, int);
  static QString number(int);
  static QString fromUtf8(const char *);
};
QString operator+(const QString &, const QString &);
QString operator+(const QString &, QChar);
inline namespace QtLiterals { QString operator""_qs(const char16_t *, unsigned long); }
namespace Qt { inline namespace Literals { inline namespace StringLiterals {
QString operator""_s(const char16_t *, unsigned long);
QLatin1String operator""_L1(const char *, unsigned long);
} } }
struct QMetaObject { QString tr(const char *, const char *comment = nullptr, int n = -1) const; };
struct Window { // as Q_OBJECT makes it
  static const QMetaObject staticMetaObject;
  static QString tr(const char *s) { return staticMetaObject.tr(s); }
};
struct QAbstractSpinBox { QString text() const; };
struct QSpinBox : QAbstractSpinBox {};
QString operator+(const QString &, const char *);
struct QObject { static QString tr(const char *, const char * = nullptr); };
QByteArray qgetenv(const char *);
)cpp";

/// The SQL of the only database call of `statements`.
static std::string sqlOf(const std::string &statements) {
  return printed(onlyCall(Stubs + "void f(PGconn *c, const QString &t, int n, bool x) {\n" + statements + "\n}\n").sql);
}

TEST(QtText, argFillsTheLowestNumber) {
  EXPECT_EQ(sqlOf("PQexec(c, QString(\"SELECT %2 FROM %1\").arg(t).arg(n).toUtf8().constData());"),
            "\"SELECT \" + {n} + \" FROM \" + $t");
  EXPECT_EQ(sqlOf("PQexec(c, QString(\"SELECT 1 WHERE a LIKE '%%1%'\").arg(t).toUtf8().constData());"),
            "\"SELECT 1 WHERE a LIKE '%\" + $t + \"%'\"");
}

TEST(QtText, piecesAreJoined) {
  EXPECT_EQ(
      sqlOf("QString s(\"SELECT \"); s += QLatin1String(\"a\"); s.append(\" FROM \"); PQexec(c, (s + t).toUtf8());"),
      "\"SELECT a FROM \" + $t");
}

TEST(QtText, numbersAndLettersAreKnown) {
  EXPECT_EQ(sqlOf("PQexec(c, (QString::fromUtf8(\"select \").toUpper() + QString::number(n)).toStdString().c_str());"),
            "\"SELECT \" + {n}");
}

TEST(QtText, emptinessIsAsked) {
  EXPECT_EQ(sqlOf("QString w = x ? \"a\" : \"\", s = \"t\"; if (!w.isEmpty()) s += \" WHERE \" + w;\n"
                  "PQexec(c, s.toUtf8().constData());"),
            "\"t\" + (\"\"|\" WHERE a\")");
}

TEST(QtText, replacedPartsAreFollowed) {
  EXPECT_EQ(sqlOf("QString s(\"SELECT :a\"); s.replace(\":a\", t); PQexec(c, s.toUtf8().constData());"),
            "\"SELECT \" + $t");
}

TEST(QtText, whatIsLookedAtIsLetThrough) {
  auto sent = [](const std::string &look) {
    return sqlOf("QSet<QString> all; QList<QString> list; QList<QByteArray> bytes; " + look +
                 " PQexec(c, (\"ANALYZE \" + t).toUtf8().constData());");
  };
  EXPECT_EQ(sent("if (t.contains(\"'\")) return;"), "\"ANALYZE \" + $t[ok]");
  EXPECT_EQ(sent("if (!QRegularExpression(\"^\\\\w+$\").match(t).hasMatch()) return;"), "\"ANALYZE \" + $t[ok]");
  EXPECT_EQ(sent("if (!all.contains(t)) return;"), "\"ANALYZE \" + $t[ok]");
  EXPECT_EQ(sent("if (!list.contains(t)) return;"), "\"ANALYZE \" + $t[ok]");
  EXPECT_EQ(sent("if (!bytes.contains(t)) return;"), "\"ANALYZE \" + $t[ok]");
  EXPECT_EQ(sent("if (list.indexOf(t) == -1) return;"), "\"ANALYZE \" + $t[ok]");
  EXPECT_EQ(sent("if (list.indexOf(t) < 0) return;"), "\"ANALYZE \" + $t[ok]");
  EXPECT_EQ(sent("if (list.indexOf(t) >= 0) return;"), "\"ANALYZE \" + $t");
  EXPECT_EQ(sent("if (t.contains(\"a\")) return;"), "\"ANALYZE \" + $t");
}

TEST(QtText, charactersAreReplacedInWhatIsNotKnownHere) {
  EXPECT_EQ(sqlOf("QString s(t); s.remove(' '); PQexec(c, (\"ANALYZE \" + s).toUtf8().constData());"),
            "\"ANALYZE \" + $t");
  EXPECT_EQ(sqlOf("QString s(t); s.replace(' ', '_'); PQexec(c, (\"ANALYZE \" + s).toUtf8().constData());"),
            "\"ANALYZE \" + $t");
  EXPECT_EQ(sqlOf("QString s(\"video game\"); s.remove(' '); PQexec(c, (\"ANALYZE \" + s).toUtf8().constData());"),
            "\"ANALYZE videogame\"");
  EXPECT_EQ(sqlOf("QString s(\"a b\"); s.replace(' ', '_'); PQexec(c, (\"ANALYZE \" + s).toUtf8().constData());"),
            "\"ANALYZE a_b\"");
}

TEST(QtText, aSpinBoxHoldsANumber) {
  const facts::Text text = onlyCall(Stubs + "void f(PGconn *c, const QSpinBox &box) {\n"
                                            "PQexec(c, (\"ANALYZE \" + box.text()).toUtf8().constData());\n}\n")
                               .sql;
  const auto &parts = std::get<facts::Concat>(text->value).parts;
  EXPECT_EQ(std::get<facts::Hole>(parts.at(1)->value).kind, facts::HoleKind::Number);
}

TEST(QtText, theEnvironmentIsOutside) {
  EXPECT_EQ(sqlOf("PQexec(c, qgetenv(\"SQL\").constData());"), "{qgetenv(\"SQL\")}");
}

/// The macros for literals as the headers of Qt 5 and of Qt 6 define them, cut down.
static const std::string Literals = R"cpp(
template <int N> struct QStaticStringData {
  int header;
  char16_t data[N + 1];
  void *data_ptr() const;
};
struct QStringDataPtr { void *ptr; };
struct QChar;
struct QString { QString(QStringDataPtr); template <class T> QString(T); const char *toUtf8() const; };
#define OF_QT5(text) ([]() -> QString { \
    static const QStaticStringData<sizeof(u"" text) / 2 - 1> literal = {-1, u"" text}; \
    QStringDataPtr holder = {literal.data_ptr()}; \
    const QString made(holder); \
    return made; }())
struct Private {};
namespace QtPrivate { template <int N> Private qMakeStringPrivate(const char16_t (&)[N]); }
#define OF_QT6(text) (QString(QtPrivate::qMakeStringPrivate(u"" text)))
#include <libpq-fe.h>
)cpp";

TEST(QtText, literalMacrosOfBothVersionsAreTheirText) {
  for (std::string macro : {"OF_QT5", "OF_QT6"})
    EXPECT_EQ(
        printed(onlyCall(Literals + "void f(PGconn *c) { PQexec(c, " + macro + "(\"SELECT 1\").toUtf8()); }").sql),
        "\"SELECT 1\"")
        << macro;
}

TEST(QtText, whatIsCutOffAtTheEnd) {
  const std::string asLibrary = "# 1 \"qstring.h\" 1 3\n" + Stubs + "# 1 \"code.cpp\" 2\n";
  const std::string made = "QString s = \"a\"; if (x) s += QString(\"b\"); s += QString(\", \"); ";
  for (const char *cut :
       {"s = s.left(s.length() - 2);", "s = s.chopped(2);", "s.chop(2);", "s.remove(s.length() - 2, 2);"})
    EXPECT_EQ(printed(onlyCall(asLibrary + "void f(PGconn *c, bool x) {\n" + made + cut +
                               " PQexec(c, s.toUtf8().constData());\n}\n")
                          .sql),
              "\"a\" + (\"b\"|\"\")")
        << cut;
}

TEST(QtText, charactersAreText) {
  for (const char *blank : {"QLatin1Char(' ')", "QChar(' ')", "QChar::fromLatin1(' ')", "QString(1, ' ')"}) {
    EXPECT_EQ(sqlOf(std::string("PQexec(c, (QString(\"a\") + ") + blank + " + \"b\").toUtf8());"), "\"a b\"") << blank;
    EXPECT_EQ(sqlOf(std::string("QString s = \"a\"; s += ") + blank + "; s.append(\"b\"); PQexec(c, s.toUtf8());"),
              "\"a b\"")
        << blank;
  }
}

TEST(QtText, literalsOfQt6AreRead) {
  EXPECT_EQ(sqlOf("PQexec(c, u\"a\"_qs.toUtf8());"), "\"a\"");
  EXPECT_EQ(sqlOf("using namespace Qt::StringLiterals; PQexec(c, (u\"a\"_s + QString(\"b\"_L1)).toUtf8());"), "\"ab\"");
}

TEST(QtText, translationsAreTheirText) { EXPECT_EQ(sqlOf("PQexec(c, Window::tr(\"a\").toUtf8());"), "\"a\""); }

} // namespace pgtidy::rules
