#include "tool.h"

#include "llvm/Support/JSON.h"

#include <gtest/gtest.h>

namespace pgtidy::test {
namespace {

const char *twoFaults = R"cpp(
void f(PGconn *c) { PQexec(c, "SELEKT 1"); }
void g() { PQconnectdb("host=db.example.org password=hunter2"); }
)cpp";

void addTwoFiles(Project &project) {
  project.write("wrapper.h", std::string("#pragma once\n") + libpqStub + "void send(PGconn *c, const char *sql);\n");
  project.add("wrapper.cpp", "#include \"wrapper.h\"\nvoid send(PGconn *c, const char *sql) { PQexec(c, sql); }\n");
  project.add("user.cpp", "#include \"wrapper.h\"\nvoid f(PGconn *c) { send(c, \"SELEKT 1\"); }\n");
}

TEST(Commands, explainPrintsThePage) {
  TemporaryFolder folder;
  Output run = test::run(folder.path(), {"explain", "pg-isolation-unscoped"});
  EXPECT_EQ(run.status, 0);
  EXPECT_EQ(run.out.find("# pg-isolation-unscoped\n"), 0u) << run.out;
  EXPECT_EQ(test::run(folder.path(), {"--explain=pg-isolation-unscoped"}).out, run.out);
  EXPECT_EQ(test::run(folder.path(), {"explain", "pg-nothing"}).status, 2);
}

TEST(Commands, listChecksFollowsTheGlobs) {
  TemporaryFolder folder;
  Output run = test::run(folder.path(), {"--list-checks", "--checks=-*,pg-sql-*"});
  EXPECT_EQ(run.status, 0);
  EXPECT_NE(run.out.find("pg-sql-injection"), std::string::npos) << run.out;
  EXPECT_EQ(run.out.find("pg-orm-bypass"), std::string::npos) << run.out;
}

TEST(Commands, noSecretIsShownInAnyFormat) {
  Project project;
  project.add("a.cpp", std::string(libpqStub) + twoFaults);
  for (const char *format : {"--format=text", "--format=json"}) {
    Output run = project.run({"-p", ".", format});
    EXPECT_EQ(run.status, 1) << run.err;
    EXPECT_NE(run.out.find("pg-connection-hardcoded"), std::string::npos) << run.out;
    EXPECT_EQ((run.out + run.err).find("hunter2"), std::string::npos) << run.out;
  }
  Output facts = project.run({"-p", ".", "a.cpp", "--facts-out=a.facts"});
  EXPECT_EQ(facts.status, 0) << facts.err;
  auto written = llvm::MemoryBuffer::getFile(project.path("a.facts"));
  ASSERT_TRUE(bool(written));
  EXPECT_FALSE((*written)->getBuffer().contains("hunter2"));
}

TEST(Commands, factsComeWithTheFilesThatTheyDependOn) {
  Project project;
  project.write("a b.h", "#pragma once\n");
  project.add("a.cpp", std::string(libpqStub) + "#include \"a b.h\"\n" + twoFaults);
  Output run = project.run({"-p", ".", "a.cpp", "--facts-out=a.facts", "--depfile=a.d"});
  EXPECT_EQ(run.status, 0) << run.err;
  auto written = llvm::MemoryBuffer::getFile(project.path("a.d"));
  ASSERT_TRUE(bool(written));
  EXPECT_EQ((*written)->getBuffer().str(),
            "a.facts: \\\n  " + project.path("a.cpp") + " \\\n  " + project.path("a\\ b.h") + "\n");
}

TEST(Commands, profileSaysWhereTheTimeWent) {
  Project project;
  project.add("a.cpp", std::string(libpqStub) + twoFaults);
  project.add("b.cpp", "int b;\n");
  Output run = project.run({"-p", ".", "--profile=trace.json"});
  EXPECT_EQ(run.status, 1) << run.err;
  for (const char *part : {"where the time went", "  scan, 2 times\n", "  parse\n", "  evaluate\n", "  link\n",
                           "files that took longest\n", "a.cpp\n", "checks that took longest\n", " pg-"})
    EXPECT_NE(run.err.find(part), std::string::npos) << part << "\n" << run.err;
  auto written = llvm::MemoryBuffer::getFile(project.path("trace.json"));
  ASSERT_TRUE(bool(written));
  llvm::Expected<llvm::json::Value> trace = llvm::json::parse((*written)->getBuffer());
  ASSERT_TRUE(bool(trace)) << llvm::toString(trace.takeError());
  const llvm::json::Array *events = trace->getAsObject()->getArray("traceEvents");
  ASSERT_TRUE(events);
  bool parsed = false;
  for (const llvm::json::Value &event : *events) {
    const llvm::json::Object &span = *event.getAsObject();
    EXPECT_EQ(span.getString("ph"), "X");
    EXPECT_GE(span.getInteger("ts").value_or(-1), 0);
    EXPECT_GE(span.getInteger("dur").value_or(-1), 0);
    parsed |= span.getString("cat") == "parse" && span.getString("name") == project.path("a.cpp");
  }
  EXPECT_TRUE(parsed);
  EXPECT_EQ(project.run({"-p", ".", "--profile"}).out, run.out);
}

TEST(Commands, wrappersAreFoundAcrossFilesWhateverTheOrder) {
  Project project;
  addTwoFiles(project);
  Output one = project.run({"-p", ".", "-j", "1"});
  EXPECT_EQ(one.status, 1) << one.out << one.err;
  EXPECT_NE(one.out.find("user.cpp:2:"), std::string::npos) << one.out;
  EXPECT_EQ(project.run({"-p", ".", "-j2"}).out, one.out);
  EXPECT_EQ(project.run({"-p", ".", "user.cpp", "wrapper.cpp"}).out, one.out);
}

TEST(Commands, linkedFactsGiveTheFindingsOfTheSingleRun) {
  Project project;
  addTwoFiles(project);
  Output single = project.run({"-p", "."});
  ASSERT_EQ(project.run({"-p", ".", "wrapper.cpp", "--facts-out=w.facts"}).status, 0);
  ASSERT_EQ(project.run({"-p", ".", "user.cpp", "--facts-out=u.facts"}).status, 0);
  Output linked = project.run({"link", "u.facts", "w.facts"});
  EXPECT_EQ(linked.out, single.out);
  EXPECT_EQ(linked.status, single.status);
}

TEST(Commands, nolintHidesAFindingAndIsCounted) {
  Project project;
  project.add("a.cpp",
              std::string(libpqStub) + "void f(PGconn *c) { PQexec(c, \"SELEKT 1\"); } // NOLINT(pg-sql-syntax)\n");
  Output run = project.run({"-p", "."});
  EXPECT_EQ(run.status, 0) << run.out;
  EXPECT_EQ(run.out, "0 errors, 0 warnings, 1 suppressed in 1 translation unit\n");
}

TEST(Commands, flagsAfterTwoDashesReplaceTheDatabase) {
  TemporaryFolder folder;
  folder.write("a.cpp", std::string(libpqStub) + "void f(PGconn *c) { PQexec(c, TEXT); }");
  Output run = test::run(folder.path(), {"a.cpp", "--", "-std=c++20", "-DTEXT=\"SELEKT 1\""});
  EXPECT_EQ(run.status, 1) << run.out << run.err;
}

TEST(Commands, sqlFilesAreCheckedAsTheProgramsQueries) {
  TemporaryFolder folder;
  folder.write("q.sql", "SELECT 1;\nSELEKT 2;\n");
  Output run = test::run(folder.path(), {"q.sql"});
  EXPECT_EQ(run.status, 1) << run.out << run.err;
  EXPECT_NE(run.out.find("q.sql:2:1: error: "), std::string::npos) << run.out;
}

TEST(Commands, operatorsOfJsonbInSqlFilesAreNoPlaceholders) {
  TemporaryFolder folder;
  folder.write("q.sql", "SELECT 1 FROM t WHERE tags ? 'x' AND id = :id;\nSELECT 2 FROM t WHERE id = ?;\n");
  const Output run = test::run(folder.path(), {"q.sql"});
  EXPECT_NE(run.out.find("0 errors"), std::string::npos) << run.out;
}

TEST(Commands, textsThatAreTooLargeAreNamed) {
  std::string list = "1";
  for (int number = 2; number < 200000; ++number)
    list += "," + std::to_string(number);
  const std::string statement = "SELECT * FROM orders WHERE user_id = $1 AND id IN (" + list + ")";
  TemporaryFolder folder;
  folder.write("q.sql", "SELECT 1;\n" + statement + ";\nSELEKT 2;\n");
  const Output file = test::run(folder.path(), {"q.sql"});
  EXPECT_NE(file.out.find("q.sql:2:1: warning: statement cannot be checked: its text is too large"), std::string::npos)
      << file.out.substr(0, 500);
  EXPECT_NE(file.out.find("q.sql:3:1: error: "), std::string::npos); // what stands behind it is checked
  folder.write("a.cpp", std::string(libpqStub) + "void f(PGconn *c) { PQexec(c, \"" + statement + "\"); }");
  const Output program = test::run(folder.path(), {"a.cpp", "--"});
  EXPECT_NE(program.out.find("its text is too large"), std::string::npos) << program.out.substr(0, 500);
}

TEST(Commands, definitionsNeedNoCompileDatabase) {
  TemporaryFolder folder;
  folder.write("1.sql", "CREATE TABLE a (x int);\n");
  folder.write("2.sql", "CREATE TABLE b (id bigint PRIMARY KEY);\nALTER TABLE a ADD COLUMN y int NOT NULL;\n");
  Output named = test::run(folder.path(), {"1.sql", "2.sql"});
  EXPECT_EQ(named.status, 1) << named.out << named.err;
  EXPECT_NE(named.out.find("1.sql:1:14: warning: "), std::string::npos) << named.out;
  EXPECT_NE(named.out.find("2.sql:2:26: error: "), std::string::npos) << named.out;
  folder.write(".pgtidy", "Schema: ['*.sql']\n");
  Output configured = test::run(folder.path(), {});
  EXPECT_EQ(configured.out, named.out) << configured.err;
  Output second = test::run(folder.path(), {"2.sql"});
  EXPECT_EQ(second.out.find("1.sql"), std::string::npos) << second.out;
  EXPECT_NE(second.out.find("2.sql:2:26: error: "), std::string::npos) << second.out;
}

TEST(Commands, whatIsOffByDefaultIsOnWhereItIsNamed) {
  TemporaryFolder folder;
  folder.write("1.sql", "CREATE TABLE a (id bigserial PRIMARY KEY);\n");
  EXPECT_EQ(test::run(folder.path(), {"1.sql"}).out.find("[pg-schema-serial]"), std::string::npos);
  Output named = test::run(folder.path(), {"--checks=pg-schema-serial", "1.sql"});
  EXPECT_NE(named.out.find("[pg-schema-serial]"), std::string::npos) << named.out;
}

TEST(Commands, helpAndVersionNeedNothing) {
  TemporaryFolder folder;
  EXPECT_EQ(test::run(folder.path(), {"--help"}).status, 0);
  EXPECT_EQ(test::run(folder.path(), {"--version"}).out.find("pgtidy "), 0u);
}

} // namespace
} // namespace pgtidy::test
