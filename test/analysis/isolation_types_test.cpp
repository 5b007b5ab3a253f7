// What types decide: operators and casts that the schema makes, and domains.
#include "isolation_support.h"

#include "gtest/gtest.h"

namespace pgtidy::analysis {
namespace {

constexpr std::string_view Notes = R"(
CREATE TABLE users (id int PRIMARY KEY, name text UNIQUE);
CREATE TABLE notes (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), body text);
CREATE DOMAIN initial AS varchar(1);
CREATE DOMAIN handle AS text;
CREATE TABLE cards (id int PRIMARY KEY, owner text NOT NULL REFERENCES users (name), n int);
CREATE FUNCTION any_text(a int, b text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
)";

TEST(IsolationTypes, operatorsOfTheSchemaProveNothing) {
  World world(std::string(Notes) + "CREATE OPERATOR = (FUNCTION = any_text, LEFTARG = int, RIGHTARG = text);");
  expectAll(world, {{"SELECT * FROM notes WHERE user_id = $1", "notes: closed"},
                    {"SELECT * FROM notes WHERE user_id = $1::bigint", "notes: closed"},
                    {"SELECT * FROM cards WHERE owner = $1", "cards: closed"},
                    {"SELECT * FROM notes WHERE user_id = $1::text", "notes: open"},
                    {"SELECT * FROM notes WHERE user_id IN ($1::text)", "notes: open"},
                    {"SELECT * FROM notes WHERE NOT user_id IS DISTINCT FROM $1::text", "notes: open"},
                    {"SELECT * FROM notes WHERE user_id = $1 AND body = $1", "notes: open"}});
}

/// pg_catalog is looked through first: such an operator is never meant without its schema.
TEST(IsolationTypes, operatorsForTheSameTypesAreNotMeant) {
  World world(std::string(Notes) + "CREATE OPERATOR = (FUNCTION = same, LEFTARG = int, RIGHTARG = int);");
  expectAll(world, {{"SELECT * FROM notes WHERE user_id = $1", "notes: closed"},
                    {"SELECT * FROM notes WHERE user_id OPERATOR(public.=) $1", "notes: open"}});
}

/// But where a search_path has pg_catalog behind their schema.
TEST(IsolationTypes, aSearchPathMayPutOperatorsOfTheSchemaFirst) {
  const std::string schema = std::string(Notes) + "CREATE OPERATOR = (FUNCTION = same, LEFTARG = int, RIGHTARG = int);";
  struct Case {
    const char *set, *verdict;
  };
  for (const auto &[set, verdict] : {Case{"ALTER ROLE app SET search_path = public, pg_catalog", "notes: open"},
                                     {"ALTER DATABASE shop SET search_path = '$user, pg_catalog'", "notes: open"},
                                     {"SET search_path = public, pg_catalog", "notes: open"},
                                     {"SELECT set_config('search_path', 'public, pg_catalog', false)", "notes: open"},
                                     {"ALTER ROLE app SET search_path = pg_catalog, public", "notes: closed"},
                                     {"ALTER ROLE app SET search_path = public, app", "notes: closed"},
                                     {"ALTER ROLE app SET search_path = public, pg_catalog; ALTER ROLE app RESET "
                                      "search_path",
                                      "notes: closed"}}) {
    World world(schema + set + ";");
    expectAll(world, {{"SELECT * FROM notes WHERE user_id = $1", verdict},
                      {"SELECT * FROM cards WHERE owner = $1", "cards: closed"}});
  }
}

/// OPERATOR(pg_catalog.=) is PostgreSQL's own whatever the path.
TEST(IsolationTypes, operatorsOfPostgresByTheirSchema) {
  World world(std::string(Notes) + "CREATE OPERATOR = (FUNCTION = same, LEFTARG = int, RIGHTARG = int);"
                                   "CREATE OPERATOR = (FUNCTION = any_text, LEFTARG = int, RIGHTARG = text);"
                                   "ALTER ROLE app SET search_path = public, pg_catalog;");
  expectAll(world, {{"SELECT * FROM notes WHERE user_id OPERATOR(pg_catalog.=) $1", "notes: closed"},
                    {"SELECT * FROM notes WHERE user_id OPERATOR(pg_catalog.=) $1::bigint", "notes: closed"},
                    {"SELECT * FROM notes WHERE NOT (user_id OPERATOR(pg_catalog.<>) $1)", "notes: closed"},
                    {"SELECT * FROM notes WHERE user_id OPERATOR(pg_catalog.=) ANY (ARRAY[$1::int])", "notes: closed"},
                    {"SELECT * FROM notes WHERE user_id OPERATOR(public.=) $1", "notes: open"},
                    {"SELECT * FROM notes WHERE user_id OPERATOR(pg_catalog.<>) $1", "notes: open"},
                    {"SELECT * FROM notes WHERE user_id = $1", "notes: open"},
                    {"SELECT * FROM notes WHERE user_id = ANY (ARRAY[$1::int])", "notes: open"}});
}

TEST(IsolationTypes, aFunctionMayPutOperatorsOfTheSchemaFirst) {
  World world(std::string(Notes) + R"(
    CREATE OPERATOR = (FUNCTION = same, LEFTARG = int, RIGHTARG = int);
    CREATE FUNCTION hidden(u int) RETURNS SETOF notes LANGUAGE sql STABLE SET search_path = public, pg_catalog AS
      $$ SELECT * FROM notes WHERE user_id = u $$;
    CREATE FUNCTION first(u int) RETURNS SETOF notes LANGUAGE sql STABLE SET search_path = pg_catalog, public AS
      $$ SELECT * FROM notes WHERE user_id = u $$;
  )");
  expectAll(world, {{"SELECT * FROM hidden($1)", "public.notes: open"}, {"SELECT * FROM first($1)", ""}});
}

TEST(IsolationTypes, castsOfTheSchemaMakeOtherValues) {
  World world(std::string(Notes) + R"(
    CREATE TYPE uid AS (v int);
    CREATE FUNCTION first(a uid) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;
    CREATE CAST (uid AS int) WITH FUNCTION first(uid) AS IMPLICIT;
    CREATE FUNCTION notes_of(u int) RETURNS SETOF notes LANGUAGE sql STABLE AS
      $$ SELECT * FROM notes WHERE user_id = u $$;
  )");
  expectAll(world, {{"SELECT * FROM notes WHERE user_id = $1::int", "notes: closed"},
                    {"SELECT * FROM notes WHERE user_id = $1::uid", "notes: open"},
                    {"SELECT * FROM notes WHERE user_id = ($1::uid)::int", "notes: open"},
                    {"INSERT INTO notes (id, user_id) VALUES (1, $1::uid)", "notes: open"},
                    {"SELECT * FROM notes_of($1::int)", ""}});
}

TEST(IsolationTypes, domainsCutAsTheirTypesDo) {
  World world{Notes};
  expectAll(world, {{"SELECT * FROM cards WHERE owner = $1::handle", "cards: closed"},
                    {"SELECT * FROM cards WHERE owner::handle = $1", "cards: closed"},
                    {"SELECT * FROM cards WHERE owner = $1::initial", "cards: open"},
                    {"SELECT * FROM cards WHERE owner::initial = $1", "cards: open"}});
}

} // namespace
TEST(IsolationTypes, aTruthValueIsNoNumber) {
  World world("CREATE TABLE users (id int PRIMARY KEY);"
              "CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), total int, paid "
              "boolean);");
  auto verdict = [&](const std::string &condition) {
    return world.verdicts("SELECT id FROM orders WHERE user_id = $1 OR " + condition);
  };
  for (const char *mayBeTrue :
       {"true::int = 1", "false::int = 0", "CAST(true AS integer) IN (1, 2)", "nullif(true::int, 1) IS NULL",
        "total = 1 AND total = true::int", "$2::boolean = true AND $2::int = 1", "$2::boolean AND $2::int = 1",
        "total::boolean AND total = 1", "total::boolean = true AND total = 2", "2::boolean", "$2::boolean",
        "(SELECT total)::boolean AND total = 2", "(SELECT true::int) = 1"})
    EXPECT_EQ(verdict(mayBeTrue), "orders: open") << mayBeTrue;
  for (const char *isNever :
       {"true::int = 0", "0::boolean", "1::boolean = false", "paid::boolean AND NOT paid",
        "$2::boolean AND NOT $2::boolean", "(total = 1)::boolean AND total = 2", "'false'::boolean AND false"})
    EXPECT_EQ(verdict(isNever), "orders: closed") << isNever;
}

