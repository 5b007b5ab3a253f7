#include "tool.h"

#include <gtest/gtest.h>

namespace pgtidy::test {
namespace {

const std::string threeLines = std::string(libpqStub) + "void f(PGconn *c) {\n"             // line 7
                                                        "  PQexec(c, \"SELEKT 1\");\n"      // line 8
                                                        "  PQexec(c, \"SELECT 2\");\n"      // line 9
                                                        "  PQexec(c, \"DELETE FORM x\");\n" // line 10
                                                        "}\n";

size_t count(const std::string &text, const std::string &what) {
  size_t found = 0;
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
    ++found;
  return found;
}

TEST(Selection, lineFilterShowsTheFindingsOfItsLines) {
  Project project;
  project.add("a.cpp", threeLines);
  Output run = project.run({"-p", ".", "--line-filter=[{\"name\":\"a.cpp\",\"lines\":[[10,12]]}]"});
  EXPECT_EQ(run.status, 1) << run.err;
  EXPECT_EQ(count(run.out, "[pg-sql-syntax]"), 1u) << run.out;
  EXPECT_NE(run.out.find("a.cpp:10:"), std::string::npos) << run.out;
  EXPECT_EQ(project.run({"-p", ".", "--line-filter=[{\"name\":\"b.cpp\"}]"}).status, 0);
  EXPECT_EQ(project.run({"-p", ".", "--line-filter=[{]"}).status, 2);
}

TEST(Selection, aDiffShowsWhatItChanged) {
  Project project;
  project.add("a.cpp", threeLines);
  project.write("change.diff", "--- a/a.cpp\n+++ b/a.cpp\n@@ -8 +8 @@\n-  old\n+  PQexec(c, \"SELEKT 1\");\n");
  Output run = project.run({"-p", ".", "--diff=change.diff"});
  EXPECT_EQ(run.status, 1) << run.err;
  EXPECT_EQ(count(run.out, "[pg-sql-syntax]"), 1u) << run.out;
  EXPECT_NE(run.out.find("a.cpp:8:"), std::string::npos) << run.out;
  project.write("empty.diff", "");
  EXPECT_EQ(project.run({"-p", ".", "--diff=empty.diff"}).status, 0);
  project.write("wrong.diff", "hello\n");
  EXPECT_EQ(project.run({"-p", ".", "--diff=wrong.diff"}).status, 2);
  EXPECT_EQ(project.run({"-p", ".", "--diff=missing.diff"}).status, 2);
}

TEST(Selection, aChangedCallOfAWrapperShowsTheFindingInTheTextThatItSends) {
  Project project;
  project.add("a.cpp", std::string(libpqStub) + "static const char *text =\n    \"SELEKT 1\";\n" // line 8
                                                "void f(PGconn *c) { PQexec(c, text); }\n");     // line 9
  project.write("change.diff", "--- a/a.cpp\n+++ b/a.cpp\n@@ -9 +9 @@\n-x\n+y\n");
  EXPECT_EQ(project.run({"-p", ".", "--diff=change.diff"}).status, 1);
  EXPECT_EQ(project.run({"-p", ".", "--line-filter=[{\"name\":\"a.cpp\",\"lines\":[[9,9]]}]"}).status, 0);
}

TEST(Selection, aBaselineHidesWhatIsKnownAfterLinesHaveMoved) {
  Project project;
  project.add("a.cpp", threeLines);
  Output written = project.run({"-p", ".", "--write-baseline=known.txt"});
  EXPECT_EQ(written.status, 0) << written.err;
  EXPECT_EQ(written.out, "");
  project.write("a.cpp", "// moved\n\n" + threeLines + "void g(PGconn *c) { PQexec(c, \"SELEKT 3\"); }\n");
  Output run = project.run({"-p", ".", "--baseline=known.txt"});
  EXPECT_EQ(run.status, 1) << run.err;
  EXPECT_EQ(count(run.out, "[pg-sql-syntax]"), 1u) << run.out;
  EXPECT_NE(run.out.find("SELEKT 3"), std::string::npos) << run.out;
  project.write("a.cpp", "int mended;\n");
  Output mended = project.run({"-p", ".", "--baseline=known.txt"});
  EXPECT_EQ(mended.status, 0);
  EXPECT_NE(mended.err.find("2 of the findings in 'known.txt' are gone"), std::string::npos) << mended.err;
}

TEST(Selection, aBaselineOfAnotherVersionIsTold) {
  Project project;
  project.add("a.cpp", "int x;");
  project.write("known.txt", "# pgtidy baseline, version 99\n");
  Output run = project.run({"-p", ".", "--baseline=known.txt"});
  EXPECT_EQ(run.status, 2);
  EXPECT_NE(run.err.find("version 99"), std::string::npos) << run.err;
  EXPECT_NE(run.err.find("--write-baseline"), std::string::npos) << run.err;
  EXPECT_NE(project.run({"-p", ".", "--baseline=none.txt"}).err.find("none.txt"), std::string::npos);
}

TEST(Selection, verifyConfigNamesWhatIsWrong) {
  Project project;
  project.add("a.cpp", "int x;");
  EXPECT_EQ(project.run({"--verify-config"}).status, 0);
  project.write(".pgtidy", "Checks: 'pg-*,-pg-isolatoin-*'\nSchema: [nowhere/*.sql]\n");
  Output run = project.run({"--verify-config"});
  EXPECT_EQ(run.status, 2);
  EXPECT_NE(run.err.find("'pg-isolatoin-*' names no check"), std::string::npos) << run.err;
  EXPECT_NE(run.err.find("nowhere"), std::string::npos) << run.err;
}

TEST(Selection, tablesThatTheSchemaDoesNotHaveAreNamed) {
  Project project;
  project.add("a.cpp", "int x;");
  project.write("schema.sql", "CREATE TABLE people (id int PRIMARY KEY); CREATE TABLE tags (id int PRIMARY KEY);");
  project.write(".pgtidy", "Schema: [schema.sql]\nUsers: {Tables: [people], Shared: [public.tags]}\n");
  EXPECT_EQ(project.run({"--verify-config"}).status, 0) << project.run({"--verify-config"}).err;
  EXPECT_EQ(project.run({"-p", "."}).err.find("has no table"), std::string::npos);
  project.write(".pgtidy",
                "Schema: [schema.sql]\nUsers: {Tables: [poeple], Shared: [app.tags], Memberships: [none]}\n");
  const Output run = project.run({"--verify-config"});
  EXPECT_EQ(run.status, 2);
  for (const char *part :
       {"Users: Tables: the schema has no table 'poeple'", "Shared: the schema has no table 'app.tags'",
        "Memberships: the schema has no table 'none'"}) {
    EXPECT_NE(run.err.find(part), std::string::npos) << run.err;
    EXPECT_NE(project.run({"-p", "."}).err.find(part), std::string::npos);
  }
  project.write(".pgtidy", "Users: {ForeignKeys: ['tags user']}\n");
  EXPECT_NE(project.run({"--verify-config"}).err.find("is not written as"), std::string::npos);
}

TEST(Selection, anUnusedSuppressionIsReportedInWholeRunsOnly) {
  Project project;
  project.add("a.cpp", "int x; // NOLINT(pg-sql-syntax)\n");
  EXPECT_NE(project.run({"-p", "."}).out.find("a.cpp:1:11: warning: this NOLINT hides no finding"), std::string::npos);
  EXPECT_EQ(project.run({"-p", ".", "a.cpp"}).out.find("NOLINT"), std::string::npos);
}

} // namespace
} // namespace pgtidy::test
