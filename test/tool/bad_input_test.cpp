#include "tool.h"

#include <gtest/gtest.h>

namespace pgtidy::test {
namespace {

const std::string faulty = std::string(libpqStub) + "void f(PGconn *c) { PQexec(c, \"SELEKT 1\"); }\n";

TEST(BadInput, brokenCppIsAnalysedAsFarAsItParses) {
  Project project;
  project.add("a.cpp", faulty + "void g() { undeclared(); }\n#include \"generated_and_missing.h\"\n");
  Output run = project.run({"-p", "."});
  EXPECT_EQ(run.status, 1) << run.out << run.err;
  EXPECT_NE(run.out.find("[pg-sql-syntax]"), std::string::npos) << run.out;
  EXPECT_NE(run.err.find("generated_and_missing.h"), std::string::npos) << run.err;
}

TEST(BadInput, aFileGivenAsTheConfigurationItselfIsSaid) {
  Project project;
  project.add("a.cpp", faulty);
  project.write("rules.yaml", "Checks: '*'\n");
  Output run = project.run({"-p", ".", "--config=rules.yaml"});
  EXPECT_EQ(run.status, 2);
  EXPECT_NE(run.err.find("--config-file"), std::string::npos) << run.err;
}

TEST(BadInput, aSchemaThatIsNotThereIsRefused) {
  Project project;
  project.add("a.cpp", faulty);
  for (const char *schema : {"--schema=gone.sql", "--schema=gone/*.sql"}) {
    Output run = project.run({"-p", ".", schema});
    EXPECT_EQ(run.status, 2) << schema;
    EXPECT_NE(run.err.find("--schema: no file 'gone"), std::string::npos) << run.err;
    EXPECT_EQ(project.run({"explain", schema, "--query=SELECT 1"}).status, 2);
  }
}

TEST(BadInput, factsOfSeveralUnitsAreRefusedBeforeAnyIsParsed) {
  Project project;
  project.add("a.cpp", faulty + "void g() { undeclared(); }\n");
  project.add("b.cpp", faulty);
  Output run = project.run({"-p", ".", "--facts-out=x.facts"});
  EXPECT_EQ(run.status, 2);
  EXPECT_NE(run.err.find("takes one translation unit, not 2"), std::string::npos) << run.err;
  EXPECT_EQ(run.err.find("undeclared"), std::string::npos) << run.err;
}

TEST(BadInput, binaryGarbageIsSaidAndTheOthersGoOn) {
  Project project;
  project.add("a.cpp", faulty);
  std::string garbage;
  for (unsigned i = 0; i < 20000; ++i)
    garbage += static_cast<char>((i * 2654435761u) >> 13);
  project.add("garbage.cpp", garbage);
  Output run = project.run({"-p", "."});
  EXPECT_NE(run.out.find("[pg-sql-syntax]"), std::string::npos) << run.out;
  EXPECT_NE(run.err.find("garbage.cpp"), std::string::npos) << run.err;
}

TEST(BadInput, aSourceThatDoesNotExistIsAnErrorOfItsOwn) {
  Project project;
  project.add("a.cpp", faulty);
  project.add("gone.cpp", "");
  llvm::sys::fs::remove(project.path("gone.cpp"));
  Output run = project.run({"-p", "."});
  EXPECT_EQ(run.status, 2);
  EXPECT_NE(run.out.find("[pg-sql-syntax]"), std::string::npos) << run.out;
  EXPECT_NE(run.err.find("gone.cpp"), std::string::npos) << run.err;
}

TEST(BadInput, aSourceOf50MegabytesEndsInFindingsOrAMessage) {
  Project project;
  project.add("a.cpp", faulty);
  std::string huge = "const char *text[] = {\n";
  while (huge.size() < (50u << 20))
    huge += "\"0123456789012345678901234567890123456789012345678901234567890123456789\",\n";
  project.add("huge.cpp", huge + "};\n");
  Output run = project.run({"-p", "."});
  EXPECT_NE(run.out.find("[pg-sql-syntax]"), std::string::npos) << run.out;
  EXPECT_NE(run.err.find("huge.cpp"), std::string::npos) << run.err;
}

TEST(BadInput, pathsMayHoldSpacesAndAnyLetters) {
  Project project;
  project.add("söme dir/ünï code.cpp", faulty);
  Output run = project.run({"-p", "."});
  EXPECT_EQ(run.status, 1) << run.out << run.err;
  EXPECT_NE(run.out.find("söme dir/ünï code.cpp:"), std::string::npos) << run.out;
}

TEST(BadInput, aSchemaStatementThatDoesNotParseIsNamedAndTheRestHolds) {
  Project project;
  project.write("schema.sql", "CREATE TABLE users (id int PRIMARY KEY);\n"
                              "CREATE TABEL oops (id int);\n"
                              "CREATE TABLE notes (id int PRIMARY KEY, user_id int REFERENCES users);\n");
  project.add("a.cpp", std::string(libpqStub) + "void f(PGconn *c) { PQexec(c, \"SELECT id FROM notes\"); }");
  Output run = project.run({"-p", ".", "--schema=schema.sql"});
  EXPECT_EQ(run.status, 1) << run.out << run.err;
  EXPECT_NE(run.out.find("schema.sql:2:8: error: "), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("[pg-migration-syntax]"), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("[pg-isolation-unscoped]"), std::string::npos) << run.out;
}

TEST(BadInput, aSchemaStatementThatDoesNotParseIsAProblemWhereItsCheckIsOff) {
  TemporaryFolder folder;
  folder.write(".pgtidy", "Schema: [schema.sql]\n");
  folder.write("schema.sql", "CREATE TABEL oops (id int);\n");
  Output run = test::run(folder.path(), {"--checks=-*,pg-sql-*"});
  EXPECT_EQ(run.status, 0) << run.out << run.err;
  EXPECT_NE(run.err.find("schema.sql:1:"), std::string::npos) << run.err;
}

TEST(BadInput, aMissingSchemaFileIsAProblemWithItsRemedy) {
  Project project;
  project.add("a.cpp", "int x;");
  project.write(".pgtidy", "Schema: [nowhere.sql]\n");
  Output run = project.run({"-p", "."});
  EXPECT_EQ(run.status, 0) << run.out << run.err;
  EXPECT_NE(run.err.find("nowhere.sql: problem: no such file"), std::string::npos) << run.err;
}

TEST(BadInput, factsThatAreNoFactsAreRefused) {
  TemporaryFolder folder;
  folder.write("x.facts", "{\"version\": 999}");
  Output run = test::run(folder.path(), {"link", "x.facts"});
  EXPECT_EQ(run.status, 2);
  EXPECT_NE(run.err.find("x.facts"), std::string::npos) << run.err;
}

TEST(BadInput, anOutputThatMayNotBeWrittenStaysAsItIs) {
  Project project;
  project.add("a.cpp", faulty);
  std::string kept = project.write("out.txt", "kept\n");
  llvm::sys::fs::setPermissions(kept, llvm::sys::fs::all_read);
  Output run = project.run({"-p", ".", "--output=out.txt"});
  auto buffer = llvm::MemoryBuffer::getFile(kept);
  ASSERT_TRUE(bool(buffer));
  if (llvm::sys::fs::can_write(kept)) // root may write all the same
    return;
  EXPECT_EQ(run.status, 2);
  EXPECT_EQ((*buffer)->getBuffer(), "kept\n");
}

TEST(BadInput, aFullDeviceIsTold) {
  Project project;
  project.add("a.cpp", faulty);
  Output run = project.run({"-p", ".", "--output=/dev/full"});
  EXPECT_EQ(run.status, 2);
  EXPECT_NE(run.err.find("/dev/full"), std::string::npos) << run.err;
}

TEST(BadInput, aReaderThatGoesAwayEndsTheRunInSilence) {
  Project project;
  std::string many = std::string(libpqStub) + "void f(PGconn *c) {\n";
  for (int i = 0; i < 3000; ++i)
    many += "  PQexec(c, \"SELEKT " + std::to_string(i) + " FROM a_table_with_a_long_name\");\n";
  project.add("a.cpp", many + "}\n");
  Output run = shell(project.path(), PGTIDY_BINARY " -p . | head -n 1");
  EXPECT_EQ(run.status, 0);
  EXPECT_EQ(run.err, "");
}

TEST(BadInput, twoRunsThatWriteTheSameFileLeaveOneWhole) {
  Project project;
  project.add("a.cpp", faulty);
  Output runs =
      shell(project.path(), "for i in 1 2 3 4; do " PGTIDY_BINARY " -p . --format=json --output=out.json & done; wait");
  EXPECT_EQ(runs.err, "");
  Output single = project.run({"-p", ".", "--format=json"});
  auto buffer = llvm::MemoryBuffer::getFile(project.path("out.json"));
  ASSERT_TRUE(bool(buffer));
  EXPECT_EQ((*buffer)->getBuffer(), single.out);
  Output left = shell(project.path(), "ls");
  EXPECT_EQ(left.out, "a.cpp\ncompile_commands.json\nout.json\n");
}

} // namespace
} // namespace pgtidy::test
