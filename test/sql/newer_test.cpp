#include "sql/catalog.h"
#include "sql/migrations.h"

#include <gtest/gtest.h>

namespace pgtidy::sql {
namespace {

ProblemKind problemOf(const std::string &text) {
  Catalog catalog;
  std::vector<SchemaProblem> problems;
  apply(catalog, orderMigrations({{"1.sql", text}}), problems);
  EXPECT_EQ(problems.size(), 1u) << text;
  return problems.empty() ? ProblemKind::Conflict : problems.front().kind;
}

TEST(Newer, whatLaterVersionsAcceptIsNoMistake) {
  for (const char *text :
       {"ALTER TABLE t ADD CONSTRAINT n NOT NULL a NOT VALID;",
        "CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) VIRTUAL);",
        "CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2));",
        "CREATE TABLE t (id int, valid tstzrange, PRIMARY KEY (id, valid WITHOUT OVERLAPS));",
        "CREATE TABLE t (a int CHECK (a > 0) NOT ENFORCED);", "CREATE TABLE t (a text STORAGE EXTERNAL);",
        "ALTER TABLE t ALTER COLUMN b SET EXPRESSION AS (a * 3);", "GRANT a TO b WITH INHERIT TRUE;",
        "CREATE TABLE t (a int DEFAULT 1_000);",
        "CREATE VIEW v AS SELECT * FROM JSON_TABLE(j, '$' COLUMNS (a int PATH '$.a'));"})
    EXPECT_EQ(problemOf(text), ProblemKind::Unreadable) << text;
}

TEST(Newer, mistakesStayMistakes) {
  for (const char *text :
       {"CREATE TABEL t (a int);", "ALTER TABLE t ADD CONSTRAINT UNIQUE (a);", "CREATE TABLE t (a int,);",
        "ALTER TYPE mood DROP VALUE 'sad';", "CREATE TABLE `t` (a int);"})
    EXPECT_EQ(problemOf(text), ProblemKind::Syntax) << text;
}

TEST(Newer, aTemplateIsNoMistake) { EXPECT_EQ(problemOf("CREATE TABLE t {{ .columns }} (;"), ProblemKind::Unreadable); }

} // namespace
} // namespace pgtidy::sql
