#include "spelling.h"

#include <gtest/gtest.h>

namespace pgtidy::analysis {
namespace {

using facts::Dialect;

TEST(Spelling, mysqlNamesInBackticksAreQuoted) {
  EXPECT_EQ(spelledForPostgres("SELECT `id` FROM `my``table`", Dialect::MySQL), R"(SELECT "id" FROM "my""table")");
}

TEST(Spelling, mysqlTextsInDoubleQuotesAreTexts) {
  EXPECT_EQ(spelledForPostgres(R"(SELECT "it's", 'a \' b', "c \" d")", Dialect::MySQL),
            R"(SELECT 'it s', 'a '' b', 'c \" d')");
}

TEST(Spelling, whatStandsInTextsAndCommentsStays) {
  EXPECT_EQ(spelledForPostgres("SELECT '`a` # b, LIMIT 1, 2' -- `c`\n, /* `d` */ 1", Dialect::MySQL),
            "SELECT '`a` # b, LIMIT 1, 2' -- `c`\n, /* `d` */ 1");
}

TEST(Spelling, mysqlCommentsBehindAHashAreBlank) {
  EXPECT_EQ(spelledForPostgres("SELECT 1 # `x`\n, 2", Dialect::MySQL), "SELECT 1      \n, 2");
}

TEST(Spelling, theCommaOfALimitIsASum) {
  EXPECT_EQ(spelledForPostgres("SELECT a, (SELECT b FROM c LIMIT 1, 2), d LIMIT 5, 10", Dialect::MySQL),
            "SELECT a, (SELECT b FROM c LIMIT 1+ 2), d LIMIT 5+ 10");
  EXPECT_EQ(spelledForPostgres("SELECT (SELECT b FROM c LIMIT 1), d", Dialect::MySQL),
            "SELECT (SELECT b FROM c LIMIT 1), d");
  EXPECT_EQ(spelledForPostgres("SELECT 1 LIMIT 5; SELECT a, b", Dialect::MySQL), "SELECT 1 LIMIT 5; SELECT a, b");
}

TEST(Spelling, sqliteNamesInBracketsAreQuoted) {
  EXPECT_EQ(spelledForPostgres("SELECT [order] FROM `t` WHERE \"a\" = '[b]'", Dialect::SQLite),
            R"(SELECT "order" FROM "t" WHERE "a" = '[b]')");
}

TEST(Spelling, bracketsOfOthersStay) {
  EXPECT_EQ(spelledForPostgres("SELECT a[1] FROM t", Dialect::MySQL), "SELECT a[1] FROM t");
  EXPECT_EQ(spelledForPostgres("SELECT `a`, a[1] FROM t", Dialect::PostgreSQL), "SELECT `a`, a[1] FROM t");
}

TEST(Spelling, backticksTellWhereTheDatabaseIsNotKnown) {
  EXPECT_EQ(spelledForPostgres("SELECT `a` LIMIT 1, 2", Dialect::Any), "SELECT \"a\" LIMIT 1+ 2");
  EXPECT_EQ(spelledForPostgres("SELECT \"a\" LIMIT 1", Dialect::Any), "SELECT \"a\" LIMIT 1");
}

TEST(Spelling, whatIsNotClosedIsLeft) {
  EXPECT_EQ(spelledForPostgres("SELECT `a", Dialect::MySQL), "SELECT \"a");
  EXPECT_EQ(spelledForPostgres("SELECT [a", Dialect::SQLite), "SELECT [a");
  EXPECT_EQ(spelledForPostgres("SELECT 'a\\", Dialect::MySQL), "SELECT 'a\\");
  EXPECT_EQ(spelledForPostgres("SELECT 1 /*", Dialect::MySQL), "SELECT 1 /*");
  EXPECT_EQ(spelledForPostgres("/", Dialect::MySQL), "/");
}

} // namespace
} // namespace pgtidy::analysis