TEST(IsolationTypes, columnsOfTwoTypesAreComparedAsOneMakesThem) {
  World world(
      "CREATE DOMAIN loose AS float8;"
      "CREATE TABLE users (id bigint PRIMARY KEY, login varchar(30) UNIQUE);"
      "CREATE TABLE orders (id int PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), f float8, d loose, "
      "n numeric, i int);"
      "CREATE TABLE logins (id int PRIMARY KEY, login varchar(30) NOT NULL REFERENCES users (login), c char(5), v "
      "text);");
  for (const char *open :
       {"user_id = f AND f = $1", "f = user_id AND $1 = f", "user_id = d AND d = $1",
        "user_id IN (SELECT f) AND f = $1", "NOT (user_id <> f) AND f = $1", "user_id BETWEEN f AND f AND f = $1",
        "user_id IS NOT DISTINCT FROM f AND f = $1",
        "user_id = (SELECT p.f FROM orders p WHERE p.f = $1 AND p.user_id = $1)", "(user_id, i) = (f, i) AND f = $1"})
    EXPECT_EQ(world.verdicts("SELECT * FROM orders WHERE " + std::string(open)).substr(0, 12), "orders: open") << open;
  for (const char *closed : {"user_id = n AND n = $1", "user_id = i AND i = $1", "user_id = $1 AND f = d AND d = $1",
                             "user_id = $1 AND f = user_id", "NOT (user_id <> $1 OR f <> user_id)"})
    EXPECT_EQ(world.verdicts("SELECT * FROM orders WHERE " + std::string(closed)), "orders: closed") << closed;
  EXPECT_EQ(world.verdicts("SELECT * FROM logins WHERE login = c AND c = $1"), "logins: open");
  EXPECT_EQ(world.verdicts("SELECT * FROM logins WHERE login = v AND v = $1"), "logins: closed");
  EXPECT_EQ(world.verdicts("INSERT INTO orders (id, user_id) SELECT 1, f FROM orders WHERE user_id = $1 AND f = $1"),
            "orders: open, orders: closed");
  EXPECT_EQ(world.verdicts("UPDATE orders SET user_id = f WHERE user_id = $1 AND f = $1"), "orders: change");
}

TEST(IsolationTypes, aCitextTiesNoText) {
  World world("CREATE DOMAIN address AS citext;"
              "CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE NOT NULL, login citext UNIQUE NOT NULL);"
              "CREATE TABLE mails (id int PRIMARY KEY, owner text NOT NULL REFERENCES users (email), body text);"
              "CREATE TABLE logs (id int PRIMARY KEY, owner citext NOT NULL REFERENCES users (login));"
              "CREATE TABLE known (mail citext, name address, plain text, short varchar(80));");
  expectAll(
      world,
      {{"SELECT m.* FROM mails m JOIN known k ON k.mail = m.owner WHERE k.mail = $1", "mails: open"},
       {"SELECT m.* FROM mails m JOIN known k ON k.name = m.owner WHERE k.name = $1", "mails: open"},
       {"SELECT * FROM mails WHERE owner IN (SELECT mail FROM known WHERE mail = $1)", "mails: open"},
       {"SELECT * FROM mails WHERE owner = (SELECT mail FROM known WHERE mail = $1)", "mails: open"},
       {"UPDATE mails m SET body = 'x' FROM known k WHERE k.mail = m.owner AND k.mail = $1", "mails: open"},
       {"SELECT m.* FROM mails m JOIN known k ON k.plain = m.owner WHERE k.plain = $1", "mails: closed"},
       {"SELECT m.* FROM mails m JOIN known k ON k.short = m.owner WHERE k.short = $1", "mails: closed"},
       {"SELECT m.* FROM mails m JOIN known k ON k.mail = m.owner WHERE m.owner = $1", "mails: closed"},
       {"SELECT l.* FROM logs l JOIN known k ON k.mail = l.owner WHERE k.mail = $1", "logs: closed"},
       {"SELECT l.* FROM logs l JOIN known k ON k.name = l.owner WHERE k.name = $1", "logs: closed"},
       {"SELECT l.* FROM logs l JOIN users u ON u.login = l.owner WHERE u.id = $1", "logs: closed, users: closed"},
       {"SELECT * FROM logs WHERE coalesce(owner, '') = $1", "logs: closed"},
       {"SELECT * FROM logs WHERE owner IN ($1) AND owner = ANY (ARRAY[$1])", "logs: closed"}});
}

TEST(IsolationTypes, columnsOfAFunctionAreOfItsTypes) {
  World world("CREATE TABLE users (id bigint PRIMARY KEY);"
              "CREATE TABLE orders (id int PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), price real);"
              "CREATE FUNCTION loose() RETURNS TABLE (user_id float8, total int) LANGUAGE sql STABLE AS $$ SELECT "
              "user_id, id FROM orders $$;"
              "CREATE FUNCTION cut(OUT user_id real, OUT id int) RETURNS SETOF record LANGUAGE plpgsql STABLE AS $$ "
              "BEGIN RETURN QUERY SELECT o.user_id, o.id FROM orders o; END $$;"
              "CREATE FUNCTION exact() RETURNS TABLE (user_id bigint, price real) LANGUAGE sql STABLE AS $$ SELECT "
              "user_id, price FROM orders; -- all of them\n$$;"
              "CREATE FUNCTION whole() RETURNS SETOF orders LANGUAGE sql STABLE AS $$ SELECT * FROM orders $$;"
              "CREATE FUNCTION lists() RETURNS TABLE (users float8[], n int) LANGUAGE sql STABLE AS $$ SELECT "
              "array_agg(user_id), id FROM orders GROUP BY id, user_id $$;"
              "CREATE TABLE payers (id numeric PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));"
              "CREATE TABLE bills (id int PRIMARY KEY, payer numeric NOT NULL REFERENCES payers (id));"
              "CREATE FUNCTION rounded() RETURNS TABLE (payer bigint, id int) LANGUAGE sql STABLE AS $$ SELECT payer, "
              "id FROM bills $$;");
  expectAll(world, {{"SELECT * FROM loose() x WHERE x.user_id = $1", "orders: open"},
                    {"SELECT * FROM loose() x (a, b) WHERE x.a = $1", "orders: open"},
                    {"SELECT * FROM cut() x WHERE x.user_id = $1", "orders: open"},
                    {"SELECT * FROM exact() x WHERE x.user_id = $1", ""},
                    {"SELECT * FROM exact() x (a, b) WHERE x.a = $1", ""},
                    {"SELECT * FROM exact() x WHERE x.price = $1", "orders: open"},
                    {"SELECT * FROM whole() x WHERE x.user_id = $1", ""},
                    {"SELECT * FROM lists() x WHERE $1 = ANY (x.users)", "orders: open"},
                    {"SELECT * FROM rounded() x JOIN payers p ON p.id = x.payer WHERE p.user_id = $1",
                     "bills: open, payers: closed"}});
}

