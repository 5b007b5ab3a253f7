#include "reading.h"

namespace pgtidy::rules {

/// What `expression`, sent as SQL, is.
static std::string textOf(const std::string &expression) {
  return printed(
      onlyCall("#include <qt_sql.h>\nvoid f(QSqlQuery &q, QSettings &s) { q.exec(" + expression + "); }").sql);
}

TEST(QtSettings, whatIsGivenWhereNothingIsSetIsKnown) {
  EXPECT_EQ(textOf("s.value(\"key\", \"default\").toString()"), "({s.value(\"…\", \"…\")}|\"default\")");
  EXPECT_EQ(textOf("s.value(\"key\").toString()"), "{s.value(\"…\")}");
  EXPECT_EQ(textOf("qEnvironmentVariable(\"NAME\", \"default\")"),
            "({qEnvironmentVariable(\"NAME\", \"…\")}|\"default\")");
  EXPECT_EQ(textOf("QProcessEnvironment::systemEnvironment().value(\"NAME\", \"default\")"),
            "({QProcessEnvironment::systemEnvironment().value(\"NAME\", \"…\")}|\"default\")");
}

TEST(QtSettings, theEnvironmentIsSet) {
  facts::Call call = onlyCall("#include <qt_sql.h>\nvoid f() { qputenv(\"PGPASSWORD\", \"x\"); }");
  EXPECT_EQ(call.action, facts::Action::Configure);
  ASSERT_EQ(call.settings.size(), 1U);
  EXPECT_EQ(call.settings[0].keyword, "PGPASSWORD");
}

/// What `entry` is after `statements`.
static std::string entryAfter(const std::string &statements, const std::string &entry) {
  return printed(
      onlyCall("#include <qt_sql.h>\nvoid f(QSqlQuery &q) { " + statements + " q.exec(" + entry + "); }").sql);
}

static std::string entryRead(const std::string &statements, const std::string &entry) {
  return printed(onlyCall("#include <libpq-fe.h>\n#include <qt_files.h>\nvoid f(PGconn *c) { " + statements +
                          " PQexec(c, " + entry + ".toUtf8().constData()); }")
                     .sql);
}

TEST(QtSettings, entriesOfFilesAreKnownByTheirNames) {
  const std::string opened = "QSettings s(\"f.ini\", QSettings::IniFormat); ";
  EXPECT_EQ(entryAfter(opened, "s.value(\"a/b\").toString()"), "file setting(file contents(\"f.ini\"), \"a\", \"b\")");
  EXPECT_EQ(entryAfter(opened + "s.beginGroup(\"a\");", "s.value(\"b\").toString()"),
            "file setting(file contents(\"f.ini\"), \"a\", \"b\")");
  EXPECT_EQ(entryAfter(opened + "s.beginGroup(\"a\"); s.endGroup();", "s.value(\"b\", \"c\").toString()"),
            "(file setting(file contents(\"f.ini\"), \"b\")|\"c\")");
}

TEST(QtSettings, entriesOfDocumentsAreKnownByTheirNames) {
  const std::string opened = "QFile f(\"f.json\"); QJsonObject o = QJsonDocument::fromJson(f.readAll()).object(); ";
  EXPECT_EQ(entryRead(opened, "o[\"a\"].toObject().value(\"b\").toString()"),
            "file setting(file contents(\"f.json\"), \"a\", \"b\")");
  EXPECT_EQ(entryRead(opened, "o.value(\"a\").toString(\"b\")"),
            "(file setting(file contents(\"f.json\"), \"a\")|\"b\")");
}

TEST(QtSettings, textsOfFormsAreKnownByTheirNames) {
  EXPECT_EQ(entryRead("QFile f(\"f.ui\"); QUiLoader loader; QWidget *form = loader.load(&f);",
                      "form->findChild<QLineEdit *>(\"a\")->text()"),
            "file setting(file contents(\"f.ui\"), \"a\", \"text\")");
}

} // namespace pgtidy::rules
