#include "reading.h"

namespace pgtidy::rules {

static std::string sqlOf(const std::string &statements) {
  return printed(
      onlyCall("#include <libpq-fe.h>\n#include <qt_files.h>\nvoid f(PGconn *c, QString n) {\n" + statements + "\n}\n")
          .sql);
}

TEST(QtFiles, whatAFileHoldsIsKnownByItsPath) {
  EXPECT_EQ(sqlOf("QFile f(\":/sql/a.sql\"); f.open(1); PQexec(c, f.readAll().constData());"),
            "file contents(\":/sql/a.sql\")");
  EXPECT_EQ(sqlOf("QFile f(QString(\":/sql/%1.sql\").arg(n)); if (!f.exists() || !f.open(1)) return;\n"
                  "QString q = QTextStream(&f).readAll(); f.close(); PQexec(c, q.trimmed().toUtf8().constData());"),
            "file contents(\":/sql/\" + $n + \".sql\")");
}

TEST(QtFiles, aResourceIsItsFile) {
  EXPECT_EQ(sqlOf("QResource r(\":/sql/a.sql\");\n"
                  "PQexec(c, QString::fromUtf8(reinterpret_cast<const char *>(r.data()), 9).toUtf8().constData());"),
            "file contents(\":/sql/a.sql\")");
}

TEST(QtFiles, infoIsThePath) {
  EXPECT_EQ(sqlOf("QFileInfo i; if (c) i = QFileInfo(\":/a.sql\"); else i = QFileInfo(\":/b.sql\");\n"
                  "QFile f(i.filePath()); f.open(1); PQexec(c, QString::fromUtf8(f.readAll()).toUtf8().constData());"),
            "file contents((\":/a.sql\"|\":/b.sql\"))");
}

} // namespace pgtidy::rules