TEST(IsolationTypes, whatIsNoTablesColumnIsOfItsTypeToo) {
  World world("CREATE TABLE users (id bigint PRIMARY KEY);"
              "CREATE TABLE orders (id int PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));"
              "CREATE TABLE loose (f float8, n bigint, fs float8[], ns bigint[], j json);"
              "CREATE FUNCTION gf() RETURNS SETOF float8 LANGUAGE sql STABLE AS $$ SELECT f FROM loose $$;"
              "CREATE FUNCTION gp() RETURNS SETOF float8 LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN QUERY SELECT f "
              "FROM loose; END $$;"
              "CREATE FUNCTION gl() RETURNS SETOF float8 LANGUAGE plpgsql STABLE AS $$ BEGIN PERFORM 1; RETURN QUERY "
              "SELECT f FROM loose; END $$;"
              "CREATE FUNCTION gt() RETURNS TABLE (v float8, w bigint) LANGUAGE plpgsql STABLE AS $$ BEGIN PERFORM 1; "
              "RETURN QUERY SELECT f, n FROM loose; END $$;"
              "CREATE FUNCTION gn() RETURNS SETOF bigint LANGUAGE plpgsql STABLE AS $$ BEGIN PERFORM 1; RETURN QUERY "
              "SELECT n FROM loose; END $$;");
  for (const char *open :
       {"gf() g WHERE o.user_id = g AND g = $1", "gp() g WHERE o.user_id = g AND g = $1",
        "gl() g WHERE o.user_id = g AND g = $1", "gl() AS g(v) WHERE o.user_id = g.v AND g.v = $1",
        "gt() g WHERE o.user_id = g.v AND g.v = $1", "gt() AS g(a, b) WHERE o.user_id = g.a AND g.a = $1",
        "unnest($2::float8[]) g WHERE o.user_id = g AND g = $1",
        "unnest(ARRAY[1.5::float8]) g WHERE o.user_id = g AND g = $1",
        "unnest(ARRAY(SELECT f FROM loose)) g WHERE o.user_id = g AND g = $1",
        "loose l, unnest(l.fs) g WHERE o.user_id = g AND g = $1",
        "unnest($2::bigint[], $3::float8[]) AS g(n, f) WHERE o.user_id = g.f AND g.f = $1",
        "generate_series(1::float8, 9e18, 1) g WHERE o.user_id = g AND g = $1",
        "json_to_recordset($2) AS g(u float8) WHERE o.user_id = g.u AND g.u = $1",
        "ROWS FROM (json_to_recordset($2) AS (u float8, n int)) AS g (a, b) WHERE o.user_id = g.a AND g.a = $1",
        "(VALUES (1.5::float8), ($1)) g(v) WHERE o.user_id = g.v AND g.v = $1",
        "(SELECT $1 AS u UNION ALL SELECT f FROM loose) g WHERE o.user_id = g.u AND g.u = $1",
        "(SELECT f AS u FROM loose ORDER BY 1 LIMIT 3) g WHERE o.user_id = g.u AND g.u = $1",
        "(SELECT max(f) AS u FROM loose) g WHERE o.user_id = g.u AND g.u = $1"})
    EXPECT_EQ(world.verdicts("SELECT o.* FROM orders o, " + std::string(open)).substr(0, 12), "orders: open") << open;
  EXPECT_EQ(world.verdicts("WITH RECURSIVE g(v) AS (SELECT f FROM loose UNION ALL SELECT v + 1 FROM g WHERE v < 3) "
                           "SELECT o.* FROM orders o JOIN g ON g.v = o.user_id WHERE g.v = $1"),
            "orders: open");
  for (const char *closed : {"gn() g WHERE o.user_id = g AND g = $1",
                             "gt() g WHERE o.user_id = g.w AND g.w = $1",
                             "gt() AS g(a, b) WHERE o.user_id = g.b AND g.b = $1",
                             "gl() g WHERE o.user_id = $1 AND o.user_id = g",
                             "unnest($2::bigint[]) g WHERE o.user_id = g AND g = $1",
                             "unnest(ARRAY[$1]) g WHERE o.user_id = g",
                             "unnest(ARRAY[$1]::bigint[]) AS g(v) WHERE o.user_id = g.v",
                             "loose l, unnest(l.ns) g WHERE o.user_id = g AND g = $1",
                             "unnest(ARRAY(SELECT n FROM loose)) g WHERE o.user_id = g AND g = $1",
                             "unnest((SELECT array_agg(n) FROM loose)) g WHERE o.user_id = g AND g = $1",
                             "generate_series(1, 10) g WHERE o.user_id = g AND g = $1",
                             "generate_series(1, $2::bigint) AS g(v) WHERE o.user_id = g.v AND g.v = $1",
                             "json_to_recordset($2) AS g(u bigint) WHERE o.user_id = g.u AND g.u = $1",
                             "json_to_recordset($2) AS g(u float8) WHERE o.user_id = $1 AND g.u = o.user_id",
                             "(VALUES (1), ($1)) g(v) WHERE o.user_id = g.v AND g.v = $1",
                             "(SELECT $1 AS u UNION ALL SELECT n FROM loose) g WHERE o.user_id = g.u AND g.u = $1",
                             "(SELECT n AS u FROM loose ORDER BY 1 LIMIT 3) g WHERE o.user_id = g.u AND g.u = $1",
                             "(SELECT $1 AS u) g WHERE o.user_id = g.u",
                             "(SELECT $1::bigint AS u) g WHERE o.user_id = g.u",
                             "loose l WHERE o.user_id = l.n AND l.n = $1"})
    EXPECT_EQ(world.verdicts("SELECT o.* FROM orders o, " + std::string(closed)), "orders: closed") << closed;
  EXPECT_EQ(world.verdicts("WITH RECURSIVE g(v) AS (SELECT n FROM loose UNION ALL SELECT v FROM g WHERE v < 3) "
                           "SELECT o.* FROM orders o JOIN g ON g.v = o.user_id WHERE g.v = $1"),
            "orders: closed");
}

