#include "catalog_fixture.h"

#include <gtest/gtest.h>

namespace pgtidy::sql {
namespace {

const std::string Tables =
    "CREATE TABLE users (id bigint PRIMARY KEY, email text);\n"
    "CREATE TABLE notes (id int PRIMARY KEY, user_id bigint REFERENCES users (id), body text);\n";

Schema after(const std::string &change) { return schemaOf(Tables + change); }

TEST(CatalogAlter, columnsAreAddedAndDropped) {
  Schema s = after("ALTER TABLE notes ADD COLUMN a int NOT NULL DEFAULT 1, ADD b text, DROP COLUMN body");
  EXPECT_EQ(columns(s.table("public.notes")), "id int4 NN, user_id int8, a int4 NN, b text");
}

TEST(CatalogAlter, addIfNotExistsKeepsTheColumn) {
  Schema s = after("ALTER TABLE users ADD COLUMN IF NOT EXISTS email int");
  EXPECT_EQ(s.table("public.users").column("email")->type, "text");
  EXPECT_TRUE(s.problems.empty());
}

TEST(CatalogAlter, addedTwiceIsAProblem) {
  EXPECT_EQ(after("ALTER TABLE users ADD email int").problem(),
            "schema.sql:3:23: column \"email\" of relation \"users\" already exists; the statement is left out of the "
            "schema");
}

TEST(CatalogAlter, addedColumnMayReference) {
  Schema s = after("CREATE TABLE t (a int); ALTER TABLE t ADD u bigint REFERENCES users");
  EXPECT_EQ(foreignKeys(s.table("public.t")), "u -> public.users(id)");
}

TEST(CatalogAlter, droppedColumnTakesItsKeysWithIt) {
  Schema s = after("ALTER TABLE notes DROP COLUMN user_id");
  EXPECT_EQ(foreignKeys(s.table("public.notes")), "");
}

TEST(CatalogAlter, droppedReferencedColumnTakesForeignKeysWithIt) {
  Schema s = after("ALTER TABLE users DROP COLUMN id CASCADE");
  EXPECT_EQ(foreignKeys(s.table("public.notes")), "");
  EXPECT_EQ(keys(s.table("public.users")), "");
}

TEST(CatalogAlter, typeNullnessAndDefaultChange) {
  Schema s =
      after("ALTER TABLE users ALTER email TYPE varchar(9) USING email::varchar, ALTER email SET NOT NULL, ALTER "
            "email SET DEFAULT 'a,b'");
  const Column *email = s.table("public.users").column("email");
  EXPECT_EQ(email->type, "varchar");
  EXPECT_TRUE(email->notNull);
  EXPECT_EQ(email->defaultText, "'a,b'");
  s = after("ALTER TABLE users ALTER id DROP DEFAULT, ALTER email DROP NOT NULL");
  EXPECT_FALSE(s.table("public.users").column("email")->notNull);
  EXPECT_FALSE(s.table("public.users").column("id")->hasDefault);
}

TEST(CatalogAlter, secondDefaultIsItsOwn) {
  Schema s = after("ALTER TABLE notes ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE SET DEFAULT, ALTER id SET "
                   "DEFAULT 7, ALTER body SET DEFAULT 'b'");
  EXPECT_EQ(s.table("public.notes").column("id")->defaultText, "7");
  EXPECT_EQ(s.table("public.notes").column("body")->defaultText, "'b'");
}

TEST(CatalogAlter, renamedColumnIsRenamedInKeysOnBothSides) {
  Schema s = after("ALTER TABLE users RENAME COLUMN id TO uid; ALTER TABLE notes RENAME user_id TO owner_id");
  EXPECT_EQ(keys(s.table("public.users")), "users_pkey(uid)!");
  EXPECT_EQ(foreignKeys(s.table("public.notes")), "owner_id -> public.users(uid)");
}

TEST(CatalogAlter, renamedColumnIsRenamedInPolicies) {
  Schema s = after("CREATE POLICY p ON notes USING (user_id = 1); ALTER TABLE notes RENAME user_id TO owner_id");
  const Policy &policy = s.table("public.notes").policies.at(0);
  EXPECT_EQ(policy.usingExpr->args.at(0)->path, (std::vector<std::string>{"owner_id"}));
}

TEST(CatalogAlter, renamedTableIsFollowedByForeignKeysViewsAndTriggers) {
  Schema s = after("CREATE VIEW v AS SELECT id FROM users;"
                   "CREATE TRIGGER t AFTER DELETE ON users FOR EACH ROW EXECUTE FUNCTION f();"
                   "ALTER TABLE users RENAME TO accounts");
  EXPECT_FALSE(s.has("public.users"));
  EXPECT_EQ(foreignKeys(s.table("public.notes")), "user_id -> public.accounts(id)");
  EXPECT_EQ(s.table("public.v").view->from.at(0)->table.name, "accounts");
  EXPECT_EQ(s.catalog.triggers.at(0).table, "accounts");
}

TEST(CatalogAlter, tablesChangeTheirSchema) {
  Schema s = after("CREATE SCHEMA app; ALTER TABLE users SET SCHEMA app");
  EXPECT_TRUE(s.has("app.users"));
  EXPECT_EQ(foreignKeys(s.table("public.notes")), "user_id -> app.users(id)");
}

TEST(CatalogAlter, renamedSchemaTakesItsTablesAlong) {
  Schema s = schemaOf("CREATE SCHEMA a; CREATE TABLE a.t (x int); ALTER SCHEMA a RENAME TO b");
  EXPECT_TRUE(s.has("b.t"));
  EXPECT_FALSE(s.has("a.t"));
}

TEST(CatalogAlter, constraintsAreDroppedByTheNameThatPostgresGaveThem) {
  Schema s = after("ALTER TABLE notes DROP CONSTRAINT notes_user_id_fkey, DROP CONSTRAINT notes_pkey");
  EXPECT_EQ(foreignKeys(s.table("public.notes")), "");
  EXPECT_EQ(keys(s.table("public.notes")), "");
}

TEST(CatalogAlter, droppedKeyTakesForeignKeysWithIt) {
  EXPECT_EQ(foreignKeys(after("ALTER TABLE users DROP CONSTRAINT users_pkey CASCADE").table("public.notes")), "");
}

TEST(CatalogAlter, checkConstraintsComeAndGoSilently) {
  Schema s = after("ALTER TABLE notes ADD CONSTRAINT c CHECK (id > 0); ALTER TABLE notes DROP CONSTRAINT c");
  EXPECT_TRUE(s.problems.empty());
  EXPECT_EQ(keys(s.table("public.notes")), "notes_pkey(id)!");
}

TEST(CatalogAlter, notValidForeignKeyIsValidated) {
  std::string add =
      "CREATE TABLE t (u bigint); ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (u) REFERENCES users NOT VALID;";
  EXPECT_TRUE(after(add).table("public.t").foreignKeys.at(0).notValid);
  EXPECT_FALSE(after(add + "ALTER TABLE t VALIDATE CONSTRAINT f").table("public.t").foreignKeys.at(0).notValid);
}

TEST(CatalogAlter, keyUsingIndexTakesTheIndex) {
  Schema s = after("CREATE UNIQUE INDEX i ON users (email); ALTER TABLE users ADD CONSTRAINT e UNIQUE USING INDEX i");
  EXPECT_EQ(keys(s.table("public.users")), "users_pkey(id)! e(email)");
  EXPECT_TRUE(s.table("public.users").indexes.empty());
}

TEST(CatalogAlter, rowSecurityIsSwitched) {
  Schema s = after("ALTER TABLE users ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"
                   "ALTER TABLE notes ENABLE ROW LEVEL SECURITY; ALTER TABLE notes DISABLE ROW LEVEL SECURITY");
  EXPECT_TRUE(s.table("public.users").rowSecurity);
  EXPECT_TRUE(s.table("public.users").forceRowSecurity);
  EXPECT_FALSE(s.table("public.notes").rowSecurity);
  EXPECT_FALSE(after("ALTER TABLE users FORCE ROW LEVEL SECURITY; ALTER TABLE users NO FORCE ROW LEVEL SECURITY")
                   .table("public.users")
                   .forceRowSecurity);
}

TEST(CatalogAlter, ownerIsNoted) {
  EXPECT_EQ(after("ALTER TABLE users OWNER TO app").table("public.users").owner, "app");
}

TEST(CatalogAlter, ownerOfASequenceIsNoProblem) {
  EXPECT_TRUE(after("ALTER TABLE public.users_id_seq OWNER TO app").problems.empty());
}

TEST(CatalogAlter, changesGoDownToTheTablesThatInherit) {
  Schema s = schemaOf("CREATE TABLE a (x int); CREATE TABLE b () INHERITS (a); ALTER TABLE a ADD y int NOT NULL;"
                      "ALTER TABLE a RENAME x TO z; ALTER TABLE a ALTER z TYPE text");
  EXPECT_EQ(columns(s.table("public.b")), "z text, y int4 NN");
}

TEST(CatalogAlter, tableMayInheritLater) {
  std::string text = "CREATE TABLE a (x int); CREATE TABLE b (x int); ALTER TABLE b INHERIT a;";
  EXPECT_EQ(join(schemaOf(text).table("public.b").inherits), "public.a");
  EXPECT_EQ(join(schemaOf(text + "ALTER TABLE b NO INHERIT a;").table("public.b").inherits), "");
}

TEST(CatalogAlter, unknownTableIsAProblemWithItsPlace) {
  EXPECT_EQ(after("\nALTER TABLE nothing ADD x int").problem(),
            "schema.sql:4:13: relation \"nothing\" does not exist; the statement is left out of the schema");
}

TEST(CatalogAlter, unknownTableIsSilentWithIfExists) {
  EXPECT_TRUE(after("ALTER TABLE IF EXISTS nothing ADD x int").problems.empty());
}

TEST(CatalogAlter, tablesOfOtherSchemasAreSilent) {
  EXPECT_TRUE(after("ALTER TABLE auth.users ADD x int; ALTER TABLE pg_catalog.pg_class ADD x int;"
                    "CREATE TRIGGER t AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION f();"
                    "ALTER TABLE spatial_ref_sys ENABLE ROW LEVEL SECURITY;")
                  .problems.empty());
}

TEST(CatalogAlter, tableThatADoBlockMakesIsSilent) {
  EXPECT_TRUE(
      after("DO $$ BEGIN EXECUTE 'CREATE TABLE made (x int)'; END $$; ALTER TABLE made ADD y int").problems.empty());
}

TEST(CatalogAlter, functionsThatAMigrationCallsMayChangePolicies) {
  const std::string schema = "ALTER TABLE notes ENABLE ROW LEVEL SECURITY; ALTER TABLE users ENABLE ROW LEVEL SECURITY;"
                             "CREATE FUNCTION open_up(t text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE "
                             "format('ALTER TABLE %I DISABLE "
                             "ROW LEVEL SECURITY', t); END $$;"
                             "CREATE FUNCTION harmless() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;";
  auto isUnsure = [&](const std::string &change, const char *table) {
    return after(schema + change).table(table).rowSecurityUnsure;
  };
  EXPECT_TRUE(isUnsure("SELECT open_up('notes');", "public.notes"));
  EXPECT_FALSE(isUnsure("SELECT open_up('notes');", "public.users"));
  EXPECT_TRUE(isUnsure("DO $$ BEGIN PERFORM open_up('users'); END $$;", "public.users"));
  EXPECT_FALSE(isUnsure("SELECT harmless();", "public.notes"));
  EXPECT_FALSE(isUnsure("", "public.notes"));
}

TEST(CatalogAlter, unknownColumnIsAProblem) {
  EXPECT_EQ(after("ALTER TABLE users ALTER nothing SET NOT NULL").problems.size(), 1u);
  EXPECT_EQ(after("ALTER TABLE users DROP nothing").problems.size(), 1u);
  EXPECT_TRUE(after("ALTER TABLE users DROP COLUMN IF EXISTS nothing").problems.empty());
}

TEST(CatalogDrop, droppedTableTakesForeignKeysWithIt) {
  Schema s = after("DROP TABLE users CASCADE");
  EXPECT_FALSE(s.has("public.users"));
  EXPECT_EQ(foreignKeys(s.table("public.notes")), "");
}

TEST(CatalogDrop, cascadeTakesViewsAndPartitions) {
  Schema s = schemaOf("CREATE TABLE e (id int) PARTITION BY LIST (id); CREATE TABLE e1 PARTITION OF e DEFAULT;"
                      "CREATE VIEW v AS SELECT 1 FROM (SELECT id FROM e) x; CREATE VIEW w AS SELECT * FROM v;"
                      "DROP TABLE e CASCADE");
  EXPECT_TRUE(s.catalog.empty());
}

TEST(CatalogDrop, missingTableIsAProblemUnlessIfExists) {
  EXPECT_EQ(after("DROP TABLE nothing").problems.size(), 1u);
  EXPECT_TRUE(after("DROP TABLE IF EXISTS nothing").problems.empty());
}

TEST(CatalogDrop, viewIsNotDroppedAsATable) {
  Schema s = after("CREATE VIEW v AS SELECT 1; DROP TABLE v");
  EXPECT_TRUE(s.has("public.v"));
  EXPECT_EQ(s.problems.size(), 1u);
}

TEST(CatalogDrop, schemaTakesEverythingWithIt) {
  Schema s = schemaOf("CREATE SCHEMA a; CREATE TABLE a.t (x int); CREATE TYPE a.e AS ENUM ('x');"
                      "CREATE FUNCTION a.f() RETURNS int LANGUAGE sql AS 'SELECT 1'; DROP SCHEMA a CASCADE");
  EXPECT_TRUE(s.catalog.empty());
  EXPECT_TRUE(s.catalog.enums.empty());
  EXPECT_TRUE(s.catalog.functions.empty());
}

TEST(CatalogDrop, droppedIndexIsNoKeyAnyMore) {
  Schema s = after("CREATE UNIQUE INDEX i ON users (email); DROP INDEX i");
  EXPECT_EQ(keys(s.table("public.users")), "users_pkey(id)!");
  EXPECT_TRUE(s.table("public.users").indexes.empty());
}

TEST(CatalogDrop, functionIsDroppedByItsArguments) {
  Schema s = schemaOf("CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';"
                      "CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 2'; DROP FUNCTION f(int)");
  ASSERT_EQ(s.catalog.functions.size(), 1u);
  EXPECT_EQ(join(s.catalog.functions.at(0).argumentTypes), "text");
}

} // namespace
} // namespace pgtidy::sql
