// How much the judgement may take: counted in steps, so that no busy machine changes the answer.
#include "isolation/walk.h"
#include "isolation_support.h"

#include "gtest/gtest.h"

#include <functional>

namespace pgtidy::analysis {
namespace {

/// What one attempt at the statement takes, with every parameter as the principal.
int steps(World &world, const std::string &sql) {
  sql::Parsed parsed = sql::parse(sql);
  isolation::Principals every{isolation::Principals::Kind::Every, ""};
  std::vector<std::string> noHoles;
  isolation::Walk walk(world.ownership(), noHoles, every);
  walk.run(parsed.statements.at(0));
  return walk.refutation().steps();
}

TEST(IsolationBounds, hostileStatementsEndInTime) {
  World world;
  std::string ors = "SELECT * FROM orders WHERE true";
  for (int i = 0; i < 200; ++i)
    ors += " AND (id = " + std::to_string(i) + " OR total = " + std::to_string(i) + " OR status IN ('a', 'b'))";
  std::string joins = "SELECT * FROM orders o0";
  for (int i = 1; i < 60; ++i)
    joins += " LEFT JOIN orders o" + std::to_string(i) + " ON o" + std::to_string(i) + ".id = o" +
             std::to_string(i - 1) + ".id";
  std::string ctes = "WITH c0 AS (SELECT * FROM orders)";
  for (int i = 1; i < 30; ++i) {
    std::string before = "c" + std::to_string(i - 1);
    ctes += ", c" + std::to_string(i) + " AS (SELECT a.* FROM " + before + " a JOIN " + before + " b USING (id))";
  }
  for (const std::string &sql : {ors, joins, ctes + " SELECT * FROM c29"}) {
    for (const TableReference &reference : world.judgeAll(sql))
      EXPECT_EQ(reference.verdict, Verdict::Open);
    EXPECT_LE(steps(world, sql), isolation::Refutation::MostSteps) << sql.substr(0, 80);
  }
}

TEST(IsolationBounds, longListsOfRowsAreJudged) {
  World world;
  std::string rows = "INSERT INTO orders (id, user_id) VALUES (0, $1)";
  for (int i = 1; i < 1000; ++i)
    rows += ", (" + std::to_string(i) + ", $1)";
  EXPECT_EQ(world.verdicts(rows), "orders: closed");
  EXPECT_EQ(world.verdicts(rows + ", (1000, $2)"), "orders: open");
}

TEST(IsolationBounds, stepsGrowWithTheLengthAtMost) {
  World world;
  auto repeated = [](const std::string &part, int times, const std::string &between) {
    std::string text;
    for (int i = 0; i < times; ++i)
      text += (i ? between : "") + part;
    return text;
  };
  auto conditions = [&](int n) {
    return "SELECT * FROM orders WHERE user_id = $1" + repeated(" AND total <> 7", n, "");
  };
  auto list = [&](int n) {
    return "SELECT * FROM orders WHERE user_id = $1 AND id IN (" + repeated("1", n, ", ") + ")";
  };
  auto rows = [&](int n) { return "INSERT INTO orders (user_id, total) VALUES " + repeated("($1, 1)", n, ", "); };
  auto unions = [&](int n) { return repeated("SELECT id FROM orders WHERE user_id = $1", n, " UNION ALL "); };
  for (const std::function<std::string(int)> &shape :
       {std::function<std::string(int)>(conditions), std::function<std::string(int)>(list),
        std::function<std::string(int)>(rows), std::function<std::string(int)>(unions)})
    EXPECT_LE(steps(world, shape(40)), 5 * steps(world, shape(10))) << shape(10);
}

} // namespace
} // namespace pgtidy::analysis