TEST(IsolationTypes, elementsAreCastWithTheirArray) {
  World world("CREATE DOMAIN loose AS float8;"
              "CREATE TABLE users (id bigint PRIMARY KEY, email text UNIQUE NOT NULL, login citext UNIQUE NOT NULL);"
              "CREATE TABLE orders (id int PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), n int);"
              "CREATE TABLE mails (id int PRIMARY KEY, owner text NOT NULL REFERENCES users (email));"
              "CREATE TABLE logs (id int PRIMARY KEY, owner citext NOT NULL REFERENCES users (login));");
  struct Condition {
    const char *table, *open;
  };
  for (const auto &[table, open] : {Condition{"orders", "user_id = ANY (ARRAY[$1]::float8[])"},
                                    {"orders", "user_id = ANY (ARRAY[$1]::loose[])"},
                                    {"orders", "$1 = ANY (ARRAY[user_id]::float8[])"},
                                    {"orders", "$1 = ALL (ARRAY[user_id]::float8[])"},
                                    {"orders", "NOT $1 <> ALL (ARRAY[user_id]::real[])"},
                                    {"orders", "$1 = ANY (ARRAY[user_id]::boolean[])"},
                                    {"mails", "$1 = ANY (ARRAY[owner]::varchar(1)[])"},
                                    {"mails", "$1 = ANY ((ARRAY[owner]::varchar(1)[])::text[])"},
                                    {"mails", "owner = ANY (ARRAY[$1]::varchar(1)[])"},
                                    {"mails", "$1 = ANY (ARRAY[owner]::citext[])"},
                                    {"mails", "$1 = ANY (ARRAY[owner]::int[])"},
                                    {"orders", "ARRAY[user_id, 0.5::float8] = ARRAY[$1, 0.5]"},
                                    {"mails", "$1 IN (SELECT unnest(ARRAY[owner]::bpchar[]))"}})
    EXPECT_EQ(world.verdicts("SELECT * FROM " + std::string(table) + " WHERE " + open), table + std::string(": open"))
        << open;
  for (const auto &[table, closed] : {Condition{"orders", "user_id = ANY (ARRAY[$1]::bigint[])"},
                                      {"orders", "user_id = ANY (ARRAY[$1]::int[])"},
                                      {"orders", "user_id = ANY (ARRAY[$1]::text[]::bigint[])"},
                                      {"orders", "$1 = ANY (ARRAY[user_id]::bigint[])"},
                                      {"orders", "$1 = ALL (ARRAY[user_id]::text[])"},
                                      {"orders", "user_id = $1 AND n = ANY (ARRAY[1, 2]::float8[])"},
                                      {"orders", "ARRAY[user_id, n] = ARRAY[$1, 2]"},
                                      {"mails", "owner = ANY (ARRAY[$1]::text[])"},
                                      {"mails", "owner = ANY (ARRAY[$1]::citext[])"},
                                      {"mails", "$1 = ANY (ARRAY[owner]::varchar[])"},
                                      {"logs", "owner = ANY (ARRAY[$1]::citext[])"},
                                      {"logs", "$1 = ANY (ARRAY[owner]::citext[])"}})
    EXPECT_EQ(world.verdicts("SELECT * FROM " + std::string(table) + " WHERE " + closed),
              table + std::string(": closed"))
        << closed;
}

TEST(IsolationTypes, aFunctionMayGiveTheTypeOfAColumn) {
  World world("CREATE TABLE users (id bigint PRIMARY KEY);"
              "CREATE TABLE orders (id int PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));"
              "CREATE TABLE points (x float8);"
              "CREATE FUNCTION loose() RETURNS TABLE (user_id points.x%TYPE, id int) LANGUAGE sql STABLE AS $$ SELECT "
              "user_id, id FROM orders $$;"
              "CREATE FUNCTION owner_of(i int) RETURNS points.x%TYPE LANGUAGE sql STABLE AS $$ SELECT user_id FROM "
              "orders WHERE id = i $$;"
              "CREATE FUNCTION owners() RETURNS SETOF points.x%TYPE LANGUAGE sql STABLE AS $$ SELECT user_id FROM "
              "orders $$;"
              "CREATE FUNCTION misnamed() RETURNS TABLE (user_id points.y%TYPE, id int) LANGUAGE sql STABLE AS $$ "
              "SELECT user_id, id FROM orders $$;"
              "CREATE FUNCTION exact() RETURNS TABLE (user_id orders.user_id%TYPE, id orders.id%TYPE) LANGUAGE sql "
              "STABLE AS $$ SELECT user_id, id FROM orders $$;"
              "CREATE FUNCTION exactly(i int) RETURNS orders.user_id%TYPE LANGUAGE sql STABLE AS $$ SELECT user_id "
              "FROM orders WHERE id = i $$;");
  expectAll(world, {{"SELECT * FROM loose() WHERE user_id = $1", "orders: open"},
                    {"SELECT * FROM orders WHERE owner_of(id) = $1", "orders: open, orders: open"},
                    {"SELECT * FROM owners() o WHERE o = $1", "orders: open"},
                    {"SELECT * FROM misnamed() WHERE user_id = $1", "orders: open"},
                    {"SELECT * FROM exact() WHERE user_id = $1", ""},
                    {"SELECT * FROM orders WHERE exactly(id) = $1", "orders: closed"}});
}

TEST(IsolationTypes, whatAFunctionGivesAsCitextIsComparedSo) {
  for (const std::string type : {"citext", "extensions.citext"}) {
    World world("CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE NOT NULL, login " + type +
                " UNIQUE NOT NULL);"
                "CREATE TABLE mails (id int PRIMARY KEY, owner text NOT NULL REFERENCES users (email));"
                "CREATE TABLE logs (id int PRIMARY KEY, owner " +
                type +
                " NOT NULL REFERENCES users (login));"
                "CREATE FUNCTION listed() RETURNS TABLE (owner " +
                type +
                ", id int) LANGUAGE sql STABLE AS $$ SELECT owner, id FROM mails $$;"
                "CREATE FUNCTION owners() RETURNS SETOF " +
                type +
                " LANGUAGE sql STABLE AS $$ SELECT owner FROM mails $$;"
                "CREATE FUNCTION owner_of(i int) RETURNS " +
                type +
                " LANGUAGE sql STABLE AS $$ SELECT owner FROM mails WHERE id = i $$;"
                "CREATE FUNCTION owner_in(i int) RETURNS " +
                type +
                " LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN (SELECT owner FROM mails WHERE id = i); END $$;"
                "CREATE FUNCTION owner_out(i int, OUT m " +
                type +
                ") LANGUAGE sql STABLE AS $$ SELECT owner FROM mails WHERE id = i $$;"
                "CREATE FUNCTION kept() RETURNS TABLE (owner text, id int) LANGUAGE sql STABLE AS $$ SELECT owner, id "
                "FROM mails $$;"
                "CREATE FUNCTION logged() RETURNS TABLE (owner " +
                type + ", id int) LANGUAGE sql STABLE AS $$ SELECT owner, id FROM logs $$;");
    expectAll(world, {{"SELECT * FROM listed() WHERE owner = $1", "mails: open"},
                      {"SELECT * FROM owners() m WHERE m = $1", "mails: open"},
                      {"SELECT * FROM mails WHERE owner_of(id) = $1", "mails: open"},
                      {"SELECT * FROM mails WHERE owner_in(id) = $1", "mails: open"},
                      {"SELECT * FROM mails WHERE owner_out(id) = $1", "mails: open"},
                      {"SELECT * FROM kept() WHERE owner = $1", ""},
                      {"SELECT * FROM logged() WHERE owner = $1", ""},
                      {"SELECT * FROM logs WHERE owner = $1", "logs: closed"},
                      {"SELECT * FROM mails WHERE owner = $1::citext", "mails: closed"}});
  }
}

