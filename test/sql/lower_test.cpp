// Every form of the relational form, read from SQL and written as one line.
#include "parse_support.h"

#include <gtest/gtest.h>

namespace pgtidy::sql {
namespace {

struct Case {
  const char *sql;
  const char *form;
};

void expectForms(std::initializer_list<Case> cases) {
  for (const Case &c : cases)
    EXPECT_EQ(read(parse(c.sql)), c.form) << c.sql;
}

void expectValues(std::initializer_list<Case> cases) {
  for (const Case &c : cases)
    EXPECT_EQ(read(parse(std::string("select ") + c.sql)), std::string("SELECT ") + c.form) << c.sql;
}

TEST(Lower, constantsKeepTheirSortAndSign) {
  expectValues({{"1, 0, 99999999999, 1.5", "1, 0, 99999999999, 1.5"},
                {"-1, - 2, - -3, -(4), -1.5", "-1, -2, 3, -4, -1.5"},
                {"-2147483648", "-2147483648"},
                {"true, false, null", "true, false, NULL"},
                {"b'01', x'ff'", "b'01', x'ff'"},
                {R"('it''s', e'a\'b', u&'d\0061t', $q$x'$q$)", "'it''s', 'a''b', 'dat', 'x'''"}});
}

TEST(Lower, columnsStarsAndFieldsKeepTheirPath) {
  expectValues({{"a, t.a, s.t.a", "a, t.a, s.t.a"},
                {"*, t.*, s.t.*", "*, t.*, s.t.*"},
                {"\"Odd Name\".\"B\"", "Odd Name.B"},
                {"USER_ID", "user_id"},
                {"(x).y, (f(x)).*", "(x).y, (f(x)).*"},
                {"a.b[1], t.a[1:2].c", "a.b[1], (t.a[1:2]).c"},
                {"$1, $2::int8, ($1).x", "$1, $2::int8, ($1).x"}});
}

TEST(Lower, operatorsHaveTheirNameAndOperands) {
  expectValues(
      {{"a + b * 2, -x, a || 'b'", "a + (b * 2), -x, a || 'b'"},
       {"x like 'a', x not like 'a', x ilike 'a', x not ilike 'a'",
        "x LIKE 'a', x NOT LIKE 'a', x ILIKE 'a', x NOT ILIKE 'a'"},
       {"x similar to 'b', x ~ 'y', a @> b", "x ~ pg_catalog.similar_to_escape('b'), x ~ 'y', a @> b"},
       {"1 operator(pg_catalog.+) 2, a operator(my.=) b", "1 + 2, a my.= b"},
       {"a = any(array[1, 2]), a <> all($1), a like any($1)", "a = ANY (ARRAY[1, 2]), a <> ALL ($1), a LIKE ANY ($1)"},
       {"a in (1, 2), a not in (1)", "a IN (1, 2), a NOT IN (1)"},
       {"a between 1 and 2, a not between symmetric 1 and 2", "a BETWEEN 1 AND 2, a NOT BETWEEN SYMMETRIC 1 AND 2"},
       {"(a, b) = (1, 2), row(1)", "ROW(a, b) = ROW(1, 2), ROW(1)"}});
}

TEST(Lower, conditionsKeepTheirLogic) {
  expectValues({{"a and b and (c or d)", "a AND b AND (c OR d)"},
                {"not a or not (b and c)", "NOT a OR NOT (b AND c)"},
                {"a is null, a isnull, a is not null", "a IS NULL, a IS NULL, a IS NOT NULL"},
                {"x is true, x is not true, x is false, x is not false, x is unknown, x is not unknown",
                 "x IS TRUE, x IS NOT TRUE, x IS FALSE, x IS NOT FALSE, x IS UNKNOWN, x IS NOT UNKNOWN"},
                {"x is distinct from y, x is not distinct from y", "x IS DISTINCT FROM y, x IS NOT DISTINCT FROM y"}});
}

TEST(Lower, conditionalExpressionsKeepEveryBranch) {
  expectValues({{"case a when 1 then 2 when 3 then 4 else 5 end", "CASE a WHEN 1 THEN 2 WHEN 3 THEN 4 ELSE 5 END"},
                {"case when a then b end", "CASE WHEN a THEN b END"},
                {"coalesce(a, b), nullif(a, b)", "coalesce(a, b), nullif(a, b)"},
                {"greatest(1, 2), least(a)", "greatest(1, 2), least(a)"}});
}

TEST(Lower, typesAreCanonical) {
  expectValues({{"x::int, x::integer[], x::bigint", "x::int4, x::int4[], x::int8"},
                {"cast(x as varchar(10)), x::app.role, x::\"Odd\"", "x::varchar, x::app.role, x::Odd"},
                {"interval '1 day', date '2020-01-01'", "'1 day'::interval, '2020-01-01'::date"},
                {"x::timestamp with time zone, x::double precision", "x::timestamptz, x::float8"},
                {"a collate \"C\"", "a COLLATE \"C\""}});
}

TEST(Lower, callsKeepFilterOrderAndWindow) {
  expectValues(
      {{"f(a, b), s.f(), count(*), count(distinct a)", "f(a, b), s.f(), count(*), count(DISTINCT a)"},
       {"array_agg(a order by b desc) filter (where c)", "array_agg(a ORDER BY b) FILTER (WHERE c)"},
       {"percentile_cont(0.5) within group (order by x)", "percentile_cont(0.5 ORDER BY x)"},
       {"row_number() over (partition by a order by b)", "row_number() OVER (PARTITION BY a ORDER BY b)"},
       {"sum(x) over w from t window w as (partition by z)", "sum(x) OVER (PARTITION BY z) FROM t"},
       {"sum(x) over (w order by q) from t window w as (partition by z)",
        "sum(x) OVER (PARTITION BY z ORDER BY q) FROM t"},
       {"f(variadic a), f(a => 1)", "f(a), f(1)"},
       {"extract(year from x), x at time zone 'utc'", "pg_catalog.extract('year', x), pg_catalog.timezone('utc', x)"}});
}

TEST(Lower, aWindowThatNamesItselfEnds) {
  EXPECT_NE(read("select sum(x) over w from t window w as (w), v as (v order by a)"), "");
}

TEST(Lower, sessionValuesAreNamed) {
  expectValues({{"current_user, user, session_user, current_role", "current_user, user, session_user, current_role"},
                {"current_date, current_timestamp(3), localtime", "current_date, current_timestamp, localtime"},
                {"current_catalog, current_schema", "current_catalog, current_schema"}});
}

TEST(Lower, subQueriesAreToldApart) {
  expectValues({{"(select 1), exists (select 1), array(select 1)", "(SELECT 1), EXISTS (SELECT 1), ARRAY(SELECT 1)"},
                {"a in (select 1), a = any (select 1), a not in (select 1)",
                 "a IN (SELECT 1), a IN (SELECT 1), NOT (a IN (SELECT 1))"},
                {"a < any (select 1), a >= all (select 1)", "a < ANY (SELECT 1), a >= ALL (SELECT 1)"},
                {"(a, b) in (select 1, 2)", "ROW(a, b) IN (SELECT 1, 2)"}});
}

TEST(Lower, whatIsNotModelledSaysSoAndKeepsItsSubQueries) {
  expectValues({{"grouping(a)", "<GroupingFunc>(a)"},
                {"xmlelement(name a, (select b from c))", "<XmlExpr>((SELECT b FROM c))"},
                {"1 from xmltable('/' passing (select s from users) columns a int) x",
                 "1 FROM <RangeTableFunc>((SELECT s FROM users), '/', <RangeTableFuncCol>) AS x"}});
}

TEST(Lower, fromKeepsJoinsAndAliases) {
  expectForms({
      {"select * from only s.t x(p, q), u tablesample bernoulli(1)",
       "SELECT * FROM ONLY s.t AS x(p, q), u TABLESAMPLE"},
      {"select * from a natural join b cross join c left join d using (x, y)",
       "SELECT * FROM a NATURAL JOIN b JOIN c LEFT JOIN d USING (x, y)"},
      {"select * from a right join b on true full join (c join d on 1 = 1) on a.b = c.d",
       "SELECT * FROM a RIGHT JOIN b ON true FULL JOIN (c JOIN d ON 1 = 1) ON a.b = c.d"},
      {"select * from (a join b on true) as j(x)", "SELECT * FROM (a JOIN b ON true) AS j(x)"},
      {"select * from t, lateral (select 1) z(a, b)", "SELECT * FROM t, LATERAL (SELECT 1) AS z(a, b)"},
      {"select * from f(1) with ordinality as g(a int)", "SELECT * FROM f(1) WITH ORDINALITY AS g(a)"},
      {"select * from rows from (f(1), g(2)) h", "SELECT * FROM ROWS FROM (f(1), g(2)) AS h"},
  });
}

TEST(Lower, queriesKeepTheirClauses) {
  expectForms({
      {"select distinct a as b, c d from t where x group by a having y order by 1 desc, b limit 2 offset 3 for update",
       "SELECT DISTINCT a AS b, c AS d FROM t WHERE x GROUP BY a HAVING y ORDER BY 1 DESC, b LIMIT 2 OFFSET 3 FOR "
       "UPDATE"},
      {"select distinct on (a, b) a from t", "SELECT DISTINCT ON (a, b) a FROM t"},
      {"select 1 from t group by a, rollup(b, c), grouping sets ((d), ())", "SELECT 1 FROM t GROUP BY SETS a, b, c, d"},
      {"select 1 union all select 2 intersect select 3 except all select 4 order by 1",
       "((SELECT 1) UNION ALL ((SELECT 2) INTERSECT (SELECT 3))) EXCEPT ALL (SELECT 4) ORDER BY 1"},
      {"values (1, default), (2, 3)", "VALUES (1, DEFAULT), (2, 3)"},
      {"table s.foo", "SELECT * FROM s.foo"},
      {"select a into temp x from t", "SELECT a INTO x FROM t"},
      {"with recursive a(x) as (select 1), b as (insert into t default values returning *) select * from a, b",
       "WITH RECURSIVE a(x) AS (SELECT 1), b AS (INSERT INTO t DEFAULT VALUES RETURNING *) SELECT * FROM a, b"},
  });
}

TEST(Lower, writesKeepEveryPart) {
  expectForms({
      {"insert into s.t as x (a, b) select 1, 2 on conflict (a, lower(b)) do update set a = excluded.a, (b, c) = (1, "
       "2) where t.x = 1 returning a as q",
       "INSERT INTO s.t AS x (a, b) SELECT 1, 2 ON CONFLICT (a, ) DO UPDATE SET a = excluded.a, b = 1, c = 2 WHERE "
       "t.x = 1 RETURNING a AS q"},
      {"insert into t values (1) on conflict on constraint k do nothing",
       "INSERT INTO t VALUES (1) ON CONFLICT ON CONSTRAINT k DO NOTHING"},
      {"update only t as x set a = 1, (b, c) = (select 1, 2), e = default from u where x.a = u.a returning *",
       "UPDATE ONLY t AS x SET a = 1, b = (SELECT 1, 2)#0, c = (SELECT 1, 2)#1, e = DEFAULT FROM u WHERE x.a = u.a "
       "RETURNING *"},
      {"update t set a = 1 where current of cur", "UPDATE t SET a = 1 WHERE CURRENT OF cur"},
      {"with d as (select 1) delete from t as x using y where x.a = y.a returning x.a",
       "WITH d AS (SELECT 1) DELETE FROM t AS x USING y WHERE x.a = y.a RETURNING x.a"},
      {"merge into t as x using s on x.a = s.b when matched and c then update set a = 1 when matched then delete when "
       "not matched then insert (a) values (1) when not matched then do nothing",
       "MERGE INTO t AS x USING s ON x.a = s.b WHEN MATCHED AND c THEN UPDATE SET a = 1 WHEN MATCHED THEN DELETE WHEN "
       "NOT MATCHED THEN INSERT (a) VALUES (1) WHEN NOT MATCHED THEN DO NOTHING"},
      {"copy s.t (a, b) from stdin", "COPY s.t (a, b) FROM"},
      {"copy (select 1) to stdout", "COPY (SELECT 1) TO"},
      {"copy (delete from t returning a) to stdout", "COPY  TO: DELETE FROM t RETURNING a"},
      {"truncate a, s.b", "TRUNCATE a, s.b"},
  });
}

TEST(Lower, otherStatementsKeepWhatTheyRun) {
  expectForms({
      {"prepare p (int) as select $1", "PREPARE p ($1::int4): SELECT $1"},
      {"execute p (1, 'x')", "EXECUTE p (1, 'x')"},
      {"declare c cursor for select 1", "DECLARE c: SELECT 1"},
      {"explain analyze delete from t", "EXPLAIN: DELETE FROM t"},
      {"create table a as select 1", "CREATE AS a: SELECT 1"},
      {"create table a as execute p", "CREATE AS a: EXECUTE p"},
      {"create view v (x) as select 1", "VIEW v: SELECT 1"},
      {"call s.f(1, a => 2)", "CALL s.f(1, 2)"},
      {"do $$begin end$$", "DO plpgsql {begin end}"},
      {"do language plpython3u 'x'", "DO plpython3u {x}"},
      {"set local x.y = 'a', 2", "SET LOCAL x.y ('a', 2)"},
      {"reset x", "SET x"},
      {"begin", "TRANSACTION"},
      {"create table t (a int)", "DDL CreateStmt"},
      {"create index on t (a)", "DDL IndexStmt"},
      {"drop table t", "DDL DropStmt"},
      {"grant select on t to u", "OTHER GrantStmt"},
      {"listen x", "OTHER ListenStmt"},
      {"create function f() returns int language sql begin atomic select 1; select 2; end", "DDL CreateFunctionStmt"},
  });
}

} // namespace
} // namespace pgtidy::sql
