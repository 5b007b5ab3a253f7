// Rows that one displaces, or is counted with: LIMIT, windows, DISTINCT ON.
#include "isolation_support.h"

namespace pgtidy::analysis {
namespace {

constexpr std::string_view Projects = R"(
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE projects (id bigint PRIMARY KEY, owner_id bigint NOT NULL REFERENCES users, name text);
CREATE TABLE tasks (id bigint PRIMARY KEY, project_id bigint NOT NULL REFERENCES projects, pos int, due date);
CREATE TABLE labels (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, pos int);
)";

void expectIn(llvm::ArrayRef<Case> cases) {
  World world{std::string(Projects)};
  expectAll(world, cases);
}

} // namespace

TEST(IsolationDisplaced, aPartitionByTheParentIsOneUsers) {
  auto ranked = [](const std::string &key) {
    return "WITH r AS (SELECT t.*, p.owner_id, rank() OVER (PARTITION BY " + key +
           " ORDER BY t.due) AS r FROM tasks t JOIN projects p ON p.id = t.project_id) "
           "SELECT * FROM r WHERE owner_id = $1 AND r = 1";
  };
  const std::string byParent = ranked("t.project_id"), byKey = ranked("p.id"), byName = ranked("p.name"),
                    byBoth = ranked("t.due, t.project_id");
  expectIn({{byParent.c_str(), "tasks: closed, projects: closed"},
            {byKey.c_str(), "tasks: closed, projects: closed"},
            {byBoth.c_str(), "tasks: closed, projects: closed"},
            {byName.c_str(), "tasks: open, projects: open"}});
}

TEST(IsolationDisplaced, theRowThatIsReadIsFoundByItsKey) {
  auto moved = [](const std::string &key) {
    return "UPDATE labels c SET pos = r.rn FROM (SELECT id, row_number() OVER (" + key +
           "ORDER BY pos) AS rn FROM labels) r WHERE r.id = c.id AND c.user_id = $1";
  };
  const std::string byUser = moved("PARTITION BY user_id "), byPlace = moved("PARTITION BY pos "), byNone = moved("");
  expectIn({{byUser.c_str(), "labels: closed, labels: closed"},
            {byPlace.c_str(), "labels: closed, labels: open"},
            {byNone.c_str(), "labels: closed, labels: open"},
            {"WITH n AS (SELECT id, row_number() OVER (PARTITION BY project_id ORDER BY pos) AS rn FROM tasks) UPDATE "
             "tasks t SET pos = n.rn FROM n, projects p WHERE n.id = t.id AND p.id = t.project_id AND p.owner_id = $1",
             "tasks: closed, tasks: closed, projects: closed"}});
}

TEST(IsolationDisplaced, allRowsOfABlockMeetItsConditions) {
  expectIn(
      {{"WITH n AS (SELECT id, row_number() OVER (ORDER BY pos) AS rn FROM tasks WHERE project_id = $2) UPDATE tasks "
        "t SET pos = n.rn FROM n, projects p WHERE n.id = t.id AND p.id = t.project_id AND p.owner_id = $1",
        "tasks: closed, tasks: closed, projects: closed"},
       {"SELECT t.* FROM (SELECT id FROM tasks WHERE project_id = $2 ORDER BY pos LIMIT 3) n JOIN tasks t ON t.id = "
        "n.id JOIN projects p ON p.id = t.project_id WHERE p.owner_id = $1",
        "tasks: closed, tasks: closed, projects: closed"},
       {"SELECT n.* FROM (SELECT * FROM tasks WHERE pos = $2 ORDER BY id LIMIT 3) n JOIN projects p ON p.id = "
        "n.project_id WHERE p.owner_id = $1",
        "tasks: open, projects: closed"},
       {"SELECT * FROM (SELECT DISTINCT ON (t.project_id) t.*, p.owner_id FROM tasks t JOIN projects p ON p.id = "
        "t.project_id ORDER BY t.project_id, t.due) x WHERE owner_id = $1",
        "tasks: closed, projects: closed"},
       {"SELECT * FROM (SELECT DISTINCT ON (t.due) t.*, p.owner_id FROM tasks t JOIN projects p ON p.id = "
        "t.project_id ORDER BY t.due, t.id) x WHERE owner_id = $1",
        "tasks: open, projects: open"}});
}

/// NULL is a partition of its own, 1.0 and 1.00 are one.
TEST(IsolationDisplaced, keysAreEqualAsThePartitionHasThem) {
  World world(
      "CREATE TABLE users (id text PRIMARY KEY); CREATE TABLE labels (id bigint PRIMARY KEY, user_id text NOT NULL "
      "REFERENCES users, n numeric, kind text);");
  expectAll(world,
            {{"SELECT * FROM (SELECT id, user_id, count(*) OVER (PARTITION BY n) AS c FROM labels WHERE user_id = "
              "n::text) x WHERE user_id = $1",
              "labels: open"},
             {"SELECT * FROM (SELECT id, user_id, count(*) OVER (PARTITION BY kind) AS c FROM labels WHERE user_id "
              "= kind) x WHERE user_id = $1",
              "labels: closed"}});
}

} // namespace pgtidy::analysis
