#include "dialect.h"

#include "program.h"

#include <gtest/gtest.h>

namespace pgtidy::analysis {
namespace {

using namespace sample;
using facts::Dialect;

TEST(Dialects, driversTellByTheirNames) {
  EXPECT_EQ(dialectOfDriver("QSQLITE"), Dialect::SQLite);
  EXPECT_EQ(dialectOfDriver("soci::mysql_backend_factory"), Dialect::MySQL);
  EXPECT_EQ(dialectOfDriver("postgresql://dbname=sqlite"), Dialect::PostgreSQL);
  EXPECT_EQ(dialectOfDriver("QPSQL"), Dialect::PostgreSQL);
  EXPECT_EQ(dialectOfDriver("QOCI"), Dialect::Any);
  EXPECT_EQ(dialectOfDriver("QODBC"), std::nullopt);
}

/// Adds a connection of a library that serves several databases.
void open(Builder &b, const char *driver) {
  facts::Call &call = b.connect(nullptr);
  call.dialect = Dialect::Any;
  call.driver = driver ? facts::literal(driver) : facts::hole({});
}

/// What a statement is taken for whose own driver is `driver`.
Dialect statementIn(Builder &b, const char *driver = nullptr) {
  facts::Call &statement = b.execute(facts::literal("SELECT 1"));
  statement.dialect = Dialect::Any;
  if (driver)
    statement.driver = facts::literal(driver);
  facts::Program program = b.program();
  Linker linker(program);
  Dialects dialects(program, linker);
  for (const facts::Call &call : program.calls)
    if (call.action == facts::Action::Execute)
      return dialects.of(call, linker);
  return Dialect::Any;
}

TEST(Dialects, withoutADriverItIsPostgreSQL) {
  Builder none, unknown;
  EXPECT_EQ(statementIn(none), Dialect::PostgreSQL);
  open(unknown, nullptr);
  EXPECT_EQ(statementIn(unknown), Dialect::PostgreSQL);
}

TEST(Dialects, theOnlyDriverHoldsForAll) {
  Builder b;
  open(b, "QSQLITE");
  EXPECT_EQ(statementIn(b), Dialect::SQLite);
}

TEST(Dialects, severalDriversMayBeAny) {
  Builder both, oneUnknown;
  open(both, "QSQLITE");
  open(both, "QPSQL");
  EXPECT_EQ(statementIn(both), Dialect::Any);
  open(oneUnknown, "QSQLITE");
  open(oneUnknown, nullptr);
  EXPECT_EQ(statementIn(oneUnknown), Dialect::Any);
}

TEST(Dialects, theOwnDriverComesFirst) {
  Builder b;
  open(b, "QSQLITE");
  EXPECT_EQ(statementIn(b, "QPSQL"), Dialect::PostgreSQL);
}

TEST(Dialects, beginningsOfOthers) {
  EXPECT_TRUE(beginsAsOthersDo("PRAGMA foreign_keys = ON"));
  EXPECT_TRUE(beginsAsOthersDo("  begin   immediate"));
  EXPECT_TRUE(beginsAsOthersDo("BEGIN IMMEDIATE;"));
  EXPECT_TRUE(beginsAsOthersDo("/* x */ -- y\nPRAGMA a"));
  EXPECT_TRUE(beginsAsOthersDo("INSERT OR IGNORE INTO a VALUES (1)"));
  EXPECT_FALSE(beginsAsOthersDo("begin"));
  EXPECT_FALSE(beginsAsOthersDo("INSERT INTO a VALUES (1)"));
  EXPECT_FALSE(beginsAsOthersDo("insertion or"));
  EXPECT_FALSE(beginsAsOthersDo(""));
}

} // namespace
} // namespace pgtidy::analysis
