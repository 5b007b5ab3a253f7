// Programs that keep their statements in files of their own.
#include "tool.h"

#include "llvm/Support/MemoryBuffer.h"

#include <gtest/gtest.h>

namespace pgtidy::test {
namespace {

/// A store whose statements are Qt's resources, looked up by name below the folder of its kind.
class ResourceProject : public Project {
public:
  ResourceProject() {
    auto stub = llvm::MemoryBuffer::getFile(PGTIDY_SOURCE_DIR "/test/stubs/qt_files.h");
    write("qt_files.h", "#pragma GCC system_header\n" + (*stub)->getBuffer().str());
    write("src/store.h", "#pragma once\n#include \"../qt_files.h\"\n" + std::string(libpqStub) +
                             "struct Store {\n"
                             "  virtual QString kind() const = 0;\n"
                             "  QString statement(const QString &name) const;\n"
                             "};\n"
                             "struct PgStore : Store { QString kind() const override { return \"pg\"; } };\n");
    add("src/store.cpp", "#include \"store.h\"\n"
                         "QString Store::statement(const QString &name) const {\n"
                         "  QFile file(QString(\":/sql/%1/%2.sql\").arg(kind()).arg(name));\n"
                         "  if (!file.open(1)) return QString();\n"
                         "  QString text = QTextStream(&file).readAll();\n"
                         "  file.close();\n"
                         "  return text.trimmed();\n"
                         "}\n");
    add("src/use.cpp", "#include \"store.h\"\n"
                       "void find(PGconn *c, PgStore &s) {\n"
                       "  PQexec(c, s.statement(\"find\").toUtf8().constData());\n"
                       "}\n"
                       "void list(PGconn *c, PgStore &s) {\n"
                       "  PQexec(c, s.statement(\"list\").toUtf8().constData());\n"
                       "}\n");
    write(".git/HEAD", "");
    write("sql/pg/find.sql", "SELECT *\nFORM orders\n");
    write("sql/pg/list.sql", "SELECT id FROM tags\n");
    write("sql/lite/find.sql", "SELECT FROM WHERE\n");
    write("sql/pg/unused.sql", "SELECT FROM WHERE\n");
  }
};

TEST(ProjectFiles, aStatementIsReportedInItsFile) {
  ResourceProject project;
  Output output = project.run({"--checks=-*,pg-sql-*,pg-isolation-*"});
  EXPECT_EQ(output.status, 1) << output.err;
  EXPECT_NE(output.out.find("/sql/pg/find.sql:2:1: error: PostgreSQL rejects"), std::string::npos) << output.out;
  EXPECT_NE(output.out.find("1 error, 0 warnings"), std::string::npos) << output.out;
}

TEST(ProjectFiles, factsThatAreLinkedSayTheSame) {
  ResourceProject project;
  Output whole = project.run({"--checks=-*,pg-sql-*", "--format=json"});
  project.run({"--facts-out=store.facts", "src/store.cpp"});
  project.run({"--facts-out=use.facts", "src/use.cpp"});
  Output linked = project.run({"link", "--checks=-*,pg-sql-*", "--format=json", "store.facts", "use.facts"});
  EXPECT_NE(linked.out.find("find.sql"), std::string::npos) << linked.out << linked.err;
  EXPECT_EQ(linked.out, whole.out);
}

TEST(ProjectFiles, aFileThatIsNotThereIsARunTimeValue) {
  ResourceProject project;
  project.add("src/other.cpp",
              "#include \"store.h\"\n"
              "void f(PGconn *c, PgStore &s) { PQexec(c, s.statement(\"gone\").toUtf8().constData()); }\n");
  Output output = project.run({"--checks=-*,pg-isolation-unverifiable", "src/other.cpp", "src/store.cpp"});
  EXPECT_NE(output.out.find("other.cpp:"), std::string::npos) << output.out << output.err;
}

} // namespace
} // namespace pgtidy::test