TEST(IsolationTypes, oneTypeOfSeveralMayMakeValuesTheSame) {
  World world("CREATE TABLE users (id bigint PRIMARY KEY, login varchar(30) UNIQUE);"
              "CREATE TABLE orders (id int PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), f float8);"
              "CREATE TABLE logins (id int PRIMARY KEY, login varchar(30) NOT NULL REFERENCES users (login));"
              "CREATE TABLE loose (f float8, c char(5), v varchar(9), n int);");
  for (const char *open :
       {"SELECT user_id FROM (SELECT user_id FROM orders UNION ALL SELECT f FROM loose) x WHERE user_id = $1",
        "SELECT user_id FROM (SELECT f AS user_id FROM loose UNION ALL SELECT user_id FROM orders) x WHERE user_id = "
        "$1",
        "SELECT * FROM orders WHERE coalesce(user_id, 1.0::float8) = $1",
        "SELECT * FROM orders WHERE nullif(user_id, 0.0::float8) = $1",
        "SELECT * FROM orders WHERE CASE WHEN true THEN user_id ELSE 0::float8 END = $1",
        "SELECT * FROM orders WHERE user_id IN ($1, NULL::float8)",
        "SELECT * FROM orders WHERE user_id = ANY (ARRAY[$1, NULL::float8])",
        "SELECT * FROM orders WHERE user_id = (SELECT CASE WHEN true THEN $1 ELSE 0.5::float8 END)",
        "SELECT orders.* FROM orders JOIN (VALUES ($1), (NULL::float8)) z (user_id) USING (user_id)"})
    EXPECT_EQ(world.verdicts(std::string_view(open)), "orders: open") << open;
  EXPECT_EQ(world.verdicts("SELECT login FROM (SELECT c AS login FROM loose UNION ALL SELECT login FROM logins) x "
                           "WHERE login = $1"),
            "logins: open");
  for (const char *closed :
       {"SELECT user_id FROM (SELECT user_id FROM orders UNION ALL SELECT n FROM loose) x WHERE user_id = $1",
        "SELECT user_id FROM (SELECT user_id, f FROM orders UNION ALL SELECT n, f FROM loose) x WHERE user_id = $1",
        "SELECT * FROM orders WHERE coalesce(user_id, 0) = $1", "SELECT * FROM orders WHERE user_id IN ($1, NULL)",
        "SELECT orders.* FROM orders JOIN (VALUES ($1), (NULL::bigint)) z (user_id) USING (user_id)",
        "SELECT * FROM orders WHERE CASE WHEN f > 0 THEN user_id ELSE NULL END = $1"})
    EXPECT_EQ(world.verdicts(std::string_view(closed)), "orders: closed") << closed;
}

/// Two parameters that are one number as float8 need not be one.
TEST(IsolationTypes, parametersAreOneOnlyAsTheyAreCompared) {
  World world("CREATE TABLE users (id bigint PRIMARY KEY, email text UNIQUE NOT NULL, score float8 UNIQUE);"
              "CREATE TABLE orders (id int PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));"
              "CREATE TABLE mails (id int PRIMARY KEY, owner text NOT NULL REFERENCES users (email));"
              "CREATE TABLE t (f float8, r real, n numeric, i bigint, c char(4), v text, w varchar(9), m citext);"
              "CREATE FUNCTION number_of(v text) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN v; END $$;");
  for (const char *open :
       {"t.f = $1 AND t.f = $2", "t.f IN ($1) AND t.f = $2", "t.f - $1 = 0 AND t.f = $2", "t.f + 0 = $1 AND t.f = $2",
        "t.f >= $1 AND t.f <= $1 AND t.f = $2", "t.f IS NOT DISTINCT FROM $1 AND NOT (t.f <> $2)",
        "t.f = $1::bigint AND t.f = $2::bigint", "t.r = $1 AND t.r = $2", "$1 = $2::float8", "$1::float8 = $2::float8",
        "(t.f, 1) = ($1, 1) AND t.f = $2"})
    EXPECT_EQ(world.verdicts("SELECT o.* FROM orders o, orders p, t WHERE o.user_id = $1 AND p.user_id = $2 AND " +
                             std::string(open)),
              "orders: closed, orders: open")
        << open;
  for (const char *open : {"t.c = $1 AND t.c = $2", "t.m = $1 AND t.m = $2", "t.i = $1::int AND t.i = $2::int",
                           "number_of($1) = number_of($2)", "t.i = number_of($1) AND t.i = number_of($2)"})
    EXPECT_EQ(
        world.verdicts("SELECT o.* FROM mails o, mails p, t WHERE o.owner = $1::text AND p.owner = $2::text AND " +
                       std::string(open)),
        "mails: closed, mails: open")
        << open;
  for (const char *closed : {"$1 = $2", "t.n = $1 AND t.n = $2", "t.i = $1 AND t.i = $2", "t.i = $1 AND $2 = t.i + 0",
                             "t.v = $1::text AND t.v = $2::text", "t.w = $1 AND t.w = $2",
                             "$1 = current_setting('app.user_id') AND $2 = current_setting('app.user_id')"})
    EXPECT_EQ(world.verdicts("SELECT o.* FROM orders o, orders p, t WHERE o.user_id = $1 AND p.user_id = $2 AND " +
                             std::string(closed)),
              "orders: closed, orders: closed")
        << closed;
  expectAll(world, {{"SELECT * FROM users WHERE score = $1", "users: closed"},
                    {"SELECT * FROM users u, t WHERE t.f = $1 AND u.score = t.f", "users: closed"},
                    {"SELECT o.* FROM mails o, mails m WHERE $1 = $2 AND m.owner = $1 AND o.owner = $2",
                     "mails: closed, mails: closed"},
                    {"SELECT m.* FROM mails m WHERE m.owner = $1 AND $1 IS NOT NULL", "mails: closed"},
                    {"SELECT m.* FROM mails m WHERE m.owner = $1 OR $1 IS NULL", "mails: open"},
                    {"SELECT m.* FROM mails m WHERE m.owner = $1 OR ($1 IS NULL AND $1 = 'x')", "mails: closed"}});
}

