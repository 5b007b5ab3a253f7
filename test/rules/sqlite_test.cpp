#include "reading.h"

namespace pgtidy::rules {

using facts::Action;

static facts::Call call(const std::string &statements) {
  return onlyCall("#include <sqlite3.h>\nvoid f(sqlite3 *c, sqlite3_stmt *s) {\n" + statements + "\n}\n");
}

TEST(Sqlite, statementsAreInItsDialect) {
  for (const Recognised &wanted :
       {Recognised{"sqlite3_exec(c, \"a\", 0, 0, 0);", "sqlite3_exec", Action::Execute, "\"a\""},
        Recognised{"sqlite3_prepare_v2(c, \"a\", -1, &s, 0);", "sqlite3_prepare_v2", Action::Prepare, "\"a\""},
        Recognised{"sqlite3_open(\"a.db\", &c);", "sqlite3_open", Action::Connect, "-"}}) {
    facts::Call found = call(wanted.statements);
    expectCall(found, wanted);
    EXPECT_EQ(found.dialect, facts::Dialect::SQLite);
  }
}

TEST(Sqlite, anOutcomeIsNoCall) {
  EXPECT_TRUE(
      factsOf("#include <sqlite3.h>\nvoid f(sqlite3_stmt *s) { sqlite3_step(s); sqlite3_finalize(s); }").calls.empty());
}

} // namespace pgtidy::rules
