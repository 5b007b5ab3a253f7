// Rows that are summed up, or taken some at a time: which of them change what is seen.
#include "isolation_support.h"

#include "gtest/gtest.h"

#include <string>

namespace pgtidy::analysis {
namespace {

constexpr std::string_view Likes =
    "CREATE TABLE users (id bigint PRIMARY KEY);"
    "CREATE TABLE products (id bigint PRIMARY KEY, name text, code numeric UNIQUE);"
    "CREATE TABLE likes (product_id bigint REFERENCES products (id), user_id bigint REFERENCES users (id), "
    "                    n int NOT NULL DEFAULT 1, m int, code numeric REFERENCES products (code), "
    "                    PRIMARY KEY (product_id, user_id));"
    "CREATE TABLE lists (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));"
    "CREATE TABLE entries (id bigint PRIMARY KEY, list_id bigint NOT NULL REFERENCES lists (id), pos int, body text);";

/// Whether the statement is closed in all that it reads.
void expectVerdict(const std::string &sql, bool closed) {
  World world(Likes);
  const std::string verdicts = world.verdicts(sql);
  EXPECT_FALSE(verdicts.empty()) << sql;
  EXPECT_EQ(verdicts.find("open") == verdicts.npos, closed) << sql;
}

} // namespace

TEST(IsolationGroups, othersRowsMayChangeNothingOfASum) {
  auto of = [](const std::string &output) {
    return "SELECT p.id, " + output + " FROM products p LEFT JOIN likes l ON l.product_id = p.id GROUP BY p.id";
  };
  for (const char *output :
       {"max(CASE WHEN l.user_id = $1 THEN 1 ELSE 0 END)", "min(CASE WHEN l.user_id = $1 THEN 0 ELSE 1 END)",
        "bit_or(CASE WHEN l.user_id = $1 THEN l.n ELSE 0 END)", "sum(CASE WHEN l.user_id = $1 THEN l.n ELSE 0 END)",
        "coalesce(max(CASE WHEN l.user_id = $1 THEN 1 ELSE 0 END), 0)",
        "max(CASE WHEN l.user_id = $1 THEN 1 ELSE 0 END) = 1", "coalesce(sum((l.user_id = $1)::int), 0)",
        "sum(coalesce((l.user_id = $1)::int, 0))", "count(nullif(l.user_id = $1, false))",
        "count(l.user_id = $1 OR NULL)", "bool_or(coalesce(l.user_id = $1, false))",
        "bool_and(coalesce(l.user_id <> $1, true))", "coalesce(bool_or(l.user_id = $1), false)",
        "count(*) FILTER (WHERE l.user_id = $1) > 0"})
    expectVerdict(of(output), true);
  for (const char *output : {"max(CASE WHEN l.user_id = $1 THEN 0 ELSE 1 END)",
                             "min(CASE WHEN l.user_id = $1 THEN 1 ELSE 0 END)",
                             "max(CASE WHEN l.user_id = $1 THEN 1 WHEN l.n > 3 THEN -1 ELSE 0 END)",
                             "max(CASE WHEN l.user_id = $1 THEN 1 END) + count(*)",
                             "max(CASE WHEN l.user_id = $1 THEN 1 WHEN l.product_id IS NULL THEN 2 ELSE 0 END)",
                             "sum(CASE WHEN l.user_id = $1 THEN l.n WHEN l.product_id IS NULL THEN 2 ELSE 0 END)",
                             "sum(CASE WHEN l.user_id = $1 THEN l.m ELSE 0 END)",
                             "max(CASE WHEN l.user_id = $1 THEN l.n ELSE 0 END)",
                             "bool_or(l.user_id = $1)",
                             "bool_and(coalesce(l.user_id = $1, true))",
                             "sum((l.user_id = $1)::int)",
                             "coalesce(sum((l.user_id = $1)::int), 1)",
                             "count(nullif(l.user_id = $1, true))",
                             "count(l.user_id = $1 OR true)",
                             "coalesce(max((l.user_id = $1)::int), 1)",
                             "coalesce(min((l.user_id = $1)::int), 0)",
                             "avg(CASE WHEN l.user_id = $1 THEN 1 ELSE 0 END)",
                             "count(CASE WHEN l.user_id = $1 THEN 1 ELSE 0 END)",
                             "bit_and(CASE WHEN l.user_id = $1 THEN 1 ELSE 0 END)",
                             "max(CASE WHEN l.user_id = $1 THEN 1 ELSE 0 END) FILTER (WHERE l.n > 0)"})
    expectVerdict(of(output), false);
}

TEST(IsolationGroups, ofNoRowThereIsNothingToSum) {
  for (const char *closed :
       {"coalesce(max(CASE WHEN user_id = $1 THEN 1 ELSE 0 END), 0)",
        "coalesce(sum(CASE WHEN user_id = $1 THEN n ELSE 0 END), 0)", "coalesce(bool_or(user_id = $1), false)"})
    expectVerdict(std::string("SELECT ") + closed + " FROM likes", true);
  for (const char *open :
       {"max(CASE WHEN user_id = $1 THEN 1 ELSE 0 END)", "sum(CASE WHEN user_id = $1 THEN n ELSE 0 END)",
        "bool_or(user_id = $1)", "coalesce(max(CASE WHEN user_id = $1 THEN 1 ELSE 0 END), 1)"})
    expectVerdict(std::string("SELECT ") + open + " FROM likes", false);
}

TEST(IsolationGroups, havingMayLeaveOutWhatOnlyOthersHave) {
  auto of = [](const std::string &having, const std::string &output = "product_id") {
    return "SELECT " + output + " FROM likes GROUP BY product_id HAVING " + having;
  };
  for (const char *having :
       {"bool_or(user_id = $1)", "count(*) FILTER (WHERE user_id = $1) > 0",
        "count(CASE WHEN user_id = $1 THEN 1 END) > 0", "0 < count(*) FILTER (WHERE user_id = $1)",
        "max(CASE WHEN user_id = $1 THEN 1 ELSE 0 END) = 1", "sum(CASE WHEN user_id = $1 THEN 1 ELSE 0 END) > 2",
        "coalesce(bool_or(user_id = $1), false)", "bool_or(user_id = $1) AND count(*) FILTER (WHERE user_id = $1) < 3",
        "bool_or(user_id = $1) IS TRUE", "bool_or(user_id = $1) = true",
        "(count(*) FILTER (WHERE user_id = $1) > 0) IS TRUE",
        "bool_or(user_id = $1) OR count(*) FILTER (WHERE user_id = $1) > 3", "sum(n) FILTER (WHERE user_id = $1) > 3",
        "sum(n) FILTER (WHERE user_id = $1) IS NOT NULL"})
    expectVerdict(of(having), true);
  for (const char *having :
       {"NOT bool_or(user_id = $1)", "count(*) FILTER (WHERE user_id = $1) >= 0",
        "count(*) FILTER (WHERE user_id = $1) < 2", "bool_and(user_id = $1)",
        "max(CASE WHEN user_id = $1 THEN 1 ELSE 0 END) >= 0", "bool_or(user_id = $1) AND count(*) > 1",
        "bool_or(user_id = $1) OR count(*) > 1", "bool_or(user_id <> $1)", "bool_or(user_id = $1) IS NOT TRUE",
        "bool_or(user_id = $1) IS NOT FALSE", "bool_or(user_id = $1) = false", "(count(*) > 0) IS TRUE",
        "coalesce(bool_or(user_id = $1), true)", "sum(n) > 3", "sum(n) IS NOT NULL",
        "count(*) FILTER (WHERE user_id = $1) IS NOT NULL", "sum(n) FILTER (WHERE user_id = $1) IS NULL"})
    expectVerdict(of(having), false);
  expectVerdict(of("bool_or(user_id = $1)", "product_id, count(*)"), false);
  expectVerdict(of("bool_or(user_id = $1)", "product_id, count(*) FILTER (WHERE user_id = $1)"), true);
  expectVerdict(of("bool_or(user_id = $1)", "product_id, sum(CASE WHEN user_id = $1 THEN n ELSE 0 END)"), true);
  expectVerdict(of("bool_or(user_id = $1)", "product_id, sum(CASE WHEN user_id = $1 THEN m ELSE 0 END)"), false);
  expectVerdict("SELECT code FROM likes GROUP BY code HAVING bool_or(user_id = $1)", false); // 1.0 or 1.00
  expectVerdict(
      "SELECT p.id FROM products p JOIN likes l ON l.product_id = p.id GROUP BY p.id HAVING bool_or(l.user_id = "
      "$1)",
      true);
  expectVerdict(
      "SELECT p.id FROM products p LEFT JOIN likes l ON l.product_id = p.id GROUP BY p.id HAVING count(*) FILTER "
      "(WHERE l.user_id IS NULL OR l.user_id = $1) > 0",
      false);
}

TEST(IsolationGroups, whicheverRowsAreTakenOfOneParentAreItsRows) {
  auto of = [](const std::string &rows) {
    return "SELECT * FROM (" + rows + ") e JOIN lists l ON l.id = e.list_id WHERE l.user_id = $1";
  };
  for (const char *rows :
       {"SELECT * FROM entries WHERE list_id = $2 ORDER BY id DESC LIMIT 10",
        "SELECT id, list_id, row_number() OVER (ORDER BY pos) FROM entries WHERE pos > 3 AND $2 = list_id",
        "SELECT DISTINCT ON (pos) * FROM entries WHERE list_id = 7 ORDER BY pos OFFSET 2",
        "SELECT x.list_id FROM entries x JOIN products p ON p.id = x.pos WHERE x.list_id = $2 LIMIT 1"})
    expectVerdict(of(rows), true);
  for (const char *rows :
       {"SELECT * FROM entries WHERE list_id > $2 ORDER BY id DESC LIMIT 10",
        "SELECT * FROM entries WHERE list_id = $2 OR pos = 1 LIMIT 10",
        "SELECT * FROM entries WHERE list_id IN ($2, $3) LIMIT 10",
        "SELECT * FROM entries WHERE list_id = $2::float8 LIMIT 10",
        "SELECT * FROM entries WHERE list_id = pos LIMIT 10",
        "SELECT product_id AS list_id FROM likes WHERE code = $2 LIMIT 10",
        "SELECT id, pos AS list_id FROM entries WHERE list_id = $2 LIMIT 10",
        "SELECT * FROM entries WHERE list_id = $2 UNION ALL SELECT * FROM entries WHERE list_id = $3 LIMIT 3",
        "(SELECT * FROM entries WHERE list_id = $2) UNION ALL (SELECT * FROM entries WHERE list_id = $3) "
        "LIMIT 3"})
    expectVerdict(of(rows), false);
  expectVerdict(
      "WITH page AS (SELECT * FROM entries WHERE list_id = $2 ORDER BY id LIMIT 10) SELECT page.* FROM page WHERE "
      "EXISTS (SELECT 1 FROM lists l WHERE l.id = page.list_id AND l.user_id = $1)",
      true);
  expectVerdict(
      "UPDATE entries e SET pos = r.rn FROM (SELECT id, list_id, row_number() OVER (ORDER BY pos) rn FROM entries "
      "WHERE list_id = $2) r JOIN lists l ON l.id = r.list_id AND l.user_id = $1 WHERE r.id = e.id",
      true);
  expectVerdict("SELECT count(*) FROM (SELECT * FROM entries WHERE list_id = $2 LIMIT 10) e", false);
}

TEST(IsolationGroups, aLongChainOfOuterJoinsIsDecided) {
  std::string closed = "SELECT * FROM lists o0", open = closed;
  for (int i = 1; i <= 8; ++i) {
    const std::string alias = "o" + std::to_string(i), before = "o" + std::to_string(i - 1);
    const std::string join = " LEFT JOIN lists " + alias + " ON ";
    const std::string either = "(" + alias + ".id = 1 OR " + alias + ".id = 2)";
    closed += join + alias + ".user_id = " + before + ".user_id AND " + either;
    open += join + (i == 5 ? alias + ".id = " + before + ".user_id" : alias + ".user_id = " + before + ".user_id") +
            " AND " + either;
  }
  expectVerdict(closed + " WHERE o0.user_id = $1", true);
  expectVerdict(open + " WHERE o0.user_id = $1", false);
}

TEST(IsolationGroups, whatIsSummedUpMayHaveBeenSummedUpBefore) {
  auto of = [](const std::string &sum, const std::string &given) {
    return "SELECT p.id, " + sum + " FROM products p LEFT JOIN (SELECT user_id, product_id, " + given +
           " AS n FROM likes GROUP BY user_id, product_id) l ON l.product_id = p.id GROUP BY p.id";
  };
  const std::string sum = "coalesce(sum(CASE WHEN l.user_id = $1 THEN l.n ELSE 0 END), 0)";
  for (const char *given : {"count(*)", "sum(n)", "max(n)", "count(m)"})
    expectVerdict(of(sum, given), true);
  expectVerdict(of(sum, "avg(n::real)"), false); // of which -0 is another than 0
  expectVerdict(of("coalesce(sum(l.n), 0)", "count(*)"), false);
}

TEST(IsolationGroups, aggregatesOfTheSchemaTakeInWhatTheyLike) {
  const std::string schema =
      std::string(Likes) + "CREATE SCHEMA my; CREATE FUNCTION plus(s int, v int) RETURNS int LANGUAGE sql IMMUTABLE AS "
                           "$$ SELECT s + 1 $$;"
                           "CREATE AGGREGATE my.sum(int) (SFUNC = plus, STYPE = int, INITCOND = '0');";
  World own(schema + "CREATE AGGREGATE count(int) (SFUNC = plus, STYPE = int, INITCOND = '0');"
                     "CREATE AGGREGATE max(int) (SFUNC = plus, STYPE = int, INITCOND = '0');"
                     "CREATE AGGREGATE array_agg(int) (SFUNC = plus, STYPE = int, INITCOND = '0');");
  for (const char *open :
       {"SELECT my.sum(CASE WHEN user_id = $1 THEN n END) FROM likes",
        "SELECT count(CASE WHEN user_id = $1 THEN n END) FROM likes",
        "SELECT product_id, user_id FROM likes GROUP BY product_id, user_id HAVING max(user_id) = $1",
        "SELECT * FROM likes WHERE user_id = ANY ((SELECT array_agg(x) FROM (SELECT $1 AS x) q))"})
    EXPECT_EQ(own.verdicts(std::string_view(open)), "likes: open") << open;
  World theirs(Likes);
  for (const char *closed :
       {"SELECT sum(CASE WHEN user_id = $1 THEN n END) FROM likes",
        "SELECT pg_catalog.count(CASE WHEN user_id = $1 THEN n END) FROM likes",
        "SELECT product_id, user_id FROM likes GROUP BY product_id, user_id HAVING max(user_id) = $1"})
    EXPECT_EQ(theirs.verdicts(std::string_view(closed)), "likes: closed") << closed;
}

/// A window's column counts where it makes rows, or tells them apart, though nobody reads it.
TEST(IsolationGroups, aWindowThatNobodyReadsMayMakeRows) {
  const std::string rank = "rank() OVER (ORDER BY id)", as = rank + " AS r";
  auto of = [](const std::string &inner) { return "SELECT id FROM (" + inner + ") t WHERE user_id = $1"; };
  for (const char *op : {"UNION", "INTERSECT", "EXCEPT", "INTERSECT ALL", "EXCEPT ALL"})
    expectVerdict(of("SELECT id, user_id, " + as + " FROM lists " + op + " SELECT id, user_id, 1 FROM lists"), false);
  expectVerdict(of("SELECT id, user_id, " + as + " FROM lists UNION ALL SELECT id, user_id, 1 FROM lists"), true);
  expectVerdict(of("SELECT id, user_id, " + as + " FROM lists"), true);
  expectVerdict(of("SELECT DISTINCT ON (user_id, " + rank + " % 2) id, user_id FROM lists"), false);
  expectVerdict(of("SELECT DISTINCT ON (user_id) id, user_id FROM lists ORDER BY user_id, " + rank + " % 2"), false);
  expectVerdict(of("SELECT DISTINCT ON (user_id) id, user_id FROM lists ORDER BY user_id, id"), true);
  expectVerdict(of("SELECT id, user_id FROM lists ORDER BY " + rank), true);
  expectVerdict(of("SELECT id, user_id, generate_series(1, (count(*) OVER ())::int) AS g FROM lists"), false);
  expectVerdict(of("SELECT id, user_id, round(" + rank + ", 2) AS r FROM lists"), true);
}

/// A block with an aggregate anywhere has a row whatever its WHERE says.
TEST(IsolationGroups, anAggregateAnywhereMakesOneGroup) {
  auto of = [](const std::string &inner) { return "SELECT * FROM lists l WHERE EXISTS (" + inner + ")"; };
  const std::string rows = " FROM products p WHERE l.user_id = $1";
  for (const char *one :
       {"SELECT 1 WHERE l.user_id = $1 ORDER BY count(*)", "SELECT DISTINCT ON (count(*)) 1 WHERE l.user_id = $1",
        "SELECT (SELECT max(p.id)) FROM products p WHERE l.user_id = $1"})
    expectVerdict(of(one), false);
  for (const char *tail :
       {" ORDER BY sum(p.id)", " WINDOW w AS (ORDER BY sum(p.id))", " ORDER BY rank() OVER (ORDER BY count(*))"})
    expectVerdict(of("SELECT 1" + rows + tail), false);
  for (const char *target : {"row_number() OVER (ORDER BY count(*))", "EXISTS (SELECT max(p.id))",
                             "ARRAY(SELECT max(p.id))", "1 IN (SELECT max(p.id))", "(SELECT 1 WHERE max(p.id) > 1)",
                             "(SELECT x FROM (SELECT max(p.id) AS x) y)", "(SELECT max(id))", "json_agg_strict(p.id)"})
    expectVerdict(of(std::string("SELECT ") + target + rows), false);
  for (const char *target : {"(SELECT max(q.id) FROM products q)", "(SELECT max(id) FROM products q)",
                             "(SELECT max(q.id + p.id) FROM products q)", "(SELECT count(*))",
                             "(SELECT sum(x) FROM unnest(ARRAY[p.id]) AS x)", "row_number() OVER (ORDER BY p.id)",
                             "(SELECT max(x) FROM (SELECT 1 AS x) y)"})
    expectVerdict(of(std::string("SELECT ") + target + rows), true);
}

} // namespace pgtidy::analysis