/// PL/pgSQL brings what RETURN gives to the function's type by its text.
TEST(IsolationTypes, whatAFunctionReturnsIsReadFromItsText) {
  World world("CREATE TABLE users (id int PRIMARY KEY, code text UNIQUE NOT NULL);"
              "CREATE TABLE notes (id int PRIMARY KEY, owner text NOT NULL REFERENCES users (code), n int, m uuid);"
              "CREATE TABLE tasks (id int PRIMARY KEY, user_id int REFERENCES users (id));"
              "CREATE FUNCTION number_of(i int) RETURNS int LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN (SELECT owner "
              "FROM notes WHERE id = i); END $$;"
              "CREATE FUNCTION same(v text) RETURNS bigint LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN v; END $$;"
              "CREATE FUNCTION uuid_of(v text) RETURNS uuid LANGUAGE plpgsql STABLE AS $$ DECLARE w uuid; BEGIN w := "
              "v; RETURN w; END $$;"
              "CREATE FUNCTION text_of(v text) RETURNS text LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN v; END $$;"
              "CREATE FUNCTION owner_of(i int) RETURNS bigint LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN (SELECT "
              "user_id FROM tasks WHERE id = i); END $$;");
  expectAll(world, {{"SELECT * FROM notes WHERE same(owner) = $1", "notes: open"},
                    {"SELECT * FROM notes WHERE uuid_of(owner) = $1", "notes: open"},
                    {"SELECT * FROM notes WHERE text_of(owner) = $1", "notes: closed"},
                    {"SELECT * FROM tasks WHERE owner_of(id) = $1", "tasks: closed"},
                    {"SELECT * FROM tasks WHERE user_id = same($1)", "tasks: closed"},
                    {"SELECT 1 WHERE (SELECT owner FROM notes WHERE id = $2)::int = $1", "notes: open"},
                    {"SELECT * FROM notes WHERE coalesce(owner, '0')::int = $1", "notes: open"},
                    {"SELECT * FROM notes WHERE (CASE WHEN n > 1 THEN owner END)::int = $1", "notes: open"},
                    {"SELECT * FROM tasks WHERE coalesce(user_id, 0)::bigint = $1", "tasks: closed"},
                    {"SELECT * FROM tasks WHERE (CASE WHEN id > 1 THEN user_id END)::text = $1", "tasks: closed"}});
  EXPECT_NE(world.verdicts("SELECT * FROM notes WHERE number_of(id) = $1").find("open"), std::string::npos);
}

/// What a cast makes of one value is one value, whatever it is.
TEST(IsolationTypes, aCastOfOneValueIsOneValue) {
  World world(std::string(Shop) + "CREATE TABLE given (v text, f float8, n numeric);"
                                  "CREATE TABLE mails (id int PRIMARY KEY, owner text NOT NULL REFERENCES users "
                                  "(email));");
  expectAll(
      world,
      {{"SELECT i.* FROM jsonb_array_elements_text($1) t(v) JOIN orders o ON o.id = t.v::bigint JOIN items i ON "
        "i.order_id = t.v::bigint WHERE o.user_id = $2",
        "orders: closed, items: closed"},
       {"SELECT i.* FROM given g JOIN orders o ON o.id = g.v::bigint JOIN items i ON i.order_id = g.v::bigint WHERE "
        "o.user_id = $1",
        "orders: closed, items: closed"},
       {"SELECT i.* FROM given g, given h, orders o, items i WHERE o.id = g.v::bigint AND h.v = g.v AND i.order_id = "
        "h.v::bigint AND o.user_id = $1",
        "orders: closed, items: closed"},
       {"SELECT o.* FROM given g JOIN orders o ON o.user_id = g.v::bigint WHERE g.v = $1", "orders: closed"},
       {"SELECT i.* FROM given g, given h, orders o, items i WHERE o.id = g.v::bigint AND h.v::bigint = g.v::bigint "
        "AND i.order_id = h.v::bigint AND o.user_id = $1",
        "orders: closed, items: closed"},
       {"SELECT i.* FROM given g JOIN orders o ON o.id = g.v::bigint JOIN items i ON i.order_id = g.f::bigint WHERE "
        "o.user_id = $1",
        "orders: closed, items: open"},
       {"SELECT i.* FROM given g, given h, orders o, items i WHERE o.id = g.v::bigint AND h.v::real = g.v::real "
        "AND i.order_id = h.v::bigint AND o.user_id = $1",
        "orders: closed, items: open"},
       {"SELECT m.* FROM given g, mails m WHERE m.owner = g.v AND g.v::bigint = $1", "mails: open"},
       // 1.0 and 1.00 are one number
       {"SELECT m.* FROM given g JOIN mails m ON m.owner = g.n::text WHERE g.n = $1", "mails: open"},
       {"SELECT m.* FROM mails m WHERE m.owner IN (SELECT n::text FROM given WHERE n = $1)", "mails: open"},
       {"SELECT m.* FROM given g JOIN mails m ON m.owner = g.n::varchar WHERE g.n::varchar = $1", "mails: closed"}});
  World digits("CREATE TABLE users (id numeric PRIMARY KEY);"
               "CREATE TABLE orders (id int PRIMARY KEY, user_id numeric NOT NULL REFERENCES users (id));");
  EXPECT_EQ(digits.verdicts("SELECT * FROM orders WHERE user_id::text = $1"), "orders: closed");
}

/// PREPARE says of what type a parameter is, else the first place that it stands in.
TEST(IsolationTypes, aParameterIsOfTheTypeOfItsFirstPlace) {
  World world(
      "CREATE TABLE users (id bigint PRIMARY KEY, email text UNIQUE NOT NULL);"
      "CREATE TABLE orders (id int PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), f float8, n int);"
      "CREATE TABLE mails (id int PRIMARY KEY, owner text NOT NULL REFERENCES users (email));"
      "CREATE TABLE loose (f float8);"
      "CREATE FUNCTION half(x float8) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$ SELECT x / 2 $$;");
  expectAll(world, {{"SELECT $1::float8, o.* FROM orders o WHERE user_id = $1", "orders: open"},
                    {"SELECT sqrt($1), o.* FROM orders o WHERE user_id = $1", "orders: open"},
                    {"SELECT half($1), o.* FROM orders o WHERE user_id = $1", "orders: open"},
                    {"SELECT o.* FROM orders o, loose l WHERE l.f = $1 AND o.user_id = $1", "orders: open"},
                    {"SELECT o.* FROM orders o JOIN loose ON loose.f = $1 WHERE user_id = $1", "orders: open"},
                    {"SELECT * FROM orders WHERE f = $1 AND user_id = $1", "orders: open"},
                    {"SELECT * FROM orders WHERE f = $1 AND user_id = $1::bigint", "orders: open"},
                    {"SELECT $1::char(1), m.* FROM mails m WHERE owner = $1", "mails: open"},
                    {"PREPARE q (float8) AS SELECT * FROM orders WHERE user_id = $1", "orders: open"},
                    {"PREPARE q (int, real) AS UPDATE orders SET n = $1 WHERE user_id = $2", "orders: open"},
                    {"PREPARE q (int, bigint) AS SELECT * FROM orders WHERE f = $2 AND n = $1 AND user_id = $2",
                     "orders: closed"},
                    {"PREPARE q (bigint) AS SELECT * FROM orders WHERE user_id = $1", "orders: closed"},
                    {"PREPARE q AS SELECT * FROM orders WHERE user_id = $1", "orders: closed"},
                    {"SELECT * FROM orders WHERE user_id = $1 AND f = $1", "orders: closed"},
                    {"SELECT * FROM orders WHERE f = $2 AND user_id = $1", "orders: closed"},
                    {"SELECT $1::bigint, o.* FROM orders o WHERE user_id = $1", "orders: closed"},
                    {"SELECT $1::text, m.* FROM mails m WHERE owner = $1", "mails: closed"}});
}

