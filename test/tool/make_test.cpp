#include "tool.h"

#include <gtest/gtest.h>

namespace pgtidy::test {
namespace {

const char *schema =
    "CREATE TABLE users (id bigint PRIMARY KEY, email text);\n"
    "CREATE TABLE orders (id bigint PRIMARY KEY, buyer bigint NOT NULL REFERENCES users, state text);\n"
    "CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders, n int);\n"
    "CREATE TABLE tags (id bigint PRIMARY KEY);\n";

const char *queries = "SELECT email FROM users;\nSELECT id FROM orders;\nDELETE FROM items WHERE id = :id;\n"
                      "UPDATE orders SET state = 'paid' WHERE id = :id;\n";

TEST(Rls, itsPoliciesMakeTheStatementsScoped) {
  Project project;
  project.write("db/schema.sql", schema);
  project.write("q.sql", queries);
  Output before = project.run({"q.sql", "--schema=db/schema.sql"});
  EXPECT_EQ(before.status, 1);
  Output made = project.run({"rls", "--schema=db/schema.sql", "--output=rls.sql"});
  ASSERT_EQ(made.status, 0) << made.err;
  Output after =
      project.run({"q.sql", "--schema=db/schema.sql", "--schema=rls.sql", "--checks=-*,pg-isolation-unscoped"});
  EXPECT_EQ(after.status, 0) << after.out << after.err;
  Output again = project.run({"rls", "--schema=db/schema.sql", "--schema=rls.sql"});
  EXPECT_EQ(again.out, "-- Every table that belongs to users has a policy.\n") << again.err;
}

TEST(Rls, sharedTablesGetNoPolicy) {
  Project project;
  project.write("schema.sql", schema);
  Output made = project.run({"rls", "--schema=schema.sql"});
  EXPECT_EQ(made.out.find("tags"), std::string::npos) << made.out;
  EXPECT_NE(made.out.find("ALTER TABLE items ENABLE ROW LEVEL SECURITY;"), std::string::npos) << made.out;
}

TEST(Rls, withoutASchemaSaysWhatIsMissing) {
  TemporaryFolder folder;
  Output run = test::run(folder.path(), {"rls"});
  EXPECT_EQ(run.status, 2);
  EXPECT_NE(run.err.find("Schema"), std::string::npos) << run.err;
}

TEST(Init, findsSchemaUsersOwnerColumnsAndCalls) {
  Project project;
  project.write("db/migrations/1.sql", schema);
  project.write("test/fixture.sql", "CREATE TABLE users (id int);");
  project.write("build/old.sql", "CREATE TABLE junk (id int);");
  project.add("src/db/a.cpp", std::string(libpqStub) + "void f(PGconn *c) { PQexec(c, \"SELECT 1\"); }");
  Output run = project.run({"init", "--output=-"});
  ASSERT_EQ(run.status, 0) << run.err;
  EXPECT_NE(run.out.find("Schema: ['db/migrations/1.sql']   # 4 tables\n"), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("# also found: 'test/fixture.sql'"), std::string::npos) << run.out;
  EXPECT_EQ(run.out.find("junk"), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("  Tables: [users]\n  OwnerColumns: [buyer]\n"), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("# OrmLayer: ['src/db/**']"), std::string::npos) << run.out;
}

TEST(Init, writesAConfigurationThatHoldsAndOverwritesNone) {
  Project project;
  project.write("db/migrations/1.sql", schema);
  EXPECT_EQ(project.run({"init"}).status, 0);
  EXPECT_EQ(project.run({"--verify-config"}).status, 0) << project.run({"--verify-config"}).err;
  Output again = project.run({"init"});
  EXPECT_EQ(again.status, 2);
  EXPECT_NE(again.err.find("'.pgtidy' is there already"), std::string::npos) << again.err;
}

TEST(Init, worksInAnEmptyFolder) {
  TemporaryFolder folder;
  EXPECT_EQ(test::run(folder.path(), {"init"}).status, 0);
  EXPECT_EQ(test::run(folder.path(), {"--verify-config"}).status, 0);
}

TEST(Completion, knowsEveryOptionThatHelpTells) {
  TemporaryFolder folder;
  std::string help = test::run(folder.path(), {"--help"}).out;
  for (const char *shell : {"bash", "zsh", "fish", "man"}) {
    std::string text = test::run(folder.path(), {"completion", shell}).out;
    for (size_t at = help.find("  --"); at != std::string::npos; at = help.find("  --", at + 1)) {
      std::string name = help.substr(at + 4, help.find_first_of("=[ \n", at + 4) - at - 4), escaped;
      for (char c : name)
        escaped += c == '-' && std::string(shell) == "man" ? std::string("\\-") : std::string(1, c);
      EXPECT_NE(text.find(escaped), std::string::npos) << shell << ": " << name;
    }
    EXPECT_NE(text.find(std::string(shell) == "man" ? "pg\\-sql\\-injection" : "pg-sql-injection"), std::string::npos);
  }
  EXPECT_EQ(test::run(folder.path(), {"completion", "csh"}).status, 2);
}

TEST(Completion, isWhatTheShellsRead) {
  TemporaryFolder folder;
  for (std::string shell : {"bash", "zsh", "fish"}) {
    Output run = shell == "bash" || test::shell(folder.path(), "command -v " + shell).status == 0
                     ? test::shell(folder.path(),
                                   std::string(PGTIDY_BINARY) + " completion " + shell + " > c && " + shell + " -n c")
                     : Output{0, "", ""};
    EXPECT_EQ(run.status, 0) << shell << run.err;
    EXPECT_EQ(run.err, "") << shell;
  }
}

TEST(Completion, bashCompletesOptionsAndTheirWords) {
  TemporaryFolder folder;
  test::shell(folder.path(), std::string(PGTIDY_BINARY) + " completion bash > c");
  folder.write("try.sh",
               "source ./c\nCOMP_WORDS=(pgtidy --format = sa); COMP_CWORD=3; _pgtidy; echo \"${COMPREPLY[@]}\"\n"
               "COMP_WORDS=(pgtidy explain pg-sql-i); COMP_CWORD=2; _pgtidy; echo \"${COMPREPLY[@]}\"\n");
  Output run = runCommand(folder.path(), {"/bin/bash", "try.sh"});
  EXPECT_EQ(run.out, "sarif\npg-sql-injection\n") << run.err;
}

} // namespace
} // namespace pgtidy::test
