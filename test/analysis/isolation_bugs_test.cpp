#include "bugs/isolation_cases.h"
#include "isolation_support.h"

#include "gtest/gtest.h"

namespace pgtidy::analysis {

TEST(IsolationBugs, areStillWrong) {
  World world;
  for (const KnownWrong &one : IsolationBugs) {
    std::string verdicts = world.verdicts(one.sql);
    EXPECT_NE(verdicts, one.right) << "turned right, so move it to the ordinary cases: " << one.sql;
    EXPECT_EQ(verdicts, one.now) << one.sql;
  }
}

} // namespace pgtidy::analysis
