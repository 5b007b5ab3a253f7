#include "sql/migrations.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace pgtidy::sql {
namespace {

using Names = std::vector<std::string>;

Names order(const Names &paths) {
  std::vector<SchemaSource> sources;
  for (const std::string &path : paths)
    sources.push_back({path, "SELECT 1;"});
  Names result;
  for (const Migration &migration : orderMigrations(std::move(sources)))
    result.push_back(migration.path);
  return result;
}

Names orderOf(std::vector<SchemaSource> sources) {
  Names result;
  for (const Migration &migration : orderMigrations(std::move(sources)))
    result.push_back(migration.path);
  return result;
}

std::string up(const std::string &text) { return orderMigrations({{"001.sql", text}}).at(0).up; }

bool holds(const std::string &text, const std::string &part) { return text.find(part) != std::string::npos; }

TEST(Migrations, noFilesMakeNoMigrations) { EXPECT_TRUE(orderMigrations({}).empty()); }

TEST(Migrations, postgratorGoesUpByDo) {
  EXPECT_EQ(order({"m/10.do.c.sql", "m/9.do.b.sql", "m/9.undo.b.sql"}), (Names{"m/9.do.b.sql", "m/10.do.c.sql"}));
  EXPECT_EQ(downPathOf("m/9.do.b.sql"), "m/9.undo.b.sql");
  EXPECT_EQ(toolName(orderMigrations({{"9.do.b.sql", "SELECT 1;"}}).at(0).tool), "Postgrator");
}

TEST(Migrations, filesForOtherDatabasesAreLeftOut) {
  EXPECT_EQ(order({"1_a.mysql.up.sql", "1_a.postgres.up.sql", "1_a.up.sql", "2_b.sqlite3.up.sql", "2_b.up.sql"}),
            (Names{"1_a.postgres.up.sql", "2_b.up.sql"}));
}

TEST(Migrations, sqlMigrateHasSections) {
  Migration migration =
      orderMigrations({{"1.sql", "-- +migrate Up notransaction\nSELECT 1;\n-- +migrate Down\nSELECT 2;"}}).at(0);
  EXPECT_EQ(toolName(migration.tool), "sql-migrate");
  EXPECT_EQ(migration.transaction, TransactionHabit::Never);
  EXPECT_FALSE(holds(migration.up, "SELECT 2"));
}

TEST(Migrations, templatesThatSteerAreBlank) {
  Migration migration = orderMigrations({{"1.sql", "{{ if .x }}\nSELECT 1;\n{{- end }}\nSELECT {{ .name }};"}}).at(0);
  EXPECT_FALSE(holds(migration.up, "if"));
  EXPECT_TRUE(holds(migration.up, "SELECT ___"));
  EXPECT_EQ(migration.templates.size(), 3u);
}

TEST(Migrations, flywayVersionsAreNumbers) {
  EXPECT_EQ(order({"m/V10__c.sql", "m/V1__a.sql", "m/V2__b.sql"}),
            (Names{"m/V1__a.sql", "m/V2__b.sql", "m/V10__c.sql"}));
}

TEST(Migrations, flywayVersionsHaveParts) {
  EXPECT_EQ(order({"V1.10__d.sql", "V1.2__b.sql", "V1_3__c.sql", "V1__a.sql", "V2.0__e.sql"}),
            (Names{"V1__a.sql", "V1.2__b.sql", "V1_3__c.sql", "V1.10__d.sql", "V2.0__e.sql"}));
}

TEST(Migrations, flywayRepeatablesComeLastByDescription) {
  EXPECT_EQ(order({"R__views.sql", "R__functions.sql", "V1__a.sql", "V2__b.sql"}),
            (Names{"V1__a.sql", "V2__b.sql", "R__functions.sql", "R__views.sql"}));
}

TEST(Migrations, flywayUndoIsLeftOut) { EXPECT_EQ(order({"U1__a.sql", "V1__a.sql"}), (Names{"V1__a.sql"})); }

TEST(Migrations, flywayBaselineStandsForEarlierVersions) {
  EXPECT_EQ(order({"B2__base.sql", "V1__a.sql", "V2__b.sql", "V3__c.sql"}), (Names{"B2__base.sql", "V3__c.sql"}));
}

TEST(Migrations, flywayFoldersAreOneHistory) {
  EXPECT_EQ(order({"a/V1__x.sql", "a/V3__x.sql", "b/V2__y.sql"}), (Names{"a/V1__x.sql", "b/V2__y.sql", "a/V3__x.sql"}));
}

TEST(Migrations, flywayFoldersWithTheSameVersionAreTwoHistories) {
  EXPECT_EQ(order({"a/V1__x.sql", "a/V3__x.sql", "b/V1__y.sql"}), (Names{"a/V1__x.sql", "a/V3__x.sql", "b/V1__y.sql"}));
}

TEST(Migrations, golangDownsAreLeftOut) {
  EXPECT_EQ(order({"10_b.down.sql", "10_b.up.sql", "9_a.down.sql", "9_a.up.sql"}),
            (Names{"9_a.up.sql", "10_b.up.sql"}));
}

TEST(Migrations, dieselFoldersHaveUpAndDown) {
  EXPECT_EQ(order({"m/2020-01-02_b/up.sql", "m/2020-01-01_a/down.sql", "m/2020-01-01_a/up.sql"}),
            (Names{"m/2020-01-01_a/up.sql", "m/2020-01-02_b/up.sql"}));
}

TEST(Migrations, prismaFoldersAreOrderedByTheirStamps) {
  EXPECT_EQ(order({"prisma/migrations/20240201_b/migration.sql", "prisma/migrations/20240101_a/migration.sql",
                   "prisma/migrations/migration_lock.toml"}),
            (Names{"prisma/migrations/20240101_a/migration.sql", "prisma/migrations/20240201_b/migration.sql"}));
}

TEST(Migrations, drizzleMetaFilesAreNoMigrations) {
  EXPECT_EQ(order({"drizzle/0001_b.sql", "drizzle/0000_a.sql", "drizzle/meta/_journal.json"}),
            (Names{"drizzle/0000_a.sql", "drizzle/0001_b.sql"}));
}

TEST(Migrations, drizzleBreakpointsAreComments) {
  std::string text = "CREATE TABLE a (x int);\n--> statement-breakpoint\nCREATE TABLE b (x int);\n";
  EXPECT_EQ(up(text), text);
}

TEST(Migrations, sqitchFollowsItsPlan) {
  EXPECT_EQ(orderOf({{"sqitch.plan", "%syntax-version=1.0.0\n%project=app\n\nschema 2024-01-01T00:00:00Z A <a@b> # x\n"
                                     "users [schema] 2024-01-02T00:00:00Z A <a@b>\n@v1 2024-01-03T00:00:00Z A <a@b>\n"
                                     "audit [users] 2024-01-02T00:00:00Z A <a@b>\n"},
                     {"deploy/audit.sql", ""},
                     {"deploy/schema.sql", ""},
                     {"deploy/users.sql", ""},
                     {"revert/users.sql", ""},
                     {"verify/users.sql", ""}}),
            (Names{"deploy/schema.sql", "deploy/users.sql", "deploy/audit.sql"}));
}

TEST(Migrations, sqitchReworkedChangeHasItsFirstScriptUnderTheTag) {
  EXPECT_EQ(
      orderOf({{"db/sqitch.plan", "users 2024 A\n@v1 2024 A\n@v2 2024 A\nitems 2024 A\nusers [users@v1] 2024 A\n"},
               {"db/deploy/items.sql", ""},
               {"db/deploy/users.sql", ""},
               {"db/deploy/users@v1.sql", ""}}),
      (Names{"db/deploy/users@v1.sql", "db/deploy/items.sql", "db/deploy/users.sql"}));
}

TEST(Migrations, sqitchWithoutPlanFollowsRequirements) {
  EXPECT_EQ(orderOf({{"deploy/audit.sql", "-- Deploy audit\n-- requires: users, zone\n"},
                     {"deploy/users.sql", "-- Deploy users\n-- requires: zone\n"},
                     {"deploy/zone.sql", "-- Deploy zone\n"},
                     {"revert/zone.sql", ""}}),
            (Names{"deploy/zone.sql", "deploy/users.sql", "deploy/audit.sql"}));
}

TEST(Migrations, sqitchRequirementsInACircleEnd) {
  EXPECT_EQ(orderOf({{"deploy/a.sql", "-- requires: b\n"}, {"deploy/b.sql", "-- requires: a\n"}, {"verify/a.sql", ""}})
                .size(),
            2u);
}

TEST(Migrations, deployFolderAloneIsNotSqitch) {
  EXPECT_EQ(order({"deploy/2.sql", "deploy/10.sql"}), (Names{"deploy/2.sql", "deploy/10.sql"}));
}

TEST(Migrations, plainFilesComeInNaturalOrder) {
  EXPECT_EQ(order({"10_c.sql", "1_a.sql", "2_b.sql"}), (Names{"1_a.sql", "2_b.sql", "10_c.sql"}));
}

TEST(Migrations, foldersComeInTheOrderGiven) {
  EXPECT_EQ(order({"z/1.sql", "a/1.sql", "z/0.sql"}), (Names{"z/0.sql", "z/1.sql", "a/1.sql"}));
}

TEST(Migrations, filesListedByHandKeepTheirOrder) {
  EXPECT_EQ(order({"db/tables.sql", "db/policies.sql"}), (Names{"db/tables.sql", "db/policies.sql"}));
}

TEST(Migrations, fileMatchedTwiceIsAppliedOnce) { EXPECT_EQ(order({"a.sql", "a.sql"}), (Names{"a.sql"})); }

TEST(Migrations, stampsBeyond64BitsAreCompared) {
  EXPECT_EQ(order({"99999999999999999999999_b.sql", "100000000000000000000000_c.sql", "3_a.sql"}),
            (Names{"3_a.sql", "99999999999999999999999_b.sql", "100000000000000000000000_c.sql"}));
}

TEST(Migrations, dbmateDownIsBlankedAndOffsetsHold) {
  std::string text = "-- migrate:up\nCREATE TABLE a (x int);\n\n-- migrate:down\nDROP TABLE a;\n";
  std::string cut = up(text);
  EXPECT_EQ(cut.size(), text.size());
  EXPECT_TRUE(holds(cut, "CREATE TABLE a"));
  EXPECT_FALSE(holds(cut, "DROP"));
  EXPECT_EQ(std::count(cut.begin(), cut.end(), '\n'), 5);
}

TEST(Migrations, dbmateOptionsAreUnderstood) {
  std::string cut = up("-- migrate:up transaction:false\nA;\n-- migrate:down transaction:false\nB;\n");
  EXPECT_TRUE(holds(cut, "A;"));
  EXPECT_FALSE(holds(cut, "B;"));
}

TEST(Migrations, gooseDownIsBlanked) {
  std::string cut = up("-- +goose Up\n-- +goose StatementBegin\nA;\n-- +goose StatementEnd\n-- +goose Down\nB;\n");
  EXPECT_TRUE(holds(cut, "A;"));
  EXPECT_FALSE(holds(cut, "B;"));
}

TEST(Migrations, gooseDownBeforeUpIsBlanked) {
  std::string cut = up("-- +goose Down\nB;\n-- +goose Up\nA;\n");
  EXPECT_TRUE(holds(cut, "A;"));
  EXPECT_FALSE(holds(cut, "B;"));
}

TEST(Migrations, sqlMigrateAndTernMarkersAreKnown) {
  EXPECT_FALSE(holds(up("-- +migrate Up\nA;\n-- +migrate Down\nB;\n"), "B;"));
  EXPECT_FALSE(holds(up("A;\n---- create above / drop below ----\nB;\n"), "B;"));
}

TEST(Migrations, commentAboutUpgradingIsNoMarker) {
  EXPECT_TRUE(holds(up("-- down migrations are not supported\nA;\n"), "A;"));
  EXPECT_TRUE(holds(up("-- migrate:downwards is a word\nA;\n"), "A;"));
}

TEST(Migrations, copyDataIsBlanked) {
  std::string text = "COPY public.a (x, y) FROM stdin;\n1\tit's; \"odd\n2\t\\N\n\\.\nCREATE TABLE b (x int);\n";
  std::string cut = up(text);
  EXPECT_EQ(cut.size(), text.size());
  EXPECT_FALSE(holds(cut, "odd"));
  EXPECT_FALSE(holds(cut, "\\."));
  EXPECT_TRUE(holds(cut, "CREATE TABLE b"));
}

TEST(Migrations, copyDataWithoutEndIsBlankedToTheEnd) {
  EXPECT_FALSE(holds(up("COPY a FROM stdin;\n1\n2\nCREATE"), "CREATE"));
}

TEST(Migrations, copyFromAFileHasNoData) {
  EXPECT_TRUE(holds(up("COPY a FROM '/tmp/stdin';\nCREATE TABLE b (x int);\n"), "CREATE TABLE b"));
}

TEST(Migrations, psqlCommandsAreBlanked) {
  std::string cut = up("\\connect app\n\\restrict abc'def\n\\set x 1\nCREATE TABLE a (x int);\n");
  EXPECT_FALSE(holds(cut, "connect"));
  EXPECT_FALSE(holds(cut, "'"));
  EXPECT_TRUE(holds(cut, "CREATE TABLE a"));
}

TEST(Migrations, whatPsqlSendsEnds) {
  std::string cut = up("SELECT 1 \\g\nSELECT 'ALTER TABLE a ADD x int' \\gexec\nCREATE TABLE a (x int);\n");
  EXPECT_TRUE(holds(cut, "SELECT 1 ;"));
  EXPECT_TRUE(holds(cut, "add x int' ;--gex") || holds(cut, "ADD x int' ;--gex"));
  EXPECT_TRUE(holds(cut, "\nCREATE TABLE a"));
}

TEST(Migrations, backslashInsideAStringStays) { EXPECT_TRUE(holds(up("SELECT E'a\\nb', '\\d';"), "E'a\\nb', '\\d'")); }

TEST(Migrations, psqlVariablesBecomeNames) {
  EXPECT_EQ(up("CREATE TABLE :schema.a (x int DEFAULT '1'::text);"),
            "CREATE TABLE  schema.a (x int DEFAULT '1'::text);");
}

TEST(Migrations, placeholdersBecomeNamesOfTheSameLength) {
  EXPECT_EQ(up("CREATE TABLE ${app}.a (x int);"), "CREATE TABLE __app_.a (x int);");
}

TEST(Migrations, byteOrderMarkIsBlanked) { EXPECT_EQ(up("\xEF\xBB\xBFSELECT 1;"), "   SELECT 1;"); }

} // namespace
} // namespace pgtidy::sql
