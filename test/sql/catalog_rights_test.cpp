// Who may do what with tables.
#include "catalog_fixture.h"

#include "llvm/ADT/STLExtras.h"

#include <gtest/gtest.h>

namespace pgtidy::sql {
namespace {

/// What `role` has on a table, sorted: "insert select(id)".
std::string rights(const Schema &s, const std::string &table, const std::string &role) {
  std::vector<std::string> list;
  for (const TableGrant &grant : s.catalog.grants) {
    if (grant.table != table || grant.role != role)
      continue;
    std::string columns;
    for (const std::string &column : grant.columns)
      columns += (columns.empty() ? "" : ",") + column;
    list.push_back(grant.privilege + (columns.empty() ? "" : "(" + columns + ")"));
  }
  llvm::sort(list);
  std::string text;
  for (const std::string &right : list)
    text += (text.empty() ? "" : " ") + right;
  return text;
}

const std::string Notes = "CREATE TABLE notes (id bigint PRIMARY KEY, body text);";

TEST(CatalogRights, allIsEachAndRevokeTakesSome) {
  Schema s = schemaOf(Notes + "GRANT ALL ON notes TO app; REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON notes FROM app;");
  EXPECT_EQ(rights(s, "public.notes", "app"), "references select trigger");
}

TEST(CatalogRights, columnsAreApart) {
  Schema s = schemaOf(Notes + "GRANT SELECT (id), INSERT ON notes TO app;");
  EXPECT_EQ(rights(s, "public.notes", "app"), "insert select(id)");
  s = schemaOf(Notes + "GRANT SELECT (id) ON notes TO app; REVOKE SELECT ON notes FROM app;");
  EXPECT_EQ(rights(s, "public.notes", "app"), "");
  s = schemaOf(Notes + "GRANT SELECT ON notes TO app; REVOKE SELECT (id) ON notes FROM app;");
  EXPECT_EQ(rights(s, "public.notes", "app"), "select");
}

TEST(CatalogRights, defaultsHoldForWhatIsMadeAfterThem) {
  const std::string Defaults = "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO app;";
  EXPECT_EQ(rights(schemaOf(Defaults + Notes), "public.notes", "app"), "select");
  EXPECT_EQ(rights(schemaOf(Notes + Defaults), "public.notes", "app"), "");
  EXPECT_EQ(rights(schemaOf(Defaults + "CREATE SCHEMA s; CREATE TABLE s.notes (id int);"), "s.notes", "app"), "");
  EXPECT_EQ(
      rights(schemaOf(Defaults + "ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT ON TABLES FROM app;" + Notes),
             "public.notes", "app"),
      "");
  EXPECT_EQ(rights(schemaOf("ALTER DEFAULT PRIVILEGES FOR ROLE other GRANT SELECT ON TABLES TO app;" + Notes),
                   "public.notes", "app"),
            "");
}

TEST(CatalogRights, fallWithTheTableAndFollowItsName) {
  EXPECT_EQ(rights(schemaOf(Notes + "GRANT SELECT ON notes TO app; DROP TABLE notes;" + Notes), "public.notes", "app"),
            "");
  EXPECT_EQ(rights(schemaOf(Notes + "GRANT SELECT ON notes TO app; ALTER TABLE notes RENAME TO texts;"), "public.texts",
                   "app"),
            "select");
}

TEST(CatalogRights, extensionsMoveToOtherSchemas) {
  Schema s = schemaOf("CREATE EXTENSION ltree; ALTER EXTENSION ltree SET SCHEMA extensions;");
  EXPECT_EQ(s.catalog.extensions.at("ltree").schema, "extensions");
}

TEST(CatalogProblems, aTableHasAColumnOnce) {
  EXPECT_NE(schemaOf("CREATE TABLE twice (id bigint, id text);").problem(), "");
  EXPECT_EQ(schemaOf("CREATE TABLE a (id int); CREATE TABLE b (id int) INHERITS (a);").problem(), "");
}

} // namespace
} // namespace pgtidy::sql
