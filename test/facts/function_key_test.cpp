#include "facts/function_key.h"

#include <gtest/gtest.h>

namespace pgtidy::facts {
namespace {

TEST(FunctionKey, instancesAreOfTheirTemplate) {
  const std::string instance = "c:@F@find#*C#" + instanceKey("1A");
  EXPECT_NE(instance, "c:@F@find#*C#" + instanceKey("1B"));
  EXPECT_EQ(patternKey(instance), "c:@F@find#*C#");
}

TEST(FunctionKey, partsOfInstancesArePartsOfTheTemplate) {
  EXPECT_EQ(patternKey("c:@F@find#*C#" + instanceKey("1A") + "#[]"), "c:@F@find#*C##[]");
}

TEST(FunctionKey, othersAreThemselves) {
  EXPECT_EQ(patternKey("c:@F@operator<#&1$@S@A#S0_#"), "c:@F@operator<#&1$@S@A#S0_#");
  EXPECT_EQ(patternKey("c:@F@f#<"), "c:@F@f#<");
}

} // namespace
} // namespace pgtidy::facts
