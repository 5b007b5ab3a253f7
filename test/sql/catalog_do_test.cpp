// What blocks of DO make, as far as their text says it.
#include "catalog_fixture.h"

#include <gtest/gtest.h>

namespace pgtidy::sql {
namespace {

const std::string Base = "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);"
                         "CREATE TABLE notes (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));"
                         "CREATE TABLE tags (id bigint PRIMARY KEY, name text);";

Schema after(const std::string &text) { return schemaOf(Base + text); }

/// Whether row-level security holds in notes after a DO block: "on", "off", or "unsure".
std::string rowSecurityAfter(const std::string &block) {
  Schema s = after("ALTER TABLE notes ENABLE ROW LEVEL SECURITY; ALTER TABLE users ENABLE ROW LEVEL SECURITY;"
                   "DO $$ " +
                   block + " $$");
  const Table &notes = s.table("public.notes");
  return notes.rowSecurityUnsure ? "unsure" : notes.rowSecurity ? "on" : "off";
}

TEST(CatalogDo, textsThatADoBlockPutsTogetherAreApplied) {
  for (const char *block : {
           "BEGIN EXECUTE 'ALTER TABLE notes DISABLE ROW LEVEL SECURITY'; END",
           "BEGIN EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', 'notes'); END",
           "BEGIN EXECUTE format('ALTER TABLE %2$I.%1$I DISABLE ROW LEVEL SECURITY', 'notes', 'public'); END",
           "BEGIN EXECUTE 'ALTER TABLE ' || quote_ident('notes') || ' DISABLE ROW LEVEL SECURITY'; END",
           "DECLARE t text := 'notes'; BEGIN EXECUTE 'ALTER TABLE ' || t || ' DISABLE ROW LEVEL SECURITY'; END",
           "DECLARE t text; BEGIN t := 'notes'; EXECUTE concat('ALTER TABLE ', t, ' DISABLE ROW LEVEL SECURITY'); END",
           "DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['users', 'notes'] LOOP EXECUTE format('ALTER TABLE %s "
           "DISABLE ROW LEVEL SECURITY', t); END LOOP; END",
           "DECLARE t text; all_of text[] := ARRAY['notes']; BEGIN FOREACH t IN ARRAY all_of LOOP EXECUTE "
           "format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', t); END LOOP; END",
           "DECLARE t text; BEGIN FOR t IN SELECT unnest(ARRAY['notes']) LOOP EXECUTE format('ALTER TABLE %I "
           "DISABLE ROW LEVEL SECURITY', t); END LOOP; END",
       })
    EXPECT_EQ(rowSecurityAfter(block), "off") << block;
}

TEST(CatalogDo, textsThatAreNotKnownMayChangePolicies) {
  EXPECT_EQ(rowSecurityAfter("DECLARE t text; BEGIN SELECT relname INTO t FROM pg_class; EXECUTE format('ALTER TABLE "
                             "%I DISABLE ROW LEVEL SECURITY', t); END"),
            "unsure");
  EXPECT_EQ(rowSecurityAfter("DECLARE t text; BEGIN t := name_of('notes'); EXECUTE format('CREATE POLICY p ON %I "
                             "USING (true)', t); END"),
            "unsure");
  EXPECT_EQ(rowSecurityAfter("DECLARE t text; BEGIN t := name_of('users'); EXECUTE format('DROP POLICY p ON %I', t); "
                             "END"),
            "on"); // another table is named
  EXPECT_EQ(rowSecurityAfter("DECLARE t text; BEGIN SELECT relname INTO t FROM pg_class; EXECUTE format('COMMENT ON "
                             "TABLE %I IS NULL', t); END"),
            "on");
}

/// The tables that have a column "mark" after a loop over what the query lists.
std::string markedBy(const std::string &query, const std::string &table = "r.name") {
  const Schema s = after("CREATE VIEW shown AS SELECT 1 AS one; DO $$ DECLARE r record; BEGIN FOR r IN " + query +
                         " LOOP EXECUTE format('ALTER TABLE %I ADD COLUMN mark int', " + table + "); END LOOP; END $$");
  std::string marked;
  for (const auto &[key, one] : s.catalog.tables())
    if (one.column("mark"))
      marked += (marked.empty() ? "" : ",") + one.name;
  return marked;
}

TEST(CatalogDo, loopsOverPostgresOwnTablesAreOverThoseOfTheSchema) {
  EXPECT_EQ(markedBy("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"), "notes,tags,users");
  EXPECT_EQ(markedBy("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()", "r.tablename"),
            "notes,tags,users");
  EXPECT_EQ(markedBy("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", "r"), "notes,tags,users");
  EXPECT_EQ(markedBy("SELECT * FROM pg_catalog.pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('tags')",
                     "r.tablename"),
            "notes,users");
  EXPECT_EQ(markedBy("SELECT tablename AS name FROM pg_tables WHERE tablename = ANY (ARRAY['tags', 'none'])"), "tags");
  EXPECT_EQ(markedBy("SELECT tablename AS name FROM pg_tables WHERE tablename <> ALL (ARRAY['tags'])"), "notes,users");
  EXPECT_EQ(markedBy("SELECT t.table_name AS name FROM information_schema.tables t WHERE t.table_type = 'BASE TABLE' "
                     "AND t.table_name NOT LIKE 'u%'"),
            "notes,tags");
  EXPECT_EQ(markedBy("SELECT table_name AS name FROM information_schema.columns WHERE column_name = 'user_id'"),
            "notes");
  EXPECT_EQ(markedBy("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'other'"), "");
}

TEST(CatalogDo, whatIsNotKnownOfPostgresOwnTablesListsNothing) {
  EXPECT_EQ(markedBy("SELECT relname AS name FROM pg_class WHERE relkind = 'r'"), "");
  EXPECT_EQ(markedBy("SELECT tablename AS name FROM pg_tables WHERE has_column(tablename)"), "");
  EXPECT_EQ(markedBy("SELECT tablename AS name FROM pg_tables WHERE tableowner = 'app'"), "");
  EXPECT_EQ(markedBy("SELECT tablename AS name FROM pg_tables LIMIT 1"), "");
  EXPECT_EQ(markedBy("SELECT tablename AS name FROM pg_tables WHERE tablename LIKE 'u\\_%'"), "");
  EXPECT_EQ(markedBy("SELECT tablename AS name FROM mine.pg_tables"), "");
}

TEST(CatalogDo, whatAFunctionThatExecutesIsHandedIsReadAsItStands) {
  const Schema s = after("CREATE FUNCTION run(q text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE q; END $$;"
                         "SELECT run('CREATE TABLE kept (a text DEFAULT lower(''X''))');");
  ASSERT_EQ(s.table("public.kept").columns.size(), 1U);
  EXPECT_EQ(s.table("public.kept").columns[0].defaultText, "lower('X')");
}

TEST(CatalogDo, valuesOfARowThatBelongTogetherAreNotMixed) {
  const Schema s = schemaOf("CREATE SCHEMA a; CREATE TABLE a.x (id int); CREATE TABLE y (id int); DO $$ DECLARE r "
                            "record; BEGIN FOR r IN SELECT schemaname, tablename FROM pg_tables LOOP EXECUTE "
                            "format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY', r.schemaname, r.tablename); END "
                            "LOOP; END $$");
  EXPECT_FALSE(s.table("a.x").rowSecurity);
  EXPECT_FALSE(s.table("public.y").rowSecurity);
}

/// What is known of the policies of notes after IF … THEN first ELSE second.
std::string branched(const std::string &first, const std::string &second) {
  const Schema s = after("ALTER TABLE notes ENABLE ROW LEVEL SECURITY; DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_roles "
                         "WHERE rolname = 'web') THEN " +
                         first + "; ELSE " + second + "; END IF; END $$");
  const Table &notes = s.table("public.notes");
  return notes.rowSecurityUnsure ? "unsure" : std::to_string(notes.policies.size());
}

TEST(CatalogDo, whichBranchIsRunIsNotKnown) {
  const std::string own = "CREATE POLICY own ON notes USING (user_id = 1)";
  EXPECT_EQ(
      branched("ALTER TABLE notes DISABLE ROW LEVEL SECURITY", "ALTER TABLE notes ENABLE ROW LEVEL SECURITY; " + own),
      "unsure");
  EXPECT_EQ(branched(own, "CREATE POLICY other ON notes USING (true)"), "unsure");
  EXPECT_EQ(branched(own, "IF true THEN CREATE POLICY other ON notes USING (true); END IF"), "unsure");
  EXPECT_EQ(branched(own, "ALTER TABLE users ADD COLUMN age int"), "unsure");
}

TEST(CatalogDo, whatIsMadeUnlessItIsThereIsMade) {
  const std::string own = "CREATE POLICY own ON notes USING (user_id = 1)";
  EXPECT_EQ(branched(own, "RAISE NOTICE 'there'"), "1");
  EXPECT_EQ(branched("NULL", own), "1");
  EXPECT_EQ(branched(own, "ALTER POLICY own ON notes USING (user_id = 1)"), "1");
  EXPECT_EQ(branched("DROP POLICY own ON notes; " + own, own), "1");
}

TEST(CatalogDo, aKeyThatOneBranchMakesIsNotSure) {
  const auto after = [](const std::string &second) {
    return schemaOf(Base +
                    "DO $$ BEGIN IF now() > 'epoch' THEN ALTER TABLE tags ADD CONSTRAINT k UNIQUE (name); ELSE " +
                    second + "; END IF; END $$");
  };
  EXPECT_EQ(keys(after("ALTER TABLE users ADD COLUMN age int").table("public.tags")), "tags_pkey(id)!");
  EXPECT_EQ(keys(after("NULL").table("public.tags")), "tags_pkey(id)! k(name)");
}

} // namespace
} // namespace pgtidy::sql