/// A column that references a key of another type may have one value where two keys are meant.
TEST(IsolationTypes, ownersOfAnotherTypeThanTheirKey) {
  World world(
      "CREATE TABLE users (id bigint PRIMARY KEY, email text UNIQUE NOT NULL, code char(8) UNIQUE, part numeric "
      "UNIQUE);"
      "CREATE TABLE c (id int PRIMARY KEY, owner citext NOT NULL REFERENCES users (email), body text);"
      "CREATE TABLE b (id int PRIMARY KEY, owner char(10) NOT NULL REFERENCES users (email));"
      "CREATE TABLE n (id int PRIMARY KEY, owner name NOT NULL REFERENCES users (email));"
      "CREATE TABLE f (id int PRIMARY KEY, owner float8 NOT NULL REFERENCES users (id));"
      "CREATE TABLE p (id int PRIMARY KEY, owner numeric(10,0) NOT NULL REFERENCES users (part));"
      "CREATE TABLE v (id int PRIMARY KEY, owner varchar(80) NOT NULL REFERENCES users (email));"
      "CREATE TABLE i (id int PRIMARY KEY, owner int NOT NULL REFERENCES users (id));"
      "CREATE TABLE k (id int PRIMARY KEY, owner char(8) NOT NULL REFERENCES users (code));");
  expectAll(world, {{"SELECT * FROM c WHERE owner = $1", "c: open"},
                    {"UPDATE c SET body = 'x' WHERE owner = $1", "c: open"},
                    {"SELECT * FROM b WHERE owner = $1", "b: open"},
                    {"SELECT * FROM n WHERE owner = $1", "n: open"},
                    {"SELECT * FROM f WHERE owner = $1", "f: open"},
                    {"INSERT INTO n (id, owner) VALUES ($2, $1::text)", "n: open"},
                    {"INSERT INTO p (id, owner) VALUES ($2, $1)", "p: open"},
                    {"SELECT * FROM p WHERE owner = $1", "p: closed"},
                    {"INSERT INTO c (id, owner) VALUES ($2, $1)", "c: closed"},
                    {"SELECT * FROM c WHERE owner::text = $1", "c: closed"},
                    {"SELECT * FROM v WHERE owner = $1", "v: closed"},
                    {"SELECT * FROM i WHERE owner = $1", "i: closed"},
                    {"SELECT * FROM k WHERE owner = $1", "k: closed"},
                    {"INSERT INTO k (id, owner) VALUES ($2, $1::text)", "k: closed"}});
}

/// A generated column is a copy where its type keeps what it is made of.
TEST(IsolationTypes, aGeneratedColumnIsACopyWhereItsTypeKeepsAll) {
  World world("CREATE TABLE users (id bigint PRIMARY KEY, email text UNIQUE);"
              "CREATE TABLE g (id int PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id),"
              "r real GENERATED ALWAYS AS (user_id) STORED, f float8 GENERATED ALWAYS AS (user_id) STORED,"
              "d numeric(20,-2) GENERATED ALWAYS AS (user_id) STORED, n numeric GENERATED ALWAYS AS (user_id) STORED,"
              "b bigint GENERATED ALWAYS AS (user_id) STORED);"
              "CREATE TABLE e (id int PRIMARY KEY, owner text NOT NULL REFERENCES users (email),"
              "c char(10) GENERATED ALWAYS AS (owner) STORED, v varchar GENERATED ALWAYS AS (owner) STORED);"
              "CREATE TABLE w (id int PRIMARY KEY, r real NOT NULL, i bigint NOT NULL,"
              "user_id bigint GENERATED ALWAYS AS (r) STORED REFERENCES users (id));");
  expectAll(world, {{"SELECT * FROM g WHERE r = $1", "g: open"},
                    {"SELECT * FROM g WHERE f = $1", "g: open"},
                    {"SELECT * FROM g WHERE d = $1", "g: open"},
                    {"SELECT * FROM e WHERE c = $1", "e: open"},
                    {"INSERT INTO w (id, i, r) VALUES ($2, 1, $1::bigint)", "w: open"},
                    {"SELECT * FROM g WHERE n = $1", "g: closed"},
                    {"SELECT * FROM g WHERE b = $1", "g: closed"},
                    {"SELECT * FROM e WHERE v = $1", "e: closed"}});
}

/// What a cast cuts is not the number that is written.
TEST(IsolationTypes, constantsThatACastCutsMayBeOne) {
  World world("CREATE TABLE users (id bigint PRIMARY KEY);"
              "CREATE TABLE orders (id int PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), r real, n "
              "numeric);");
  for (const char *open : {"r = 16777217::real AND r = 16777216", "n = 15::numeric(1,-1) AND n = 20",
                           "16777217::real = 16777216::real", "15::numeric(2,-1) = 20"})
    EXPECT_EQ(world.verdicts("SELECT * FROM orders WHERE " + std::string(open)), "orders: open") << open;
  for (const char *closed : {"n = 15 AND n = 20", "n = 15::int AND n = 20::bigint", "15::numeric = 20"})
    EXPECT_EQ(world.verdicts("SELECT * FROM orders WHERE " + std::string(closed)), "orders: closed") << closed;
}

/// IS NULL is true of a row of NULLs, which NOT NULL lets in; NOT NULL of a table does not hold for its heirs.
TEST(IsolationTypes, whatIsNotNullMayBeARowOfNulls) {
  World world("CREATE TYPE address AS (street text, city text);"
              "CREATE TYPE mood AS ENUM ('good', 'bad');"
              "CREATE TABLE users (id bigint PRIMARY KEY);"
              "CREATE TABLE orders (id int PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), place address "
              "NOT NULL, m mood NOT NULL);"
              "CREATE TABLE logs (id int, user_id bigint REFERENCES users (id), n int NOT NULL, m int NOT NULL);"
              "CREATE TABLE old_logs () INHERITS (logs); ALTER TABLE old_logs ALTER n DROP NOT NULL;");
  expectAll(world, {{"SELECT * FROM orders WHERE place IS NULL", "orders: open"},
                    {"SELECT * FROM orders WHERE NOT (place IS NOT NULL)", "orders: open"},
                    {"SELECT * FROM orders WHERE place IS NOT DISTINCT FROM NULL", "orders: closed"},
                    {"SELECT * FROM orders WHERE m IS NULL", "orders: closed"},
                    {"SELECT * FROM logs WHERE n IS NULL", "logs: open"},
                    {"SELECT * FROM logs WHERE m IS NULL", "logs: closed"},
                    {"SELECT * FROM ONLY logs WHERE n IS NULL", "logs: closed"}});
}

