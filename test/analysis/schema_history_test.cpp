#include "analysis/schema.h"
#include "sql/migrations.h"

#include <gtest/gtest.h>

namespace pgtidy::analysis {
namespace {

Schema read(std::vector<sql::SchemaSource> files) { return readSchema(sql::orderMigrations(std::move(files))); }

/// The last change of a file that comes after one that makes `t` with some columns.
ChangeBefore last(const std::string &text) {
  Schema schema =
      read({{"m/1.sql", "CREATE TABLE t (id int PRIMARY KEY, a text, b varchar(20), c int);"}, {"m/2.sql", text}});
  EXPECT_TRUE(schema.problems.empty()) << text;
  return schema.steps.back().changes.back();
}

TEST(SchemaHistory, locksAreThoseOfTheManual) {
  EXPECT_EQ(last("ALTER TABLE t ADD COLUMN d int;").lock, Lock::AccessExclusive);
  EXPECT_EQ(last("CREATE INDEX i ON t (a);").lock, Lock::Share);
  EXPECT_EQ(last("CREATE INDEX CONCURRENTLY i ON t (a);").lock, Lock::ShareUpdateExclusive);
  EXPECT_EQ(last("ALTER TABLE t ADD FOREIGN KEY (c) REFERENCES t (id);").lock, Lock::ShareRowExclusive);
  EXPECT_EQ(last("ALTER TABLE t ALTER COLUMN a SET STATISTICS 100;").lock, Lock::ShareUpdateExclusive);
  EXPECT_EQ(last("LOCK TABLE t IN SHARE MODE;").lock, Lock::Share);
  EXPECT_EQ(last("UPDATE t SET a = '';").lock, Lock::RowExclusive);
}

TEST(SchemaHistory, aTableOfTheSameFileIsNew) {
  ChangeBefore change = last("CREATE TABLE u (id int); ALTER TABLE u ADD COLUMN a int;");
  EXPECT_FALSE(change.existing);
  EXPECT_EQ(change.lock, Lock::None);
}

TEST(SchemaHistory, typesThatKeepTheirStorageDoNotRewrite) {
  EXPECT_FALSE(last("ALTER TABLE t ALTER COLUMN b TYPE text;").rewrites);
  EXPECT_FALSE(last("ALTER TABLE t ALTER COLUMN b TYPE varchar(30);").rewrites);
  EXPECT_TRUE(last("ALTER TABLE t ALTER COLUMN b TYPE varchar(10);").rewrites);
  EXPECT_TRUE(last("ALTER TABLE t ALTER COLUMN c TYPE bigint;").rewrites);
}

TEST(SchemaHistory, onlyDefaultsThatDifferFromRowToRowRewrite) {
  EXPECT_TRUE(last("ALTER TABLE t ADD COLUMN d uuid DEFAULT gen_random_uuid();").rewrites);
  EXPECT_FALSE(last("ALTER TABLE t ADD COLUMN d timestamptz DEFAULT now();").rewrites);
}

TEST(SchemaHistory, aValidatedCheckProvesNotNull) {
  EXPECT_TRUE(
      last("ALTER TABLE t ADD CONSTRAINT n CHECK (a IS NOT NULL) NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT n; "
           "ALTER TABLE t ALTER COLUMN a SET NOT NULL;")
          .provenNotNull);
  EXPECT_FALSE(last("ALTER TABLE t ADD CONSTRAINT n CHECK (a IS NOT NULL) NOT VALID; "
                    "ALTER TABLE t ALTER COLUMN a SET NOT NULL;")
                   .provenNotNull);
  EXPECT_FALSE(last("ALTER TABLE t ALTER COLUMN a SET NOT NULL;").provenNotNull);
}

TEST(SchemaHistory, aPartitionIsReadUnlessACheckSaysWhatItsBoundsSay) {
  std::vector<sql::SchemaSource> files{{"m/1.sql", "CREATE TABLE p (a int NOT NULL) PARTITION BY RANGE (a); "
                                                   "CREATE TABLE q (a int NOT NULL); "
                                                   "CREATE TABLE r (a int NOT NULL CHECK (a < 10));"}};
  auto scans = [&](const std::string &name) {
    auto both = files;
    both.push_back({"m/2.sql", "ALTER TABLE p ATTACH PARTITION " + name + " FOR VALUES FROM (0) TO (10);"});
    return read(both).steps.back().changes.back().scans;
  };
  EXPECT_TRUE(scans("q"));
  EXPECT_FALSE(scans("r"));
}

TEST(SchemaHistory, theToolSaysWhetherThereIsATransaction) {
  auto firstOf = [](const std::string &name, const std::string &text) {
    return read({{name, text}}).steps.front().inTransaction;
  };
  EXPECT_EQ(firstOf("m/1_a.up.sql", "CREATE TABLE a (); CREATE TABLE b ();"), InTransaction::Tool);
  EXPECT_EQ(firstOf("m/1_a.up.sql", "CREATE TABLE a ();"), InTransaction::No);
  EXPECT_EQ(firstOf("m/1.sql", "BEGIN; CREATE TABLE a (); COMMIT;"), InTransaction::No);
  EXPECT_EQ(firstOf("m/1.sql", "-- +goose Up\nCREATE TABLE a ();"), InTransaction::Tool);
  EXPECT_EQ(firstOf("m/V1__a.sql", "DROP INDEX CONCURRENTLY IF EXISTS a; DROP INDEX CONCURRENTLY IF EXISTS b;"),
            InTransaction::No);
}

TEST(SchemaHistory, aDownThatLeavesSomethingIsSeen) {
  Schema schema = read(
      {{"m/1_a.up.sql", "CREATE TABLE a (id int); CREATE TABLE b (id int);"}, {"m/1_a.down.sql", "DROP TABLE b;"}});
  ASSERT_EQ(schema.downs.size(), 1u);
  ASSERT_EQ(schema.downs[0].differences.size(), 1u);
  EXPECT_NE(schema.downs[0].differences[0].find("still there"), std::string::npos);
}

TEST(SchemaHistory, aTimeoutOfTheRoleHoldsInLaterFiles) {
  Schema schema = read({{"m/1.sql", "ALTER ROLE app SET lock_timeout = '2s'; CREATE TABLE a (id int);"},
                        {"m/2.sql", "ALTER TABLE a ADD COLUMN b int;"}});
  EXPECT_TRUE(schema.steps.back().lockTimeout);
}

} // namespace
} // namespace pgtidy::analysis
