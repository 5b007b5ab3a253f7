#include "catalog_fixture.h"

#include <gtest/gtest.h>

#include <chrono>

namespace pgtidy::sql {
namespace {

TEST(CatalogProblem, statementThatDoesNotParseIsNamedAndTheRestGoesOn) {
  Schema s = schemaOf("CREATE TABLE a (x int);\nCREATE TABLE b (x int AUTOINCREMENT);\nCREATE TABLE c (x int);\n");
  EXPECT_EQ(s.problems.size(), 1u);
  EXPECT_EQ(s.problem(),
            "schema.sql:2:23: syntax error at or near \"AUTOINCREMENT\"; the statement is left out of the schema");
  EXPECT_TRUE(s.has("public.a"));
  EXPECT_FALSE(s.has("public.b"));
  EXPECT_TRUE(s.has("public.c"));
}

TEST(CatalogProblem, mysqlBackticksAreAProblemEach) {
  Schema s = schemaOf("CREATE TABLE `a` (`x` int) ENGINE=InnoDB;\nCREATE TABLE b (x int);\n");
  EXPECT_EQ(s.problems.size(), 1u);
  EXPECT_EQ(s.problems.at(0).line, 1u);
  EXPECT_TRUE(s.has("public.b"));
}

TEST(CatalogProblem, missingParenthesisCostsOneStatement) {
  Schema s = schemaOf("CREATE TABLE a (x int;\nCREATE TABLE b (x int);\nCREATE TABLE c (x int);\n");
  EXPECT_EQ(s.problems.size(), 1u);
  EXPECT_EQ(s.problems.at(0).line, 1u);
  EXPECT_TRUE(s.has("public.b"));
  EXPECT_TRUE(s.has("public.c"));
}

TEST(CatalogProblem, missingSemicolonCostsNoTable) {
  Schema s = schemaOf("CREATE TABLE a (x int)\nCREATE TABLE b (x int);\nCREATE TABLE c (x int);\n");
  EXPECT_EQ(s.problems.size(), 1u);
  EXPECT_EQ(s.problems.at(0).line, 2u);
  EXPECT_TRUE(s.has("public.a"));
  EXPECT_TRUE(s.has("public.b"));
  EXPECT_TRUE(s.has("public.c"));
}

TEST(CatalogProblem, openQuoteCostsOneStatement) {
  Schema s = schemaOf("CREATE TABLE a (x text DEFAULT 'x);\nCREATE TABLE b (x int);\nCREATE TABLE c (x int);\n");
  EXPECT_FALSE(s.problems.empty());
  EXPECT_EQ(s.problems.at(0).line, 1u);
  EXPECT_TRUE(s.has("public.b"));
  EXPECT_TRUE(s.has("public.c"));
}

TEST(CatalogProblem, openQuoteInDataDoesNotHideTheRest) {
  Schema s = schemaOf("INSERT INTO a VALUES ('x);\nCREATE TABLE b (x int);\n");
  EXPECT_FALSE(s.problems.empty());
  EXPECT_TRUE(s.has("public.b"));
}

TEST(CatalogProblem, columnCountsBytesAfterOtherLetters) {
  Schema s = schemaOf("CREATE TABLE \"é\" (x int y);");
  EXPECT_EQ(s.problems.at(0).column, 26u);
}

TEST(CatalogProblem, semicolonsInQuotesAndCommentsEndNothing) {
  Schema s =
      schemaOf("CREATE TABLE a (x text DEFAULT ';' /* ; /* ; */ ; */, y text DEFAULT E'\\';', \"z;\" int -- ;\n);"
               "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $q$ SELECT 1; SELECT $$;$$; $q$;"
               "CREATE RULE r AS ON INSERT TO a DO (SELECT 1; SELECT 2);");
  EXPECT_TRUE(s.problems.empty()) << s.problem();
  EXPECT_EQ(s.table("public.a").columns.size(), 3u);
  EXPECT_EQ(s.catalog.functions.size(), 1u);
}

TEST(CatalogProblem, binaryFileIsNamedAsAWhole) {
  Schema s = schemaOf(std::string("\x7f"
                                  "ELF\0\0\1",
                                  7));
  EXPECT_EQ(s.problems.size(), 1u);
  EXPECT_EQ(s.problems.at(0).line, 0u);
}

TEST(CatalogProblem, tooLargeFileIsNamedAsAWhole) {
  Schema s = schemaOf({{"big.sql", std::string((64 << 20) + 1, '\n')}, {"small.sql", "CREATE TABLE t (x int)"}});
  ASSERT_EQ(s.problems.size(), 1u);
  EXPECT_EQ(s.problems.at(0).file, "big.sql");
  EXPECT_TRUE(s.has("public.t"));
}

TEST(CatalogProblem, garbageIsGivenUp) {
  std::string garbage;
  for (int i = 0; i < 100000; ++i)
    garbage += "foo bar;\n";
  Schema s = schemaOf(garbage);
  EXPECT_EQ(s.problems.size(), 101u);
  EXPECT_NE(s.problems.back().message.find("the rest of the file is left out"), std::string::npos);
}

TEST(CatalogProblem, largeDumpOfDataIsReadFast) {
  std::string text = "CREATE TABLE a (x int, y text);\n";
  while (text.size() < size_t(20) << 20)
    text += "INSERT INTO a VALUES (1, 'it''s a text; with everything');\n";
  text += "CREATE TABLE b (x int);\n";
  auto begin = std::chrono::steady_clock::now();
  Schema s = schemaOf(std::move(text));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
  EXPECT_TRUE(s.has("public.b"));
  EXPECT_TRUE(s.problems.empty());
}

TEST(CatalogProblem, oneHugeStatementIsLeftOut) {
  Schema s = schemaOf("CREATE TABLE a (x int, " + std::string(5 << 20, 'x') + ");\nCREATE TABLE b (x int);");
  EXPECT_EQ(s.problems.size(), 1u);
  EXPECT_TRUE(s.has("public.b"));
}

TEST(CatalogProblem, deepNestingDoesNotCrash) {
  std::string deep(50000, '(');
  Schema s =
      schemaOf("CREATE TABLE a (x int DEFAULT " + deep + "1" + std::string(50000, ')') + ");CREATE TABLE b (x int);");
  EXPECT_TRUE(s.has("public.b"));
}

} // namespace
} // namespace pgtidy::sql
