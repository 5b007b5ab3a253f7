#include "tool.h"

#include <gtest/gtest.h>

namespace pgtidy::test {
namespace {

std::string source(llvm::StringRef body) { return std::string(libpqStub) + body.str(); }

TEST(ExitStatus, isZeroWithoutFindings) {
  Project project;
  project.add("a.cpp", source("void f(PGconn *c) { PQexec(c, \"SELECT 1\"); }"));
  Output run = project.run({"-p", "."});
  EXPECT_EQ(run.status, 0) << run.out << run.err;
  EXPECT_EQ(run.out, "0 errors, 0 warnings in 1 translation unit\n");
  EXPECT_EQ(run.err, "");
}

TEST(ExitStatus, isOneWithErrors) {
  Project project;
  project.add("a.cpp", source("void f(PGconn *c) { PQexec(c, \"SELEKT 1\"); }"));
  Output run = project.run({"-p", "."});
  EXPECT_EQ(run.status, 1) << run.out << run.err;
  EXPECT_NE(run.out.find("[pg-sql-syntax]"), std::string::npos) << run.out;
}

TEST(ExitStatus, isZeroWithWarningsAndOneWhenTheyCountAsErrors) {
  Project project;
  project.write("schema.sql", "CREATE TABLE users (id int PRIMARY KEY);"
                              "CREATE TABLE notes (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users);");
  project.add("a.cpp", source("void f(PGconn *c) { PQexec(c, \"SELECT id FROM notes WHERE user_id = 1\"); }"));
  Output warned = project.run({"-p", ".", "--schema=schema.sql"});
  EXPECT_EQ(warned.status, 0) << warned.out << warned.err;
  EXPECT_NE(warned.out.find("warning: "), std::string::npos) << warned.out;
  Output promoted = project.run({"-p", ".", "--schema=schema.sql", "--warnings-as-errors=pg-isolation-*"});
  EXPECT_EQ(promoted.status, 1) << promoted.out << promoted.err;
}

TEST(ExitStatus, isTwoWithoutACompileDatabase) {
  TemporaryFolder folder;
  folder.write("a.cpp", "int x;");
  Output run = test::run(folder.path(), {"a.cpp"});
  EXPECT_EQ(run.status, 2);
  EXPECT_NE(run.err.find("no compile_commands.json"), std::string::npos) << run.err;
  EXPECT_NE(run.err.find("-DCMAKE_EXPORT_COMPILE_COMMANDS=ON"), std::string::npos) << run.err;
}

TEST(ExitStatus, isTwoForAFileThatIsNotInTheDatabaseButTheOthersAreAnalysed) {
  Project project;
  project.add("a.cpp", source("void f(PGconn *c) { PQexec(c, \"SELEKT 1\"); }"));
  project.write("b.cpp", "int x;");
  Output run = project.run({"-p", ".", "a.cpp", "b.cpp", "missing.cpp"});
  EXPECT_EQ(run.status, 2);
  EXPECT_NE(run.out.find("[pg-sql-syntax]"), std::string::npos) << run.out;
  EXPECT_NE(run.err.find("b.cpp: error: is not in "), std::string::npos) << run.err;
  EXPECT_NE(run.err.find("missing.cpp: error: no such file"), std::string::npos) << run.err;
}

TEST(ExitStatus, isTwoForAWrongOption) {
  TemporaryFolder folder;
  for (const char *option : {"--chekcs=x", "--format=xml", "-j=many", "--list-checks=1"}) {
    Output run = test::run(folder.path(), {option});
    EXPECT_EQ(run.status, 2) << option;
    EXPECT_NE(run.err.find(option), std::string::npos) << run.err;
  }
  EXPECT_NE(test::run(folder.path(), {"--checks"}).err.find("needs a value"), std::string::npos);
}

TEST(ExitStatus, isTwoForABrokenConfiguration) {
  Project project;
  project.add("a.cpp", "int x;");
  project.write(".pgtidy", "Checkz: 'pg-*'\n");
  Output run = project.run({"-p", "."});
  EXPECT_EQ(run.status, 2);
  EXPECT_NE(run.err.find(".pgtidy:1:1:"), std::string::npos) << run.err;
}

TEST(ExitStatus, isTwoForBrokenRules) {
  Project project;
  project.add("a.cpp", "int x;");
  project.write(".pgtidy", "Rules: [mine.json]\n");
  EXPECT_NE(project.run({"-p", "."}).err.find("mine.json"), std::string::npos);
  project.write("mine.json", "{\n  \"library\": 1\n}");
  Output run = project.run({"-p", "."});
  EXPECT_EQ(run.status, 2);
  EXPECT_NE(run.err.find("mine.json:2:"), std::string::npos) << run.err;
}

TEST(ExitStatus, isTwoWhenTheOutputCannotBeWritten) {
  Project project;
  project.add("a.cpp", "int x;");
  Output run = project.run({"-p", ".", "--output=/nowhere/out.txt"});
  EXPECT_EQ(run.status, 2);
  EXPECT_NE(run.err.find("/nowhere/out.txt"), std::string::npos) << run.err;
}

} // namespace
} // namespace pgtidy::test
