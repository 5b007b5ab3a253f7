#include "text/path.h"

#include <gtest/gtest.h>

namespace pgtidy::text {
namespace {

TEST(Path, aRelativePathIsBelowTheFolder) {
  EXPECT_EQ(seenFrom("/home/build", "../src/a.cpp"), "/home/build/../src/a.cpp");
  EXPECT_EQ(seenFrom("/home/build/", "a.cpp"), "/home/build/a.cpp");
  EXPECT_EQ(seenFrom("", "a.cpp"), "a.cpp");
}

TEST(Path, anAbsolutePathIsItself) { EXPECT_EQ(seenFrom("/home/build", "/src/a.cpp"), "/src/a.cpp"); }

} // namespace
} // namespace pgtidy::text
