// What names one user: the value of a parameter, what functions and operators make of it, and several values together.
#include "isolation_support.h"

#include "gtest/gtest.h"

namespace pgtidy::analysis {
namespace {

constexpr const char *Users = "CREATE TABLE users (id bigint PRIMARY KEY, email text UNIQUE, name text);"
                              "CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users);";

} // namespace

TEST(IsolationNames, aCastOrACollationInAnArgumentMakesAnotherValue) {
  World world(Users);
  expectAll(
      world,
      {{"SELECT * FROM users WHERE email = lower($1 COLLATE \"C\")", "users: closed"},
       {"SELECT * FROM users WHERE email = lower($1 COLLATE \"C\") OR email = lower($1)", "users: open"},
       {"SELECT * FROM users WHERE email = upper(trim($1 COLLATE \"C\")) OR email = upper(trim($1))", "users: open"},
       {"SELECT * FROM users WHERE email = lower($1::text::numeric::text) OR email = lower($1::text)", "users: open"},
       {"SELECT * FROM users WHERE email = md5($1::varchar) OR email = md5($1::text)", "users: closed"},
       {"SELECT * FROM users WHERE email = lower((SELECT $1::text)) OR email = lower($1)", "users: closed"},
       {"SELECT * FROM users WHERE email = $1 COLLATE \"C\" OR email = $1", "users: closed"},
       {"SELECT * FROM users WHERE email = $1::text::numeric::text OR email = $1::text", "users: open"},
       {"SELECT * FROM users WHERE email = $1::varchar::text OR email = $1::text", "users: closed"},
       {"SELECT o.* FROM orders o, orders p WHERE o.user_id = $1::int AND p.user_id = $1::bigint",
        "orders: closed, orders: closed"}});
}

TEST(IsolationNames, aCastToAColumnsOwnTypeChangesNothing) {
  World world("CREATE TABLE users (id bigint PRIMARY KEY, code char(3) UNIQUE, nick varchar(8) UNIQUE);"
              "CREATE TABLE cards (id bigint PRIMARY KEY, code char(3) NOT NULL REFERENCES users (code));");
  expectAll(world, {{"SELECT * FROM users WHERE code::char(3) = $1", "users: closed"},
                    {"SELECT * FROM cards WHERE code::character(3) = $1", "cards: closed"},
                    {"SELECT * FROM cards WHERE code::char(2) = $1", "cards: open"},
                    {"SELECT * FROM users WHERE nick::varchar(8) = $1", "users: closed"},
                    {"SELECT * FROM users WHERE nick::varchar(7) = $1", "users: open"},
                    {"SELECT * FROM users WHERE nick::char(8) = $1", "users: open"}});
}

TEST(IsolationNames, membersOfJsonAreAsTheTypeHasThem) {
  World world(Users);
  expectAll(
      world,
      {{"SELECT * FROM users WHERE email = ($1::json)->>'a'", "users: closed"},
       {"SELECT * FROM users WHERE email = ($1::json)->>'a' OR email = ($1::jsonb)->>'a'", "users: open"},
       {"SELECT * FROM users WHERE email = ($1::jsonb)->>'a' OR email = ($1::jsonb)->>'a'::text", "users: closed"},
       {"SELECT * FROM users WHERE email = ($1::jsonb->'a')::text OR email = $1::jsonb->>'a'", "users: open"},
       // as a number or a UUID it is one
       {"SELECT * FROM users WHERE id = ($1::json->>'a')::int OR id = ($1::jsonb->>'a')::bigint", "users: closed"},
       {"SELECT * FROM users WHERE id = ($1::json->>'a')::int OR id = ($1::jsonb->>'b')::int", "users: open"},
       {"SELECT * FROM users WHERE email = ($1::json->>'a')::text OR email = ($1::jsonb->>'a')::text", "users: open"}});
}

TEST(IsolationNames, aClaimOfJsonAndOfJsonbIsOneUser) {
  World world("CREATE TABLE users (id uuid PRIMARY KEY);"
              "CREATE TABLE notes (id int PRIMARY KEY, user_id uuid NOT NULL REFERENCES users (id));"
              "CREATE TABLE memos (id int PRIMARY KEY, user_id uuid NOT NULL REFERENCES users (id));"
              "ALTER TABLE memos ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"
              "CREATE POLICY own ON memos USING (user_id = (current_setting('request.jwt.claims', true)::jsonb ->> "
              "'sub')::uuid);");
  expectAll(world, {{"SELECT m.* FROM notes n, memos m WHERE n.user_id = (current_setting('request.jwt.claims', "
                     "true)::json ->> 'sub')::uuid",
                     "notes: closed, memos: closed"},
                    {"SELECT m.* FROM notes n, memos m WHERE n.user_id = (current_setting('request.jwt.claims', "
                     "true)::json ->> 'id')::uuid",
                     "notes: closed, memos: open"}});
}

TEST(IsolationNames, anOperatorOfTheSchemaIsNotPostgresOwn) {
  World world(std::string(Users) +
              "CREATE FUNCTION ge(a varchar, b text) RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT b $$;"
              "CREATE OPERATOR ->> (LEFTARG = varchar, RIGHTARG = text, FUNCTION = ge);"
              "CREATE FUNCTION less(a bigint, b text) RETURNS int LANGUAGE sql AS $$ SELECT 0 $$;"
              "CREATE OPERATOR - (LEFTARG = bigint, RIGHTARG = text, FUNCTION = less);");
  expectAll(world, {{"SELECT * FROM users WHERE email = $1::varchar ->> 'x'::text", "users: open"},
                    {"SELECT * FROM users WHERE email = $1::jsonb ->> 'x'", "users: closed"},
                    {"SELECT * FROM users WHERE email = $1::jsonb OPERATOR(pg_catalog.->>) 'x'::text", "users: closed"},
                    {"SELECT * FROM orders WHERE user_id - $1::text = 0", "orders: open"},
                    {"SELECT * FROM orders WHERE user_id - $1::bigint = 0", "orders: closed"}});
}

TEST(IsolationNames, aColumnBeforeAnUnknownStarKeepsItsPlace) {
  World world(std::string(Shop) + "CREATE TABLE kept (LIKE orders); ALTER TABLE kept ADD FOREIGN KEY (user_id) "
                                  "REFERENCES users (id);");
  expectAll(
      world,
      {{"SELECT * FROM (SELECT n.*, j.* FROM settings n, json_to_recordset($2) AS j(x int)) q (user_id, t) WHERE "
        "user_id = $1",
        "settings: closed"},
       {"SELECT * FROM (SELECT j.*, n.* FROM settings n, json_to_recordset($2) AS j(x int)) q (user_id, t) WHERE "
        "user_id = $1",
        "settings: open"},
       {"SELECT * FROM (SELECT n.*, j.*, m.* FROM products n, json_to_recordset($2) AS j(x int), settings m) q (a, b, "
        "c, user_id) WHERE user_id = $1",
        "settings: open"},
       {"WITH q (x, user_id) AS (SELECT j.*, n.* FROM settings n, json_to_recordset($2) AS j(x int)) SELECT * FROM "
        "(SELECT * FROM q) r WHERE r.user_id = $1",
        "settings: open"},
       {"WITH q (user_id) AS (SELECT n.*, j.* FROM settings n, json_to_recordset($2) AS j(x int)) SELECT * FROM "
        "(SELECT * FROM q) r WHERE r.user_id = $1",
        "settings: closed"},
       // RETURNING * goes on by its places
       {"WITH d AS (DELETE FROM orders WHERE user_id = $1 RETURNING *) INSERT INTO kept SELECT * FROM d",
        "orders: closed, kept: closed"},
       {"WITH d AS (DELETE FROM orders o USING users u WHERE u.id = o.user_id AND u.id = $1 RETURNING o.*) INSERT INTO "
        "kept SELECT * FROM d",
        "orders: closed, users: closed, kept: closed"},
       {"WITH d AS (DELETE FROM orders WHERE user_id = $1 RETURNING user_id, id, status, total) INSERT INTO kept "
        "SELECT * FROM d",
        "orders: closed, kept: open"}});
}

TEST(IsolationNames, aNameThatTheStatementGivesItselfNamesNobody) {
  World world("CREATE TABLE tenants (id bigint PRIMARY KEY, slug text NOT NULL UNIQUE, name text);"
              "CREATE TABLE users (id bigint PRIMARY KEY, tenant_id bigint NOT NULL REFERENCES tenants (id),"
              "                    email text NOT NULL, UNIQUE (tenant_id, email));");
  const std::string of = "SELECT u.* FROM users u JOIN x ON x.id = u.tenant_id WHERE x.slug = $1 AND u.email = $2";
  const std::pair<std::string, const char *> cases[] = {
      {"SELECT id, slug FROM tenants", "users: closed"},
      {"INSERT INTO tenants (id, slug) VALUES ((SELECT max(id) FROM tenants), $1) ON CONFLICT (id) DO UPDATE SET slug "
       "= EXCLUDED.slug RETURNING "
       "id, slug",
       "users: open"},
      {"INSERT INTO tenants (id, slug) VALUES ((SELECT max(id) FROM tenants), $1) ON CONFLICT (id) DO UPDATE SET slug "
       "= EXCLUDED.slug RETURNING "
       "id, coalesce(slug, '') AS slug",
       "users: open"},
      {"UPDATE tenants SET slug = $1 WHERE name = 'n' RETURNING *", "users: open"},
      {"UPDATE tenants SET name = 'x' WHERE name = 'n' RETURNING id, slug", "users: closed"},
      {"INSERT INTO tenants (id, slug) VALUES (1, $1) ON CONFLICT (slug) DO UPDATE SET name = 'x' RETURNING id, slug",
       "users: closed"}};
  for (const auto &[cte, verdicts] : cases)
    EXPECT_EQ(world.verdicts("WITH x AS (" + cte + ") " + of), verdicts) << cte;
}

TEST(IsolationNames, ofUsersWithAJointKeyAnOwnerColumnNamesNobodyAlone) {
  const std::string schema =
      "CREATE TABLE users (tenant_id bigint, id bigint, email text, PRIMARY KEY (tenant_id, id));"
      "CREATE TABLE notes (id bigint PRIMARY KEY, tenant_id bigint, user_id bigint, body text);"
      "CREATE TABLE memos (id bigint PRIMARY KEY, user_id bigint, body text);";
  World world(schema);
  expectAll(world, {{"SELECT * FROM notes WHERE user_id = $1", "notes: open"},
                    {"SELECT * FROM notes WHERE tenant_id = $1", "notes: open"},
                    {"SELECT * FROM notes", "notes: open"},
                    {"SELECT * FROM notes WHERE tenant_id = $1 AND user_id = $2", "notes: closed"},
                    {"SELECT n.* FROM notes n JOIN users u ON (u.tenant_id, u.id) = (n.tenant_id, n.user_id) WHERE "
                     "u.tenant_id = $1 AND u.id = $2",
                     "notes: closed, users: closed"},
                    {"SELECT n.* FROM notes n JOIN users u ON u.id = n.user_id WHERE u.tenant_id = $1 AND u.id = $2",
                     "notes: open, users: closed"},
                    {"INSERT INTO notes (tenant_id, user_id) VALUES ($1, $2)", "notes: closed"},
                    {"UPDATE notes SET tenant_id = $3 WHERE tenant_id = $1 AND user_id = $2", "notes: change"},
                    {"DELETE FROM notes WHERE user_id = $1", "notes: open"},
                    // a row may be any of several users'
                    {"SELECT * FROM memos", "memos: open"},
                    {"SELECT * FROM memos WHERE user_id = $1", "memos: open"}});
  EXPECT_EQ(world.judgeAll("SELECT * FROM memos WHERE user_id = $1").at(0).reason,
            "`memos.user_id` alone says not whose a row is: users of `users` are named by several columns together, "
            "and `memos` has not all of them");
  UserModel model;
  model.ownerColumns = {"user_id"};
  model.ownerColumnsConfigured = true;
  World configured(schema, model);
  expectAll(configured, {{"SELECT * FROM memos WHERE user_id = $1", "memos: closed"}});
  World beside(schema + "CREATE TABLE accounts (id bigint PRIMARY KEY);");
  expectAll(beside, {{"SELECT * FROM memos WHERE user_id = $1", "memos: closed"}});
}

TEST(IsolationNames, aPartitionMayHaveUniqueColumnsOfItsOwn) {
  World world("CREATE TABLE users (id bigint, region int, email text, login text, PRIMARY KEY (id, region))"
              "  PARTITION BY LIST (region);"
              "CREATE TABLE users_1 PARTITION OF users FOR VALUES IN (1);"
              "CREATE TABLE users_2 PARTITION OF users FOR VALUES IN (2);"
              "CREATE UNIQUE INDEX ON users_1 (email); CREATE UNIQUE INDEX ON users_2 (email);"
              "CREATE UNIQUE INDEX ON users_1 (region, login);");
  expectAll(world, {{"SELECT * FROM users_1 WHERE email = $1", "users_1: closed"},
                    {"SELECT * FROM users WHERE email = $1", "users: open"},
                    {"SELECT * FROM users_1 WHERE region = $1 AND login = $2", "users_1: closed"},
                    {"SELECT * FROM users_2 WHERE region = $1 AND login = $2", "users_2: open"},
                    {"SELECT * FROM users_1 WHERE id = $1", "users_1: open"},
                    {"SELECT * FROM users_1 a, users_2 b WHERE a.email = $1 AND b.email = $1",
                     "users_1: closed, users_2: open"}});
}

TEST(IsolationNames, aSecretThatStandsInTheTextNamesNobody) {
  World world("CREATE TABLE users (id bigint PRIMARY KEY);"
              "CREATE TABLE sessions (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users,"
              "                       token text NOT NULL, ip text NOT NULL, UNIQUE (token, ip));");
  expectAll(world, {{"SELECT * FROM sessions WHERE token = $1 AND ip = $2", "sessions: closed"},
                    {"SELECT * FROM sessions WHERE token = $1 AND ip = '::1'", "sessions: closed"},
                    {"SELECT * FROM sessions WHERE token = 't' AND ip = $2", "sessions: open"},
                    {"SELECT * FROM sessions WHERE token = 't' AND ip = '::1'", "sessions: constant"}});
}

TEST(IsolationNames, aConstantMayNameTheTenant) {
  World world("CREATE TABLE tenants (id bigint PRIMARY KEY, slug text NOT NULL UNIQUE, name text);"
              "CREATE TABLE users (id bigint PRIMARY KEY, tenant_id bigint NOT NULL REFERENCES tenants (id),"
              "                    email text NOT NULL, UNIQUE (tenant_id, email));");
  expectAll(
      world,
      {{"SELECT u.* FROM users u JOIN tenants t ON t.id = u.tenant_id WHERE t.slug = 'acme' AND u.email = $1",
        "users: closed"},
       {"SELECT * FROM users WHERE tenant_id = (SELECT id FROM tenants WHERE slug = 'acme') AND email = $1",
        "users: closed"},
       {"SELECT u.* FROM users u JOIN tenants t ON t.id = u.tenant_id WHERE t.slug = 'acme' AND u.email = 'x'",
        "users: constant"},
       {"SELECT u.* FROM users u JOIN tenants t ON t.id = u.tenant_id WHERE t.slug = 'acme'", "users: open"},
       {"SELECT u.* FROM users u JOIN tenants t ON t.id = u.id WHERE t.slug = 'acme'", "users: open"},
       {"SELECT u.* FROM users u JOIN tenants t ON t.id = u.tenant_id WHERE t.name = 'acme' AND u.email = $1",
        "users: open"},
       {"SELECT u.* FROM users u JOIN tenants t ON t.id = u.tenant_id WHERE t.slug IN ('a', 'b') AND u.email = $1",
        "users: open"},
       {"SELECT * FROM users WHERE tenant_id = 1 AND email = $1 UNION SELECT * FROM users WHERE tenant_id = '1' AND "
        "email = $1",
        "users: closed, users: closed"},
       {"SELECT * FROM users WHERE email = $1 AND (tenant_id = 1 OR tenant_id = '2')", "users: open"},
       {"SELECT * FROM users WHERE email = $1 AND (tenant_id = 1 OR tenant_id = '01')", "users: open"}});
}

} // namespace pgtidy::analysis
