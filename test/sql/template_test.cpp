// Templates with holes: what each hole was taken for, and what is left when nothing can be.
#include "parse_support.h"

#include <gtest/gtest.h>

namespace pgtidy::sql {
namespace {

struct Case {
  const char *text;
  const char *reading;
};

void expectReadings(std::initializer_list<Case> cases) {
  for (const Case &c : cases)
    EXPECT_EQ(read(c.text), c.reading) << c.text;
}

TEST(Template, holesInExpressionsAreValues) {
  expectReadings({
      {"SELECT * FROM t WHERE user_id = {n}", "SELECT * FROM t WHERE user_id = {0} | value"},
      {"SELECT * FROM t WHERE user_id = {}", "SELECT * FROM t WHERE user_id = {0} | value"},
      {"SELECT * FROM t WHERE a = {q} LIMIT {n}", "SELECT * FROM t WHERE a = {0} LIMIT {1} | value value"},
      {"SELECT 'a' || {} || 'b'", "SELECT ('a' || {0}) || 'b' | value"},
      {"INSERT INTO t (a, b) VALUES ({q}, {n})", "INSERT INTO t (a, b) VALUES ({0}, {1}) | value value"},
      {"SELECT * FROM t WHERE a = ANY({})", "SELECT * FROM t WHERE a = ANY ({0}) | value"},
      {"SELECT extract(epoch from {})", "SELECT pg_catalog.extract('epoch', {0}) | value"},
      {"SELECT x IS DISTINCT FROM {}", "SELECT x IS DISTINCT FROM {0} | value"},
      {"SELECT * FROM t LIMIT 1{n}", "SELECT * FROM t LIMIT {0} | value"},
      {"SELECT * FROM t WHERE x = ${n}", "SELECT * FROM t WHERE x = {0} | value"},
      {"SELECT now() - interval {q}", "SELECT now() - {0}::interval | value"},
      {"SET LOCAL app.user_id = {n}", "SET LOCAL app.user_id ({0}) | value"},
      {"SELECT * FROM t WHERE a = {}AND b = 2", "SELECT * FROM t WHERE a = {0} AND b = 2 | value"},
  });
}

TEST(Template, holesInQuotesAreStrings) {
  expectReadings({
      {"SELECT * FROM t WHERE a = '{}'", "SELECT * FROM t WHERE a = {0} | string"},
      {"SELECT * FROM t WHERE a LIKE '%{e}%'", "SELECT * FROM t WHERE a LIKE {0} | string"},
      {"SELECT interval '{n} days'", "SELECT {0}::interval | string"},
      {R"(SELECT E'{}\'' FROM t)", "SELECT {0} FROM t | string"},
      {"SELECT $a${}$a$", "SELECT {0} | string"},
      {"SELECT 'it''s {}' || 'x'", "SELECT {0} || 'x' | string"},
      {"SELECT nextval('{}_seq')", "SELECT nextval({0}) | string"},
      {"DO $$ begin perform {}; end $$", "DO plpgsql { begin perform {0}; end } | string"},
      {"COPY t FROM '{}'", "COPY t FROM | string"},
  });
}

TEST(Template, holesWhereTheGrammarWantsANameAreNames) {
  expectReadings({
      {"SELECT * FROM {} WHERE id = $1", "SELECT * FROM {0} WHERE id = $1 | name"},
      {"SELECT * FROM {i} WHERE id = $1", "SELECT * FROM {0} WHERE id = $1 | name"},
      {"SELECT * FROM app.{} o", "SELECT * FROM app.{0} AS o | name"},
      {"SELECT * FROM {}.orders o", "SELECT * FROM {0}.orders AS o | name"},
      {"SELECT * FROM \"app_{}\".\"t\"", "SELECT * FROM app_{0}.t | name"},
      {"SELECT {}(a), {}.b FROM t", "SELECT {0}(a), {1}.b FROM t | name name"},
      {"UPDATE {} SET {} = $1", "UPDATE {0} SET {1} = $1 | name name"},
      {"DELETE FROM {}", "DELETE FROM {0} | name"},
      {"INSERT INTO t (a, {}) VALUES (1, 2)", "INSERT INTO t (a, {0}) VALUES (1, 2) | name"},
      {"TRUNCATE {}, {}", "TRUNCATE {0}, {1} | name name"},
      {"CREATE TABLE {} (a int)", "DDL CreateStmt | name"},
      {"SELECT * FROM t ORDER BY {}", "SELECT * FROM t ORDER BY {0} | name"},
      {"SELECT * FROM t GROUP BY {}", "SELECT * FROM t GROUP BY {0} | name"},
      {"SELECT * FROM t WHERE {} = $1", "SELECT * FROM t WHERE {0} = $1 | name"},
      {"SELECT * FROM t WHERE id = {i}", "SELECT * FROM t WHERE id = {0} | name"},
      {"LISTEN {}", "OTHER ListenStmt | name"},
  });
}

TEST(Template, holesInThePlaceOfATypeAreTypes) {
  expectReadings({
      {"SELECT a::{} FROM t", "SELECT a::{0} FROM t | type"},
      {"SELECT CAST(a AS {}) FROM t", "SELECT a::{0} FROM t | type"},
      {"ALTER TABLE t ALTER COLUMN a TYPE {} USING a::{}", "DDL AlterTableStmt | type type"},
      {"CREATE TABLE {} ({} int)", "DDL CreateStmt | name name"},
  });
}

TEST(Template, holesGluedToANameArePartsOfIt) {
  expectReadings({
      {"SELECT * FROM orders_{} WHERE id = $1", "SELECT * FROM orders_{0} WHERE id = $1 | name"},
      {"SELECT * FROM orders{n} WHERE id = $1", "SELECT * FROM orders{0} WHERE id = $1 | name"},
      {"SELECT * FROM {}orders WHERE id = $1", "SELECT * FROM {0}orders WHERE id = $1 | name"},
      {"CREATE INDEX {}_idx ON {} (user_id)", "DDL IndexStmt | name name"},
      {"SELECT count(*) FROM t{} WHERE a = 1", "SELECT count(*) FROM t{0} WHERE a = 1 | name"},
  });
}

TEST(Template, theRestAfterANameIsAClauseThatBeginsWithABlank) {
  EXPECT_EQ(read("SELECT * FROM orders{}"), "SELECT * FROM orders | clause");
  EXPECT_EQ(read("SELECT * FROM t WHERE a = b{} ORDER BY c"), "SELECT * FROM t WHERE a = b ORDER BY c | clause");
}

TEST(Template, holesForSeveralThingsAreLists) {
  expectReadings({
      {"SELECT * FROM t WHERE id IN ({})", "SELECT * FROM t WHERE id IN ({0}) | list"},
      {"SELECT * FROM t WHERE id IN ({p})", "SELECT * FROM t WHERE id IN ({0}) | list"},
      {"SELECT * FROM t WHERE id IN {}", "SELECT * FROM t WHERE id IN ({0}) | list"},
      {"INSERT INTO t ({}) VALUES ({})", "INSERT INTO t ({0}) VALUES ({1}) | names list"},
      {"INSERT INTO t (a, b) VALUES {}", "INSERT INTO t (a, b) VALUES ({0}) | list"},
      {"INSERT INTO t (a, b) VALUES ({p})", "INSERT INTO t (a, b) VALUES ({0}) | list"},
      {"SELECT {} FROM t", "SELECT {0} FROM t | names"},
      {"DELETE FROM t WHERE id = 1 RETURNING {}", "DELETE FROM t WHERE id = 1 RETURNING {0} | names"},
      {"SELECT * FROM t WHERE id IN ({n})", "SELECT * FROM t WHERE id IN ({0}) | value"},
  });
}

TEST(Template, holesForPiecesOfSyntaxAreClauses) {
  expectReadings({
      {"SELECT * FROM t WHERE {}", "SELECT * FROM t WHERE {0} | clause"},
      {"SELECT * FROM t WHERE a = 1 AND {}", "SELECT * FROM t WHERE a = 1 AND {0} | clause"},
      {"SELECT * FROM t WHERE NOT ({})", "SELECT * FROM t WHERE NOT {0} | clause"},
      {"SELECT * FROM t WHERE a = 1 {}", "SELECT * FROM t WHERE a = 1 | clause"},
      {"SELECT * FROM t WHERE a = 1{}", "SELECT * FROM t WHERE a = 1 | clause"},
      {"SELECT * FROM t WHERE a = $1{}", "SELECT * FROM t WHERE a = $1 | clause"},
      {"SELECT * FROM t WHERE a = 1 {} ORDER BY b", "SELECT * FROM t WHERE a = 1 ORDER BY b | clause"},
      {"SELECT * FROM t WHERE{}", "SELECT * FROM t WHERE {0} | clause"},
      {"SELECT * FROM t ORDER BY a {}", "SELECT * FROM t ORDER BY a | clause"},
      {"SELECT * FROM t {} JOIN u ON t.a = u.a", "SELECT * FROM t JOIN u ON t.a = u.a | clause"},
      {"SELECT * FROM a {} b ON a.x = b.x", "SELECT * FROM a JOIN b ON a.x = b.x | clause"},
      {"SELECT * FROM t JOIN u ON {}", "SELECT * FROM t JOIN u ON {0} | clause"},
      {"SELECT * FROM t WHERE a {} $1", "SELECT * FROM t WHERE a {0} $1 | clause"},
      {"SELECT * FROM t WHERE a = 1 {} b = 2", "SELECT * FROM t WHERE a = 1 OR b = 2 | clause"},
      {"SELECT {} a FROM t", "SELECT a FROM t | clause"},
      {"SELECT {}", "SELECT | clause"},
      {"{} SELECT 1", "SELECT 1 | clause"},
      {"INSERT INTO t {}", "INSERT INTO t SELECT | clause"},
      {"UPDATE t {}", "UPDATE t SET {0} = {0} | clause"},
      {"UPDATE t SET {} WHERE a = $1", "UPDATE t SET {0} = {0} WHERE a = $1 | clause"},
      {"UPDATE t SET a = 1, {}", "UPDATE t SET a = 1, {0} = {0} | clause"},
      {"SELECT * FROM ({}) x", "SELECT * FROM (SELECT) AS x | clause"},
      {"WITH x AS ({}) SELECT * FROM x", "WITH x AS (SELECT) SELECT * FROM x | clause"},
      {"EXPLAIN {}", "EXPLAIN: SELECT | clause"},
      {"COPY ({}) TO STDOUT", "COPY (SELECT) TO | clause"},
      {"SELECT 1 UNION ALL {}", "(SELECT 1) UNION ALL (SELECT) | clause"},
  });
}

TEST(Template, holesInCommentsAreIgnored) {
  expectReadings({
      {"SELECT 1 -- {}", "SELECT 1 | ignored"},
      {"SELECT 1 -- {}\n + 2", "SELECT 1 + 2 | ignored"},
      {"SELECT /* {} /* {} */ ' */ {}", "SELECT | ignored ignored clause"},
      {"-- '\nSELECT {n}", "SELECT {0} | value"},
  });
}

TEST(Template, neighbouringHolesAreReadOneByOne) {
  expectReadings({
      {"SELECT * FROM {}{} WHERE a = 1", "SELECT * FROM {0} WHERE a = 1 | name clause"},
      {"SELECT * FROM t ORDER BY {} {}", "SELECT * FROM t ORDER BY {0} | name clause"},
      {"SELECT * FROM t WHERE a = {q}{}", "SELECT * FROM t WHERE a = {0} | value clause"},
      {"SELECT '{}{}'", "SELECT {0} | string string"},
  });
}

TEST(Template, sameIdentityGivesTheSameName) {
  EXPECT_EQ(read("SELECT {r=t}.a FROM {r=t} JOIN {r=u} ON {r=u}.b = {r=t}.b"),
            "SELECT {0}.a FROM {0} JOIN {2} ON {2}.b = {0}.b | name name name name name");
}

TEST(Template, aLiteralErrorBeforeTheFirstHoleIsAnError) {
  expectReadings({
      {"SELEC {} FROM t", "error: syntax error at or near \"SELEC\"@0"},
      {"SELECT * FORM {}", "error: syntax error at or near \"FORM\"@9"},
      {"SELECT a, FROM {}", "error: syntax error at or near \"FROM\"@10"},
      {"SELECT * FROM t WHERE id = = {}", "error: syntax error at or near \"=\"@27"},
      {"SELECT '{}' FROM FROM t", "error: syntax error at or near \"FROM\"@15"},
  });
}

TEST(Template, tokensThatNeverStandTogetherAreAnErrorAnywhere) {
  expectReadings({
      {"SELECT {} FROM t WHERE WHERE x", "error: syntax error at or near \"WHERE\"@21"},
      {"SELECT {} FROM t WHERE ORDER BY x", "error: syntax error at or near \"ORDER\"@21"},
      {"SELECT {}, a, FROM t", "error: syntax error at or near \"FROM\"@12"},
      {"SELECT {} FROM t ORDER BY a, DESC LIMIT {}", "error: syntax error at or near \"DESC\"@27"},
      {"UPDATE {} SET a = 1, WHERE b = 2", "error: syntax error at or near \"WHERE\"@19"},
      {"SELECT a FROM t WHERE id IN ({n}, )", "error: syntax error at or near \")\"@31"},
      {"SELECT a FROM t WHERE id IN ({n}, {n}, )", "error: syntax error at or near \")\"@33"},
  });
}

TEST(Template, whatAHoleCouldMendIsUndecided) {
  for (const char *text : {"{}", "{w} TRANSACTION", "SELECT 'abc{}", "SELECT * FROM t WHERE {} )", "SELECT ({} FROM t",
                           "{} WHERE user_id = $1", "SELECT * FROM t WHERE a IS {}", "WITH {} SELECT 1",
                           "SELECT * FROM t WHERE {}AND AND_MORE OR", "SELECT {} FROM t WHERE a = 1 1"})
    EXPECT_EQ(read(text), "undecided") << text;
}

TEST(Template, manyHolesAreReadInBoundedTime) {
  std::string text = "INSERT INTO t (a, b) VALUES ";
  for (int i = 0; i < 5000; ++i)
    text += i ? ", ({n}, '{}')" : "({n}, '{}')";
  Parsed parsed = parse(templateOf(text));
  ASSERT_EQ(parsed.statements.size(), 1u);
  EXPECT_EQ(parsed.statements[0].insert->source->values.size(), 5000u);
  EXPECT_EQ(parsed.holes.size(), 10000u);
  EXPECT_TRUE(parse(templateOf("SELECT " + text)).undecided || parse(templateOf("SELECT " + text)).error);
}

TEST(TemplateOffsets, areThoseOfTheTemplate) {
  Parsed parsed =
      parse(templateOf("SELECT {}, é FROM {}.orders o JOIN app.{} USING (x) WHERE o.a = {n} AND b = '{}' AND c"));
  ASSERT_EQ(parsed.statements.size(), 1u);
  const Query &query = *parsed.statements[0].select;
  EXPECT_EQ(query.targets[0].value->location, 7);
  EXPECT_EQ(query.targets[1].value->location, 9);
}

TEST(TemplateOffsets, namesBeginWithTheirSchema) {
  Parsed parsed = parse(templateOf("SELECT 1 FROM {}.orders o, app.{}, é.\"{}x\" WHERE o.a = {n} AND b = 'x{}' AND c"));
  ASSERT_EQ(parsed.statements.size(), 1u);
  const Query &query = *parsed.statements[0].select;
  EXPECT_EQ(query.from[0]->table.location, 14);
  EXPECT_EQ(query.from[0]->table.hole, 0);
  EXPECT_EQ(query.from[1]->table.location, 25);
  EXPECT_EQ(query.from[1]->table.hole, 1);
  EXPECT_EQ(query.from[2]->table.location, 31);
  EXPECT_EQ(query.from[2]->table.hole, 2);
  const Expr &where = *query.where;
  EXPECT_EQ(where.args[0]->args[1]->location, 50);
  EXPECT_EQ(where.args[0]->args[1]->number, 3);
  EXPECT_EQ(where.args[1]->args[1]->location, 59);
  EXPECT_EQ(where.args[1]->args[1]->number, 4);
  EXPECT_EQ(where.args[2]->location, 67);
}

TEST(TemplateOffsets, eachHoleKnowsItsStatement) {
  Parsed parsed = parse(templateOf("{}; SELECT {n} /* {} */; {} DELETE FROM t WHERE a = '{}' {}; {}"));
  ASSERT_EQ(parsed.statements.size(), 2u);
  std::vector<int32_t> statements;
  for (const ParsedHole &hole : parsed.holes)
    statements.push_back(hole.statement);
  EXPECT_EQ(statements, (std::vector<int32_t>{-1, 0, 0, 1, 1, 1, -1}));
  EXPECT_TRUE(parsed.holes[4].insideQuotes);
  EXPECT_FALSE(parsed.holes[5].insideQuotes);
}

} // namespace
} // namespace pgtidy::sql
