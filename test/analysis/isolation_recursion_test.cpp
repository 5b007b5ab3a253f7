// Columns that a recursive CTE keeps from step to step.
#include "isolation_support.h"

#include "gtest/gtest.h"

#include <string>

namespace pgtidy::analysis {

TEST(IsolationRecursion, aStarIsItsColumns) {
  World world;
  auto steps = [](const std::string &step) {
    return "WITH RECURSIVE r AS (SELECT * FROM folders WHERE user_id = $1 UNION ALL " + step + ") SELECT * FROM r";
  };
  const std::pair<std::string, const char *> cases[] = {
      {"SELECT f.* FROM folders f JOIN r ON f.parent_id = r.id AND f.user_id = r.user_id",
       "folders: closed, folders: closed"},
      {"SELECT f.* FROM folders f JOIN r ON f.parent_id = r.id", "folders: closed, folders: open"},
      {"SELECT f.* FROM r JOIN folders f ON f.parent_id = r.id WHERE f.user_id = r.id",
       "folders: closed, folders: open"},
      {"SELECT r.* FROM r WHERE r.id > 3", "folders: closed"},
      {"SELECT f.id, r.user_id, f.parent_id, f.name FROM r JOIN folders f ON f.parent_id = r.id WHERE f.user_id = "
       "r.user_id",
       "folders: closed, folders: closed"},
      // the columns stand elsewhere than before
      {"SELECT f.user_id, f.id, f.parent_id, f.name FROM r JOIN folders f ON f.parent_id = r.id AND f.user_id = "
       "r.user_id",
       "folders: closed, folders: open"}};
  for (const auto &[step, verdicts] : cases)
    EXPECT_EQ(world.verdicts(steps(step)), verdicts) << step;
}

} // namespace pgtidy::analysis
