#include "catalog_fixture.h"

#include <gtest/gtest.h>

namespace pgtidy::sql {
namespace {

const std::string Users = "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);\n";

TEST(CatalogTable, emptyFileMakesAnEmptyCatalog) {
  Schema s = schemaOf("-- nothing\n;;\n");
  EXPECT_TRUE(s.catalog.empty());
  EXPECT_TRUE(s.problems.empty());
}

TEST(CatalogTable, columnsHaveCanonicalTypes) {
  Schema s = schemaOf("CREATE TABLE t (a integer, b varchar(20), c timestamp with time zone, d int[], e app.role, "
                      "f double precision, \"G h\" bool)");
  EXPECT_EQ(columns(s.table("public.t")), "a int4, b varchar, c timestamptz, d int4[], e app.role, f float8, G h bool");
}

TEST(CatalogTable, primaryKeyColumnsAreNotNull) {
  Schema s = schemaOf("CREATE TABLE t (a int, b int, PRIMARY KEY (a))");
  EXPECT_EQ(columns(s.table("public.t")), "a int4 NN, b int4");
  EXPECT_EQ(keys(s.table("public.t")), "t_pkey(a)!");
}

TEST(CatalogTable, serialIsAnIntegerWithDefault) {
  Schema s = schemaOf("CREATE TABLE t (a serial, b bigserial, c smallserial)");
  EXPECT_EQ(columns(s.table("public.t")), "a int4 NN, b int8 NN, c int2 NN");
  EXPECT_EQ(s.table("public.t").columns.at(0).defaultText, "nextval('t_a_seq'::regclass)");
}

TEST(CatalogTable, defaultsAreKeptAsWritten) {
  Schema s = schemaOf("CREATE TABLE t (a text DEFAULT 'x, y'::text NOT NULL, b int DEFAULT ( 1 + 2 ) * 3 CHECK (b > 0),"
                      " c int DEFAULT NULL, d timestamptz DEFAULT now() /* why */)");
  const Table &t = s.table("public.t");
  EXPECT_EQ(t.columns.at(0).defaultText, "'x, y'::text");
  EXPECT_EQ(t.columns.at(1).defaultText, "( 1 + 2 ) * 3");
  EXPECT_EQ(t.columns.at(2).defaultText, "NULL");
  EXPECT_EQ(t.columns.at(3).defaultText, "now()");
  EXPECT_TRUE(t.columns.at(0).notNull);
}

TEST(CatalogTable, identityAndGeneratedColumnsAreMarked) {
  Schema s = schemaOf("CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY, b int GENERATED ALWAYS AS (a * 2) STORED)");
  EXPECT_TRUE(s.table("public.t").columns.at(0).identity);
  EXPECT_TRUE(s.table("public.t").columns.at(0).notNull);
  EXPECT_TRUE(s.table("public.t").columns.at(1).generated);
  EXPECT_EQ(s.table("public.t").columns.at(1).defaultText, "");
}

TEST(CatalogTable, inlineReferenceTakesThePrimaryKey) {
  Schema s = schemaOf(Users + "CREATE TABLE t (u bigint REFERENCES users ON DELETE CASCADE)");
  EXPECT_EQ(foreignKeys(s.table("public.t")), "u -> public.users(id)");
  EXPECT_EQ(s.table("public.t").foreignKeys.at(0).onDelete, KeyAction::Cascade);
  EXPECT_EQ(s.table("public.t").foreignKeys.at(0).name, "t_u_fkey");
}

TEST(CatalogTable, compositeForeignKeyKeepsItsOrder) {
  Schema s = schemaOf("CREATE TABLE p (a int, b int, UNIQUE (b, a));"
                      "CREATE TABLE t (x int, y int, CONSTRAINT f FOREIGN KEY (x, y) REFERENCES p (b, a))");
  EXPECT_EQ(foreignKeys(s.table("public.t")), "x,y -> public.p(b,a)");
}

TEST(CatalogTable, referenceToItselfIsResolved) {
  Schema s = schemaOf("CREATE TABLE t (id int PRIMARY KEY, parent int REFERENCES t)");
  EXPECT_EQ(foreignKeys(s.table("public.t")), "parent -> public.t(id)");
}

TEST(CatalogTable, nullsNotDistinctIsKept) {
  Schema s = schemaOf("CREATE TABLE t (a int, UNIQUE NULLS NOT DISTINCT (a))");
  EXPECT_TRUE(s.table("public.t").keys.at(0).nullsNotDistinct);
}

TEST(CatalogTable, whatMayBeBrokenUntilTheEndIsKept) {
  const std::string text = Users + "CREATE TABLE t (a int UNIQUE DEFERRABLE INITIALLY DEFERRED, b int UNIQUE NOT "
                                   "DEFERRABLE, c int, d bigint REFERENCES users INITIALLY DEFERRED, e bigint "
                                   "REFERENCES users, UNIQUE (b, c) DEFERRABLE, UNIQUE (c));";
  const Schema made = schemaOf(text);
  const Table &t = made.table("public.t");
  std::string deferrable;
  for (const Key &key : t.keys)
    deferrable += key.deferrable ? "D" : "-";
  for (const ForeignKey &key : t.foreignKeys)
    deferrable += key.deferrable ? "D" : "-";
  EXPECT_EQ(deferrable, "D-D-D-");
  const Schema altered = schemaOf(text + "ALTER TABLE t ALTER CONSTRAINT t_d_fkey NOT DEFERRABLE;"
                                         "ALTER TABLE t ALTER CONSTRAINT t_e_fkey DEFERRABLE INITIALLY DEFERRED;");
  EXPECT_FALSE(altered.table("public.t").foreignKeys.at(0).deferrable);
  EXPECT_TRUE(altered.table("public.t").foreignKeys.at(1).deferrable);
}

TEST(CatalogTable, likeCopiesColumnsButNoForeignKeys) {
  Schema s = schemaOf(Users + "CREATE TABLE a (id int PRIMARY KEY DEFAULT 1, u bigint REFERENCES users);"
                              "CREATE TABLE b (LIKE a); CREATE TABLE c (LIKE a INCLUDING ALL)");
  EXPECT_EQ(columns(s.table("public.b")), "id int4 NN, u int8");
  EXPECT_EQ(keys(s.table("public.b")), "");
  EXPECT_FALSE(s.table("public.b").columns.at(0).hasDefault);
  EXPECT_EQ(keys(s.table("public.c")), "c_pkey(id)!");
  EXPECT_TRUE(s.table("public.c").columns.at(0).hasDefault);
  EXPECT_EQ(foreignKeys(s.table("public.c")), "");
}

TEST(CatalogTable, inheritedColumnsComeFirst) {
  Schema s = schemaOf("CREATE TABLE a (x int); CREATE TABLE b (y int) INHERITS (a)");
  EXPECT_EQ(columns(s.table("public.b")), "x int4, y int4");
  EXPECT_EQ(join(s.table("public.b").inherits), "public.a");
}

TEST(CatalogTable, partitionsHaveColumnsKeysAndForeignKeysOfTheWhole) {
  Schema s = schemaOf(Users + "CREATE TABLE e (id int, u bigint REFERENCES users, PRIMARY KEY (id)) PARTITION BY HASH "
                              "(id); CREATE TABLE e0 PARTITION OF e FOR VALUES WITH (MODULUS 1, REMAINDER 0)");
  EXPECT_TRUE(s.table("public.e").partitioned);
  EXPECT_EQ(s.table("public.e0").partitionOf, "public.e");
  EXPECT_EQ(columns(s.table("public.e0")), "id int4 NN, u int8");
  EXPECT_EQ(keys(s.table("public.e0")), "e0_pkey(id)!");
  EXPECT_EQ(foreignKeys(s.table("public.e0")), "u -> public.users(id)");
}

TEST(CatalogTable, attachedPartitionIsOneAndDetachedIsNot) {
  std::string text = "CREATE TABLE e (id int) PARTITION BY LIST (id); CREATE TABLE e0 (id int);"
                     "ALTER TABLE e ATTACH PARTITION e0 FOR VALUES IN (1);";
  EXPECT_EQ(schemaOf(text).table("public.e0").partitionOf, "public.e");
  EXPECT_EQ(schemaOf(text + "ALTER TABLE e DETACH PARTITION e0").table("public.e0").partitionOf, "");
}

TEST(CatalogTable, createTableAsHasTheQuerysColumns) {
  Schema s = schemaOf(Users + "CREATE TABLE t AS SELECT id, u.email AS mail, count(*), 1::int2 FROM users u");
  EXPECT_EQ(columns(s.table("public.t")), "id int8, mail text, count , int2 int2");
}

TEST(CatalogTable, selectIntoMakesATable) {
  Schema s = schemaOf(Users + "SELECT * INTO t FROM users");
  EXPECT_EQ(columns(s.table("public.t")), "id int8, email text");
}

TEST(CatalogTable, temporaryTableDoesNotReplaceTheRealOne) {
  Schema s = schemaOf(Users + "CREATE TEMP TABLE users (x int)");
  EXPECT_TRUE(s.problems.empty());
  EXPECT_EQ(columns(s.table("public.users")), "id int8 NN, email text NN");
  EXPECT_EQ(s.catalog.find("", "users"), &s.table("public.users"));
}

TEST(CatalogTable, ifNotExistsKeepsTheFirst) {
  Schema s = schemaOf(Users + "CREATE TABLE IF NOT EXISTS users (x int)");
  EXPECT_EQ(columns(s.table("public.users")), "id int8 NN, email text NN");
  EXPECT_TRUE(s.problems.empty());
}

TEST(CatalogTable, secondTableOfTheSameNameIsAProblem) {
  Schema s = schemaOf(Users + "CREATE TABLE users (x int)");
  EXPECT_EQ(s.problem(), "schema.sql:2:14: relation \"users\" already exists; the statement is left out of the schema");
}

TEST(CatalogTable, namesAreFoldedUnlessQuoted) {
  Schema s = schemaOf("CREATE TABLE Foo (Bar int); CREATE TABLE \"Foo\" (\"Bar\" int)");
  EXPECT_EQ(columns(s.table("public.foo")), "bar int4");
  EXPECT_EQ(columns(s.table("public.Foo")), "Bar int4");
}

TEST(CatalogTable, originIsThePlaceInTheFile) {
  std::string text = "-- comment\nCREATE TABLE t (\n  a int,\n  b text\n);\n";
  Schema s = schemaOf(text);
  const Table &t = s.table("public.t");
  EXPECT_EQ(t.origin.offset, static_cast<Offset>(text.find("t (")));
  EXPECT_EQ(t.columns.at(1).origin.offset, static_cast<Offset>(text.find("b text")));
  EXPECT_EQ(t.columns.at(1).origin.file, 0);
}

TEST(CatalogTable, searchPathSaysWhereTablesAreMade) {
  Schema s = schemaOf("CREATE SCHEMA app; SET search_path TO app, public; CREATE TABLE t (a int)");
  EXPECT_TRUE(s.has("app.t"));
}

TEST(CatalogTable, searchPathIsForgottenAtTheEndOfTheFile) {
  Schema s =
      schemaOf({{"1.sql", "SET search_path = app; CREATE TABLE a (x int);"}, {"2.sql", "CREATE TABLE b (x int);"}});
  EXPECT_TRUE(s.has("app.a"));
  EXPECT_TRUE(s.has("public.b"));
}

TEST(CatalogTable, setConfigAndResetChangeTheSearchPath) {
  Schema s = schemaOf("SELECT pg_catalog.set_config('search_path', 'app', false); CREATE TABLE a (x int);"
                      "RESET search_path; CREATE TABLE b (x int);");
  EXPECT_TRUE(s.has("app.a"));
  EXPECT_TRUE(s.has("public.b"));
}

TEST(CatalogTable, searchPathOfTheDatabaseHoldsFromTheNextFileOn) {
  Schema s = schemaOf({{"1.sql", "ALTER DATABASE d SET search_path TO app;"}, {"2.sql", "CREATE TABLE b (x int);"}});
  EXPECT_TRUE(s.has("app.b"));
}

TEST(CatalogTable, schemaWithElementsMakesThemInIt) {
  Schema s =
      schemaOf("CREATE SCHEMA app CREATE TABLE t (a int) CREATE VIEW v AS SELECT a FROM t; CREATE TABLE u (b int)");
  EXPECT_TRUE(s.has("app.t"));
  EXPECT_TRUE(s.has("app.v"));
  EXPECT_TRUE(s.has("public.u"));
}

TEST(CatalogTable, foreignTableIsMarked) {
  EXPECT_EQ(schemaOf("CREATE FOREIGN TABLE t (a int) SERVER s").table("public.t").kind, RelationKind::Foreign);
}

TEST(CatalogFind, publicComesFirst) {
  Schema s = schemaOf("CREATE TABLE app.t (a int); CREATE TABLE t (b int)");
  EXPECT_EQ(s.catalog.find("", "t"), &s.table("public.t"));
  EXPECT_EQ(s.catalog.find("app", "t"), &s.table("app.t"));
}

TEST(CatalogFind, theOnlyOneOfAnySchemaIsFound) {
  Schema s = schemaOf("CREATE TABLE app.t (a int)");
  EXPECT_EQ(s.catalog.find("", "t"), &s.table("app.t"));
}

TEST(CatalogFind, severalOutsideOfPublicAreNone) {
  EXPECT_EQ(schemaOf("CREATE TABLE a.t (a int); CREATE TABLE b.t (a int)").catalog.find("", "t"), nullptr);
}

TEST(CatalogFind, overloadedFunctionIsNone) {
  Schema s = schemaOf("CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';"
                      "CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 2';"
                      "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 3';");
  EXPECT_EQ(s.catalog.function("", "f"), nullptr);
  ASSERT_NE(s.catalog.function("public", "g"), nullptr);
  EXPECT_EQ(s.catalog.function("public", "g")->body, "SELECT 3");
}

} // namespace
} // namespace pgtidy::sql
