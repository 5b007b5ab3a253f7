// What a statement does beyond its own text, where the oracle has no states for it: generated keys, keys that are not
// validated, functions that planning folds, search paths, functions that run texts, owners of tables.
#include "isolation_support.h"

#include "gtest/gtest.h"

namespace pgtidy::analysis {
namespace {

const std::string Users = "CREATE TABLE users (id int PRIMARY KEY, name text);\n";
const std::string Docs =
    Users + "CREATE TABLE docs (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int, tags int[]);\n";

struct Effect {
  std::string schema, sql;
  const char *verdicts;
};

const std::string Generated =
    Docs + "CREATE TABLE made (id int PRIMARY KEY, code int, m int, user_id int GENERATED ALWAYS AS (code) STORED "
           "REFERENCES users (id));\n"
           "CREATE TABLE kids (id int PRIMARY KEY, code int, m int, doc_id int GENERATED ALWAYS AS (code + 1) STORED "
           "REFERENCES docs (id));\n";

const Effect GeneratedKeys[] = {
    {Generated, "UPDATE made SET code = $2 WHERE user_id = $1", "made: change"},
    {Generated, "UPDATE made SET code = $1 WHERE user_id = $1", "made: closed"},
    {Generated, "UPDATE made SET m = $2 WHERE user_id = $1", "made: closed"},
    {Generated, "UPDATE kids SET code = 2 WHERE doc_id IN (SELECT id FROM docs WHERE user_id = $1)",
     "kids: change, docs: closed"},
    {Generated, "UPDATE kids SET m = 2 WHERE doc_id IN (SELECT id FROM docs WHERE user_id = $1)",
     "kids: closed, docs: closed"},
};

const std::string Tenants =
    "CREATE TABLE users (id int PRIMARY KEY);\n"
    "CREATE TABLE members (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), UNIQUE (user_id, id));\n"
    "CREATE TABLE tasks (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), assignee_id int);\n"
    "ALTER TABLE tasks ADD CONSTRAINT key FOREIGN KEY (user_id, assignee_id) REFERENCES members (user_id, id)";
const std::string Joined = "SELECT t.* FROM tasks t JOIN members m ON m.id = t.assignee_id WHERE m.user_id = $1";

const Effect Validity[] = {
    {Tenants + ";", Joined, "tasks: closed, members: closed"},
    {Tenants + " NOT VALID;", Joined, "tasks: open, members: closed"},
    {Tenants + " NOT VALID; ALTER TABLE tasks VALIDATE CONSTRAINT key;", Joined, "tasks: closed, members: closed"},
};

std::string me(const std::string &volatility) {
  return Docs + "CREATE FUNCTION me() RETURNS int LANGUAGE sql " + volatility +
         " AS $$ SELECT nullif(current_setting('app.user_id', true), '')::int $$;\n"
         "CREATE FUNCTION next(a int) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT a $$;\n"
         "CREATE FUNCTION again() RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT me() $$;\n";
}

const Effect Folded[] = {
    {me("STABLE"), "SELECT * FROM docs WHERE user_id = me()", "docs: closed"},
    {me("IMMUTABLE"), "SELECT * FROM docs WHERE user_id = me()", "docs: open"},
    {me("STABLE"), "SELECT * FROM docs WHERE user_id = again()", "docs: open"},
    {me("STABLE"), "SELECT * FROM docs WHERE user_id = next($1)", "docs: closed"},
};

const std::string Paths =
    Users + "CREATE SCHEMA other; CREATE TABLE docs (id int PRIMARY KEY, n int);\n"
            "CREATE TABLE other.docs (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id));\n"
            "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM docs $$;\n"
            "CREATE FUNCTION g() RETURNS bigint LANGUAGE sql STABLE AS $$ WITH docs AS (SELECT 1) SELECT count(*) FROM "
            "docs $$;\n";

const Effect SearchPaths[] = {
    {Paths, "SELECT f()", ""},
    {Paths + "ALTER FUNCTION f() SET search_path TO other, public;", "SELECT f()", "other.docs: open"},
    {Paths + "ALTER FUNCTION f() SET search_path TO public, other;", "SELECT f()", ""},
    {Paths + "ALTER FUNCTION g() SET search_path TO other;", "SELECT g()", ""},
    {Paths + "CREATE FUNCTION h() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN SET LOCAL search_path = other; RETURN "
             "(SELECT count(*) FROM docs); END $$;",
     "SELECT h()", "docs: undecided"},
    {Paths + "SET search_path = other; CREATE VIEW v AS SELECT * FROM docs; RESET search_path;",
     "SELECT * FROM other.v", "other.v: open"},
    {Paths + "CREATE VIEW v AS SELECT * FROM docs;", "SELECT * FROM v", ""},
};

const Effect Texts[] = {
    {Docs, "SELECT ts_rewrite('a'::tsquery, 'SELECT t, s FROM docs')", "docs: open"},
    {Docs, "SELECT ts_rewrite('a'::tsquery, 'b'::tsquery, 'c'::tsquery)", ""},
    {Docs, "SELECT schema_to_xml('public', true, true, '')", "public.docs: open"},
    {Docs, "SELECT schema_to_xml('other', true, true, '')", ""},
    {Docs, "SELECT database_to_xml(true, true, '')", "public.docs: open"},
    {Docs, "SELECT * FROM connectby('docs', 'id', 'n', '1', 0) AS t (a int, b int, c int)", "docs: open"},
    {Docs, "SELECT * FROM xpath_table('id', 'n', 'docs', '/a', 'true') AS t (a int, b text)", "docs: open"},
    {Docs, "SELECT cron.schedule('0 0 * * *', 'DELETE FROM docs')", ""},
};

const Effect Subscripts[] = {
    {Docs,
     "INSERT INTO docs (id, user_id) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET tags[(SELECT count(*) FROM docs)] = "
     "1 WHERE docs.user_id = $1",
     "docs: closed, docs: open"},
    {Docs,
     "INSERT INTO docs (id, user_id) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET tags[2] = 1 WHERE docs.user_id = $1",
     "docs: closed"},
};

const std::string Policy = "ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON t USING (user_id = "
                           "current_setting('app.user_id')::int);";
const std::string Table = "CREATE TABLE t (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id));\n";

const std::pair<std::string, const char *> Owners[] = {
    {Table, "t: closed"},
    {"SET ROLE web; " + Table + "RESET ROLE;", "t: open"},
    {"SET ROLE web; RESET ROLE; " + Table, "t: closed"},
    {"SET SESSION AUTHORIZATION web; " + Table, "t: open"},
    {"SET SESSION AUTHORIZATION web; SET ROLE other; RESET ROLE; " + Table, "t: open"},
    {"SET SESSION AUTHORIZATION web; SET SESSION AUTHORIZATION DEFAULT; " + Table, "t: closed"},
    {Table + "ALTER TABLE t OWNER TO dep; REASSIGN OWNED BY dep TO web;", "t: open"},
    {Table + "ALTER TABLE t OWNER TO dep; REASSIGN OWNED BY web TO dep;", "t: closed"},
    {Table + "ALTER TABLE t OWNER TO staff; ALTER GROUP staff ADD USER web;", "t: open"},
    {Table + "ALTER TABLE t OWNER TO staff; ALTER GROUP staff ADD USER web; ALTER GROUP staff DROP USER web;",
     "t: closed"},
};

template <size_t N> void expect(const Effect (&cases)[N]) {
  for (const Effect &one : cases)
    EXPECT_EQ(World(one.schema).verdicts(std::string_view(one.sql)), one.verdicts) << one.schema << "\n" << one.sql;
}

TEST(IsolationEffects, columnsChangeWithWhatTheyAreGeneratedFrom) { expect(GeneratedKeys); }
TEST(IsolationEffects, aKeyThatIsNotValidHoldsNothing) { expect(Validity); }
TEST(IsolationEffects, whatPlanningFoldsIsNotTheSession) { expect(Folded); }
TEST(IsolationEffects, namesAreLookedUpWhereTheFunctionSays) { expect(SearchPaths); }
TEST(IsolationEffects, functionsThatRunTextsAreFollowed) { expect(Texts); }
TEST(IsolationEffects, subscriptsOfWhatAConflictUpdatesAreRead) { expect(Subscripts); }

TEST(IsolationEffects, policiesDoNotBindWhoIsMadeToPassByThem) {
  const std::string schema = "CREATE TABLE users (id int PRIMARY KEY);"
                             "CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id));"
                             "ALTER TABLE orders ENABLE ROW LEVEL SECURITY;"
                             "CREATE POLICY own ON orders USING (user_id = current_setting('app.user_id')::int);";
  auto reason = [&](const std::string &role, const std::string &more = "") {
    UserModel model;
    model.role = role;
    return World(schema + more, model).judgeAll(std::string_view("SELECT * FROM orders")).at(0).reason;
  };
  EXPECT_EQ(reason("app"), "tied to current_setting('app.user_id')");
  EXPECT_EQ(reason("postgres", "CREATE ROLE postgres;"), "tied to current_setting('app.user_id')");
  const std::string open = "no condition ties `orders.user_id` to one user; its policies do not bind ";
  EXPECT_EQ(reason("postgres"), open + "`postgres`, which passes by them (BYPASSRLS)");
  EXPECT_EQ(reason("web", "CREATE ROLE web BYPASSRLS;"), open + "`web`, which passes by them (BYPASSRLS)");
  EXPECT_EQ(reason("app", "ALTER TABLE orders OWNER TO app;"),
            open + "`app`, whose table it is, without FORCE ROW LEVEL SECURITY");
  EXPECT_EQ(reason("app", "CREATE POLICY every ON orders USING (true);"),
            "no condition ties `orders.user_id` to one user; its policy `every` lets all rows through");
  EXPECT_EQ(reason("app", "ALTER TABLE orders RENAME TO kept; CREATE VIEW orders AS SELECT * FROM kept;"),
            "through the view `orders`: no condition ties `kept.user_id` to one user; its policies do not hold in the "
            "view `orders`, which reads with "
            "its owner's rights");
}

TEST(IsolationEffects, whoMakesATableOwnsIt) {
  UserModel model;
  model.role = "web";
  for (const auto &[schema, verdicts] : Owners)
    EXPECT_EQ(World(Users + schema + Policy, model).verdicts(std::string_view("SELECT * FROM t")), verdicts) << schema;
}

TEST(IsolationEffects, theElementsOfASchemaAreItsOwners) {
  UserModel model;
  model.role = "web";
  World world(Users + "CREATE SCHEMA s AUTHORIZATION web CREATE TABLE t (id int PRIMARY KEY, user_id int NOT NULL);\n"
                      "ALTER TABLE s.t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON s.t USING (user_id = "
                      "current_setting('app.user_id')::int);",
              model);
  EXPECT_EQ(world.verdicts(std::string_view("SELECT * FROM s.t")), "s.t: open");
}

} // namespace
} // namespace pgtidy::analysis