/// t.* and (t.p).* are as many values as t and p have columns.
TEST(IsolationTypes, aStarIsSeveralElements) {
  World world("CREATE TYPE pair AS (x int, y bigint);"
              "CREATE TABLE users (id bigint PRIMARY KEY);"
              "CREATE TABLE orders (id int PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), total int);"
              "CREATE TABLE t (a int, b bigint);"
              "CREATE TABLE pairs (p pair);"
              "CREATE FUNCTION f(uid bigint) RETURNS SETOF orders LANGUAGE plpgsql STABLE AS $$ DECLARE r t; BEGIN "
              "SELECT (t).*, uid INTO r FROM t; RETURN QUERY SELECT * FROM orders WHERE user_id = r.b; END $$;");
  for (const char *open :
       {"SELECT o.* FROM orders o, t WHERE ROW(t.*, o.user_id, o.total) = ROW(1, $1, o.user_id, 6)",
        "SELECT o.* FROM orders o, t WHERE (t.*, o.user_id) = (1, $1, o.user_id)",
        "SELECT o.* FROM orders o, t WHERE ROW(t.*, o.user_id) IN (ROW(1, $1, o.user_id))",
        "SELECT o.* FROM orders o, t WHERE ROW(t.*, o.user_id) IS NOT DISTINCT FROM ROW(1, $1, o.user_id)",
        "SELECT o.* FROM orders o, t WHERE (t.*, o.user_id) IN (SELECT 1, $1::bigint, o.user_id)",
        "SELECT o.* FROM orders o, t, LATERAL (VALUES (t.*, o.user_id)) v(a, b, c) WHERE v.b = $1",
        "SELECT o.* FROM orders o, pairs, LATERAL (SELECT (pairs.p).*, o.user_id) v(a, b, c) WHERE v.b = $1",
        "INSERT INTO orders (id, user_id, total) SELECT (p).*, $1 FROM pairs",
        "INSERT INTO orders (id, user_id, total) VALUES ((ROW(51, 2)::pair).*, $1)", "SELECT * FROM f($1)"})
    EXPECT_EQ(world.verdicts(std::string_view(open)), "orders: open") << open;
  EXPECT_EQ(world.verdicts("UPDATE orders o SET (id, user_id, total) = ROW(t.*, $1) FROM t WHERE o.user_id = $1"),
            "orders: change");
  expectAll(
      world,
      {{"SELECT o.* FROM orders o, t WHERE (t.a, o.user_id) = (1, $1)", "orders: closed"},
       {"SELECT o.* FROM orders o, t, LATERAL (VALUES (t.a, o.user_id)) v(a, b) WHERE v.b = $1", "orders: closed"},
       {"SELECT o.* FROM orders o, t, LATERAL (SELECT o.user_id, t.*) v(a, b, c) WHERE v.a = $1", "orders: closed"},
       {"INSERT INTO orders (user_id, id, total) SELECT $1, (p).* FROM pairs", "orders: closed"},
       {"UPDATE orders SET (user_id, total) = ($1, 2) WHERE user_id = $1", "orders: closed"}});
}

/// A call decides the types of polymorphic arguments: $1 beside a float8 is one.
TEST(IsolationTypes, polymorphicArgumentsAreOfTheCallsTypes) {
  World world("CREATE TABLE users (id bigint PRIMARY KEY);"
              "CREATE TABLE orders (id int PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));"
              "CREATE FUNCTION of_any(uid anycompatible, b anycompatible) RETURNS SETOF orders LANGUAGE sql STABLE AS "
              "$$ SELECT * FROM orders WHERE user_id = uid $$;"
              "CREATE FUNCTION first_of(x anyelement, y anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $$ "
              "SELECT x $$;"
              "CREATE FUNCTION of_user(uid bigint, b anyelement) RETURNS SETOF orders LANGUAGE sql STABLE AS $$ SELECT "
              "* FROM orders WHERE user_id = uid $$;");
  expectAll(world, {{"SELECT * FROM of_any($1, 1.5::float8)", "orders: undecided"},
                    {"SELECT * FROM of_any($1::bigint, 1.5::float8)", "orders: undecided"},
                    {"SELECT * FROM orders WHERE first_of(user_id, 1.5::float8) = $1", "orders: open"},
                    {"SELECT * FROM of_user($1, 1.5::float8)", ""}});
}

/// int8(x) is a cast where the schema has no function of the name.
TEST(IsolationTypes, aFunctionOfTheSchemaMayBeCalledAsACast) {
  const std::string schema = "CREATE TABLE users (id bigint PRIMARY KEY);"
                             "CREATE TABLE orders (id int PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));";
  World own(schema + "CREATE FUNCTION int8(text) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT left($1, "
                     "1)::bigint $$;");
  EXPECT_EQ(own.verdicts("SELECT * FROM orders WHERE user_id = int8($1::text)"), "orders: open");
  EXPECT_EQ(World(schema).verdicts("SELECT * FROM orders WHERE user_id = int8($1)"), "orders: closed");
}

/// x + 0 is x where + is PostgreSQL's, and what LIKE calls is never true of NULL.
TEST(IsolationTypes, anOperatorOfTheSchemaLeavesNothingAsItIs) {
  const std::string schema = std::string(Notes) + "CREATE FUNCTION cut(text, int) RETURNS text LANGUAGE sql IMMUTABLE "
                                                  "AS $$ SELECT left($1, 1) $$;";
  World own(schema + "CREATE OPERATOR + (FUNCTION = cut, LEFTARG = text, RIGHTARG = int);"
                     "CREATE OPERATOR ~~ (FUNCTION = any_text, LEFTARG = int, RIGHTARG = text);");
  expectAll(own, {{"SELECT * FROM cards WHERE owner + 0 = $1", "cards: open"},
                  {"SELECT * FROM cards WHERE owner = $1::text + 0", "cards: open"},
                  {"SELECT n.* FROM notes n LEFT JOIN cards c ON c.id = n.id WHERE c.n LIKE 'x'::text AND c.n IS NULL "
                   "AND c.owner = $1",
                   "notes: open, cards: closed"}});
  EXPECT_EQ(World(schema).verdicts("SELECT * FROM notes WHERE user_id + 0 = $1"), "notes: closed");
}

/// A column of the types that cut silently, beside a text.
TEST(IsolationTypes, aNameTiesNoText) {
  World world("CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE NOT NULL);"
              "CREATE TABLE mails (id int PRIMARY KEY, owner text NOT NULL REFERENCES users (email));"
              "CREATE TABLE names (n name, c \"char\", v varchar);"
              "CREATE FUNCTION named() RETURNS SETOF name LANGUAGE sql STABLE AS $$ SELECT n FROM names $$;");
  for (const char *open :
       {"JOIN names ON n = m.owner WHERE n = $1", "JOIN names ON c = m.owner WHERE c = $1",
        "WHERE owner IN (SELECT n FROM names WHERE n = $1)", "JOIN named() k ON k = m.owner WHERE k = $1"})
    EXPECT_EQ(world.verdicts("SELECT m.* FROM mails m " + std::string(open)), "mails: open") << open;
  for (const char *closed : {"JOIN names ON v = m.owner WHERE v = $1", "WHERE owner = current_user",
                             "WHERE owner = coalesce(current_setting('app.user'), current_user) AND owner = $1"})
    EXPECT_EQ(world.verdicts("SELECT m.* FROM mails m " + std::string(closed)), "mails: closed") << closed;
}

/// The branches of a set operation are compared as one type makes them.
TEST(IsolationTypes, whatIsLookedForInBranchesOfTwoTypes) {
  World world("CREATE TABLE users (id bigint PRIMARY KEY);"
              "CREATE TABLE orders (id int PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));"
              "CREATE TABLE loose (f float8, n bigint);");
  expectAll(
      world,
      {{"SELECT 1 WHERE $1 IN (SELECT user_id FROM orders UNION SELECT f FROM loose)", "orders: open"},
       {"SELECT 1 WHERE $1 IN (SELECT user_id FROM orders UNION ALL SELECT f FROM loose WHERE false)", "orders: open"},
       {"SELECT u FROM (SELECT user_id AS u FROM orders INTERSECT SELECT f FROM loose) t WHERE u = $1", "orders: open"},
       {"SELECT 1 WHERE $1 IN (SELECT user_id FROM orders UNION SELECT n FROM loose)", "orders: closed"},
       {"SELECT u FROM (SELECT user_id AS u FROM orders UNION SELECT n FROM loose) t WHERE u = $1", "orders: closed"}});
}

} // namespace pgtidy::analysis
