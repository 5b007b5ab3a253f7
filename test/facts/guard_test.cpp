#include "facts/guard.h"

#include <gtest/gtest.h>

namespace pgtidy::facts {
namespace {

TEST(Guard, parametersAndTheirPartsAreTold) {
  EXPECT_FALSE(parameterIn("object 1@3"));
  EXPECT_FALSE(parameterIn("parameter "));
  ASSERT_TRUE(parameterIn(parameterIdentity(12)));
  EXPECT_EQ(parameterIn(parameterIdentity(12))->index, 12u);
  EXPECT_EQ(parameterIn(parameterIdentity(12))->part, "");
  EXPECT_EQ(parameterIn("parameter 3.user_id")->index, 3u);
  EXPECT_EQ(parameterIn("parameter 3.user_id")->part, ".user_id");
}

TEST(Guard, membersHaveOneNameHoweverTheyAreWritten) {
  for (const char *name : {"user_id", "userId", "UserId", "m_userId", "userId_", "_user_id", "m_user_id_"})
    EXPECT_EQ(memberName(name), "user_id") << name;
  EXPECT_EQ(memberName("m"), "m");
  EXPECT_EQ(memberName(""), "");
}

} // namespace
} // namespace pgtidy::facts
