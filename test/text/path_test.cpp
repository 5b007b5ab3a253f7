#include "text/path.h"

#include <gtest/gtest.h>

namespace pgtidy::text {
namespace {

TEST(Path, aRelativePathIsBelowTheFolder) {
  EXPECT_EQ(seenFrom("/work/build", "../src/a.cpp"), "/work/build/../src/a.cpp");
  EXPECT_EQ(seenFrom("/work/build/", "a.cpp"), "/work/build/a.cpp");
  EXPECT_EQ(seenFrom("", "a.cpp"), "a.cpp");
}

TEST(Path, anAbsolutePathIsItself) { EXPECT_EQ(seenFrom("/work/build", "/src/a.cpp"), "/src/a.cpp"); }

} // namespace
} // namespace pgtidy::text
