// What the files of a schema take back, by savepoints, in blocks, or along with a column, and what goes by which name:
// each case has a schema of its own.
#include "isolation_support.h"

#include "gtest/gtest.h"

#include <string>

namespace pgtidy::analysis {
namespace {

constexpr const char *People = "CREATE TABLE people (id int PRIMARY KEY, email text, login text, left_at date);\n"
                               "CREATE TABLE log (id int);\n";

struct History {
  const char *schema; ///< behind that of the people
  const char *sql;
  const char *verdicts;
};

constexpr const char *ByEmail = "SELECT * FROM people WHERE email = $1";

const History Savepoints[] = {
    {"BEGIN; SAVEPOINT a; CREATE UNIQUE INDEX ON people (email); SAVEPOINT a; CREATE TABLE x (n int); RELEASE a;"
     "ROLLBACK TO a; COMMIT;",
     ByEmail, "people: open"},
    {"BEGIN; SAVEPOINT a; CREATE UNIQUE INDEX ON people (email); SAVEPOINT a; CREATE TABLE x (n int); ROLLBACK TO a;"
     "COMMIT;",
     ByEmail, "people: closed"},
    {"BEGIN; SAVEPOINT a; CREATE UNIQUE INDEX ON people (email); SAVEPOINT b; RELEASE SAVEPOINT b; ROLLBACK TO \"a\";"
     "COMMIT;",
     ByEmail, "people: open"},
    {"BEGIN; SAVEPOINT a; CREATE UNIQUE INDEX ON people (email); RELEASE a; COMMIT;", ByEmail, "people: closed"},
    {"BEGIN; SAVEPOINT a; CREATE TABLE x (n int); ROLLBACK TO a; CREATE UNIQUE INDEX ON people (email); ROLLBACK TO a;"
     "COMMIT;",
     ByEmail, "people: open"},
    {"BEGIN; SAVEPOINT a; SAVEPOINT b; ROLLBACK TO a; CREATE UNIQUE INDEX ON people (email); ROLLBACK TO b; COMMIT;",
     ByEmail, "people: closed"}, // there is no b any more
};

void expectAll(llvm::ArrayRef<History> cases) {
  UserModel model;
  model.tables = {"people"};
  model.tablesConfigured = true;
  for (const History &one : cases) {
    World world(std::string(People) + one.schema, model);
    EXPECT_EQ(world.verdicts(std::string_view(one.sql)), one.verdicts) << one.schema << one.sql;
  }
}

} // namespace

TEST(IsolationHistory, savepointsOfOneNameAreAStack) { expectAll(Savepoints); }

} // namespace pgtidy::analysis
