#include "catalog_fixture.h"

#include <gtest/gtest.h>

namespace pgtidy::sql {
namespace {

const std::string Users = "CREATE TABLE users (id bigint PRIMARY KEY, email text);\n";

TEST(CatalogIndex, uniqueIndexIsAKey) {
  Schema s = schemaOf(Users + "CREATE UNIQUE INDEX CONCURRENTLY i ON users (email)");
  EXPECT_EQ(keys(s.table("public.users")), "users_pkey(id)! i(email)");
  EXPECT_EQ(s.table("public.users").indexes.at(0).method, "btree");
}

TEST(CatalogIndex, partialOrExpressionIndexIsNoKey) {
  Schema s = schemaOf(Users + "CREATE UNIQUE INDEX i ON users (email) WHERE id > 1;"
                              "CREATE UNIQUE INDEX j ON users (lower(email))");
  EXPECT_EQ(keys(s.table("public.users")), "users_pkey(id)!");
  EXPECT_TRUE(s.table("public.users").indexes.at(0).partial);
  EXPECT_EQ(s.table("public.users").indexes.at(1).columns, (std::vector<std::string>{""}));
}

TEST(CatalogIndex, ofAPartitionedTableAloneIsAKeyOnceItIsAttached) {
  const std::string parted = "CREATE TABLE users (id bigint, email text) PARTITION BY LIST (id);"
                             "CREATE TABLE users_1 PARTITION OF users FOR VALUES IN (1);"
                             "CREATE UNIQUE INDEX i ON ONLY users (id, email);";
  EXPECT_EQ(keys(schemaOf(parted).table("public.users")), "");
  EXPECT_EQ(keys(schemaOf(parted + "CREATE UNIQUE INDEX j ON users_1 (id, email); ALTER INDEX i ATTACH PARTITION j")
                     .table("public.users")),
            "i(id,email)");
}

TEST(CatalogIndex, ofOnlyAPartitionedTableIsNoKeyWhileAPartitionHasNone) {
  const std::string parted = "CREATE TABLE users (id bigint, email text) PARTITION BY LIST (id);"
                             "CREATE TABLE users_1 PARTITION OF users FOR VALUES IN (1);"
                             "CREATE TABLE users_2 PARTITION OF users FOR VALUES IN (2) PARTITION BY LIST (email);"
                             "CREATE TABLE users_2a PARTITION OF users_2 FOR VALUES IN ('a');"
                             "ALTER TABLE ONLY users ADD CONSTRAINT k UNIQUE (id, email);"
                             "ALTER TABLE ONLY users_1 ADD CONSTRAINT k1 UNIQUE (id, email);"
                             "ALTER TABLE ONLY users_2 ADD CONSTRAINT k2 UNIQUE (id, email);";
  const std::string first = "ALTER INDEX k ATTACH PARTITION k1;", second = "ALTER INDEX k ATTACH PARTITION k2;",
                    leaf = "CREATE UNIQUE INDEX k2a ON users_2a (id, email); ALTER INDEX k2 ATTACH PARTITION k2a;";
  EXPECT_EQ(keys(schemaOf(parted).table("public.users")), "");
  EXPECT_EQ(keys(schemaOf(parted + first + second).table("public.users")), "");
  EXPECT_EQ(keys(schemaOf(parted + first + leaf).table("public.users")), "");
  EXPECT_EQ(keys(schemaOf(parted + first + second + leaf).table("public.users")), "k(id,email)");
  EXPECT_EQ(keys(schemaOf(parted + leaf + second + first).table("public.users")), "k(id,email)");
}

TEST(CatalogIndex, ofOnlyAPartitionedTableWithoutPartitionsIsAKey) {
  EXPECT_EQ(keys(schemaOf("CREATE TABLE users (id bigint, email text) PARTITION BY LIST (id);"
                          "ALTER TABLE ONLY users ADD CONSTRAINT k UNIQUE (id, email)")
                     .table("public.users")),
            "k(id,email)");
}

TEST(CatalogIndex, finishingTwiceChangesNothing) {
  Schema s = schemaOf(Users + "CREATE UNIQUE INDEX i ON users (email)");
  finish(s.catalog);
  EXPECT_EQ(keys(s.table("public.users")), "users_pkey(id)! i(email)");
}

TEST(CatalogPolicy, policyHasCommandRolesAndConditions) {
  Schema s =
      schemaOf(Users + "CREATE POLICY p ON users AS RESTRICTIVE FOR UPDATE TO app, CURRENT_USER USING (id = 1) WITH "
                       "CHECK (id = 2)");
  const Policy &p = s.table("public.users").policies.at(0);
  EXPECT_EQ(p.command, "update");
  EXPECT_FALSE(p.permissive);
  EXPECT_EQ(join(p.roles), "app,current_user");
  ASSERT_TRUE(p.usingExpr && p.checkExpr);
  EXPECT_EQ(p.usingExpr->args.at(1)->value, "1");
}

TEST(CatalogPolicy, defaultsAreForAllAndPermissive) {
  Schema s = schemaOf(Users + "CREATE POLICY p ON users USING (true)");
  const Policy &p = s.table("public.users").policies.at(0);
  EXPECT_EQ(p.command, "all");
  EXPECT_TRUE(p.permissive);
  EXPECT_EQ(join(p.roles), "public");
  EXPECT_FALSE(p.checkExpr);
}

TEST(CatalogPolicy, alteredPolicyKeepsWhatIsNotNamed) {
  Schema s =
      schemaOf(Users + "CREATE POLICY p ON users FOR ALL TO app USING (id = 1); ALTER POLICY p ON users USING (id = "
                       "2); ALTER POLICY p ON users RENAME TO q");
  const Policy &p = s.table("public.users").policies.at(0);
  EXPECT_EQ(p.name, "q");
  EXPECT_EQ(join(p.roles), "app");
  EXPECT_EQ(p.usingExpr->args.at(1)->value, "2");
}

TEST(CatalogPolicy, droppedPolicyIsGone) {
  EXPECT_TRUE(schemaOf(Users + "CREATE POLICY p ON users USING (true); DROP POLICY p ON users")
                  .table("public.users")
                  .policies.empty());
  EXPECT_EQ(schemaOf(Users + "DROP POLICY p ON users").problems.size(), 1u);
  EXPECT_TRUE(schemaOf(Users + "DROP POLICY IF EXISTS p ON users").problems.empty());
}

TEST(CatalogView, viewHasQueryNamesAndOptions) {
  Schema s =
      schemaOf(Users + "CREATE VIEW v (uid, mail) WITH (security_invoker, security_barrier = off) AS SELECT id, email "
                       "FROM users");
  const Table &v = s.table("public.v");
  EXPECT_EQ(v.kind, RelationKind::View);
  EXPECT_EQ(join(v.viewColumns), "uid,mail");
  EXPECT_EQ(columns(v), "uid int8, mail text");
  EXPECT_TRUE(v.securityInvoker);
  EXPECT_FALSE(v.securityBarrier);
  EXPECT_EQ(v.view->from.at(0)->table.name, "users");
}

TEST(CatalogView, columnsComeThroughJoinsSubqueriesAndCtes) {
  Schema s =
      schemaOf(Users + "CREATE VIEW v AS WITH c AS (SELECT id AS cid FROM users) SELECT s.*, c.cid, b.email FROM "
                       "(SELECT id FROM users) s JOIN c ON true JOIN users b ON true");
  EXPECT_EQ(columns(s.table("public.v")), "id int8, cid int8, email text");
}

TEST(CatalogView, optionsChangeLater) {
  std::string text = Users + "CREATE VIEW v AS SELECT 1; ALTER VIEW v SET (security_invoker = true);";
  EXPECT_TRUE(schemaOf(text).table("public.v").securityInvoker);
  EXPECT_FALSE(schemaOf(text + "ALTER VIEW v RESET (security_invoker)").table("public.v").securityInvoker);
}

TEST(CatalogView, orReplaceReplaces) {
  Schema s = schemaOf(Users +
                      "CREATE VIEW v AS SELECT id FROM users; CREATE OR REPLACE VIEW v AS SELECT id, email FROM users");
  EXPECT_EQ(columns(s.table("public.v")), "id int8, email text");
  EXPECT_TRUE(s.problems.empty());
}

TEST(CatalogView, materializedViewIsMarked) {
  Schema s = schemaOf(Users + "CREATE MATERIALIZED VIEW m AS SELECT id FROM users WITH NO DATA");
  EXPECT_EQ(s.table("public.m").kind, RelationKind::MaterializedView);
  EXPECT_TRUE(s.table("public.m").view);
}

TEST(CatalogFunction, functionHasArgumentsBodyAndSecurity) {
  Schema s =
      schemaOf("CREATE FUNCTION app.f(a int, OUT b text, VARIADIC c text[]) RETURNS text LANGUAGE plpgsql SECURITY "
               "DEFINER SET search_path = '' AS $f$ BEGIN; END $f$");
  const Function &f = s.catalog.functions.at(0);
  EXPECT_EQ(f.schema, "app");
  EXPECT_EQ(join(f.argumentNames), "a,c");
  EXPECT_EQ(join(f.argumentTypes), "int4,text[]");
  EXPECT_EQ(join(f.outputNames) + " " + join(f.outputTypes), "b text");
  EXPECT_EQ(f.returns, "text");
  EXPECT_EQ(f.language, "plpgsql");
  EXPECT_EQ(f.body, " BEGIN; END ");
  EXPECT_TRUE(f.securityDefiner);
  EXPECT_TRUE(f.setsSearchPath);
}

TEST(CatalogFunction, columnsOfATableHaveTheirTypes) {
  Schema s = schemaOf("CREATE FUNCTION f(INOUT a int) RETURNS int LANGUAGE sql AS 'SELECT 1';"
                      "CREATE FUNCTION g(i int) RETURNS TABLE (a float8, b char(3)) LANGUAGE sql AS 'SELECT 1, 2'");
  EXPECT_EQ(join(s.catalog.functions.at(0).outputTypes), "int4");
  EXPECT_EQ(join(s.catalog.functions.at(1).outputNames), "a,b");
  EXPECT_EQ(join(s.catalog.functions.at(1).outputTypes), "float8,bpchar");
  EXPECT_FALSE(s.catalog.functions.at(1).outBeforeInput);
}

TEST(CatalogFunction, bodyMayBeWrittenAsSql) {
  Schema s =
      schemaOf("CREATE FUNCTION f(a int) RETURNS int BEGIN ATOMIC SELECT CASE WHEN a > 1 THEN 2 END; SELECT 3; END;"
               "CREATE TABLE t (x int)");
  EXPECT_TRUE(s.problems.empty());
  EXPECT_EQ(s.catalog.functions.at(0).language, "sql");
  EXPECT_EQ(s.catalog.functions.at(0).body, " SELECT CASE WHEN a > 1 THEN 2 END; SELECT 3; ");
  EXPECT_TRUE(s.has("public.t"));
  s = schemaOf("CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql RETURN (SELECT max(x) FROM t WHERE x = a);");
  EXPECT_EQ(s.catalog.functions.at(0).body, "SELECT (SELECT max(x) FROM t WHERE x = a)");
}

TEST(CatalogFunction, orReplaceReplacesTheSameArguments) {
  Schema s = schemaOf("CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';"
                      "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 2';");
  ASSERT_EQ(s.catalog.functions.size(), 1u);
  EXPECT_EQ(s.catalog.functions.at(0).body, "SELECT 2");
}

TEST(CatalogFunction, alteredFunctionBecomesDefiner) {
  Schema s = schemaOf("CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';"
                      "ALTER FUNCTION f(int) SECURITY DEFINER SET search_path = ''");
  EXPECT_TRUE(s.catalog.functions.at(0).securityDefiner);
  EXPECT_TRUE(s.catalog.functions.at(0).setsSearchPath);
}

TEST(CatalogTrigger, triggerHasItsEvents) {
  Schema s =
      schemaOf(Users + "CREATE TRIGGER t BEFORE INSERT OR UPDATE OF email OR DELETE ON users FOR EACH ROW EXECUTE "
                       "PROCEDURE app.f()");
  ASSERT_EQ(s.catalog.triggers.size(), 1u);
  EXPECT_EQ(join(s.catalog.triggers.at(0).events), "insert,delete,update");
  EXPECT_EQ(s.catalog.triggers.at(0).function, "app.f");
  EXPECT_EQ(s.catalog.triggers.at(0).schema, "public");
}

TEST(CatalogType, enumValuesAreAddedInPlaceAndRenamed) {
  Schema s = schemaOf("CREATE TYPE role AS ENUM ('a', 'c'); ALTER TYPE role ADD VALUE 'b' BEFORE 'c';"
                      "ALTER TYPE role ADD VALUE 'b2' AFTER 'b'; ALTER TYPE role ADD VALUE IF NOT EXISTS 'd';"
                      "ALTER TYPE role RENAME VALUE 'a' TO 'z'; ALTER TYPE role RENAME TO kind");
  EXPECT_EQ(join(s.catalog.enums["public.kind"]), "z,b,b2,c,d");
}

TEST(CatalogType, droppedEnumIsGone) {
  EXPECT_TRUE(schemaOf("CREATE TYPE role AS ENUM ('a'); DROP TYPE role").catalog.enums.empty());
}

TEST(CatalogTrigger, conditionIsKeptAsWritten) {
  Schema schema = schemaOf("CREATE TABLE t (id int, n int); CREATE TRIGGER a BEFORE UPDATE ON t FOR EACH ROW WHEN ( "
                           "(NEW.n > f(')')) /* ) */ "
                           "AND true) EXECUTE FUNCTION g(); CREATE TRIGGER b AFTER DELETE ON t EXECUTE FUNCTION g();");
  ASSERT_EQ(schema.catalog.triggers.size(), 2u);
  EXPECT_EQ(schema.catalog.triggers[0].when, " (NEW.n > f(')')) /* ) */ AND true");
  EXPECT_EQ(schema.catalog.triggers[1].when, "");
}

TEST(CatalogType, defaultOfADomainIsItsColumns) {
  Schema schema =
      schemaOf("CREATE SCHEMA app; CREATE DOMAIN a AS int DEFAULT f(1); CREATE DOMAIN b AS a; CREATE DOMAIN c AS "
               "a DEFAULT 2; CREATE DOMAIN app.d AS int; ALTER DOMAIN app.d SET DEFAULT 3; CREATE DOMAIN e AS "
               "a; ALTER DOMAIN e DROP DEFAULT; ALTER DOMAIN a SET DEFAULT 4; CREATE TABLE t (a a, b b, c c, d "
               "app.d, e e, own a DEFAULT 5, plain int, g a GENERATED ALWAYS AS (1) STORED);");
  const Table &table = schema.table("public.t");
  auto defaultOf = [&](const char *column) {
    std::optional<std::string_view> text = schema.catalog.defaultOf(*table.column(column));
    return text ? std::string(*text) : "none";
  };
  EXPECT_EQ(defaultOf("a"), "4");
  EXPECT_EQ(defaultOf("b"), "f(1)"); // as it was when the domain was made
  EXPECT_EQ(defaultOf("c"), "2");
  EXPECT_EQ(defaultOf("d"), "3");
  EXPECT_EQ(defaultOf("e"), "none");
  EXPECT_EQ(defaultOf("own"), "5");
  EXPECT_EQ(defaultOf("plain"), "none");
  EXPECT_EQ(defaultOf("g"), "");
}

TEST(CatalogDo, guardedDefinitionsAreApplied) {
  Schema s =
      schemaOf(Users + "DO $$ DECLARE n int; BEGIN\n IF NOT EXISTS (SELECT 1 FROM pg_type) THEN CREATE TYPE role AS "
                       "ENUM ('a;'); END IF; ALTER TABLE users ADD COLUMN r text; EXCEPTION WHEN OTHERS THEN NULL; "
                       "END $$; CREATE TABLE t (x int)");
  EXPECT_EQ(s.problem(), "");
  EXPECT_EQ(join(s.catalog.enums["public.role"]), "a;");
  EXPECT_EQ(columns(s.table("public.users")), "id int8 NN, email text, r text");
  EXPECT_TRUE(s.has("public.t"));
}

TEST(CatalogDo, whatDoesNotFitInABlockIsNoProblem) {
  Schema s =
      schemaOf(Users + "DO $$ BEGIN CREATE TABLE users (x int); ALTER TABLE nothing ADD x int; CREATE nonsense; END "
                       "$$; ALTER TABLE absent ADD x int");
  EXPECT_EQ(s.problems.size(), 1u);
}

TEST(CatalogOther, dataAndRightsAreIgnored) {
  Schema s = schemaOf(
      Users + "INSERT INTO nothing VALUES (1); GRANT SELECT ON nothing TO x; COMMENT ON TABLE nothing IS 'x';"
              "CREATE EXTENSION pgcrypto; CREATE SEQUENCE q; CREATE DOMAIN d AS text; SELECT 1; BEGIN; COMMIT;");
  EXPECT_TRUE(s.problems.empty());
  EXPECT_EQ(s.catalog.tables().size(), 1u);
}

} // namespace
} // namespace pgtidy::sql
