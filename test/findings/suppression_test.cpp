#include "findings/suppression.h"

#include <gtest/gtest.h>

namespace pgtidy::findings {
namespace {

TEST(Suppression, nolintHidesItsLineOnly) {
  Suppressions found("a\nb // NOLINT\nc\n");
  EXPECT_FALSE(found.covers(1, "pg-sql-syntax"));
  EXPECT_TRUE(found.covers(2, "pg-sql-syntax"));
  EXPECT_FALSE(found.covers(3, "pg-sql-syntax"));
}

TEST(Suppression, nextLineHidesTheNextLineOnly) {
  Suppressions found("-- NOLINTNEXTLINE(pg-sql-*)\nselect\n");
  EXPECT_FALSE(found.covers(1, "pg-sql-syntax"));
  EXPECT_TRUE(found.covers(2, "pg-sql-syntax"));
  EXPECT_FALSE(found.covers(2, "pg-orm-bypass"));
}

TEST(Suppression, otherToolsChecksHideNothing) {
  Suppressions found("b // NOLINT(readability-identifier-naming)\n");
  EXPECT_FALSE(found.covers(1, "pg-sql-syntax"));
}

TEST(Suppression, listsHideEachOfTheirChecks) {
  Suppressions found("b // NOLINT(bugprone-foo, pg-orm-bypass)\n");
  EXPECT_TRUE(found.covers(1, "pg-orm-bypass"));
}

TEST(Suppression, beginAndEndMustNameTheSame) {
  Suppressions found("// NOLINTBEGIN(pg-orm-bypass)\nx\n// NOLINTEND(pg-orm-bypass)\ny\n// NOLINTBEGIN\nz\n");
  EXPECT_TRUE(found.covers(2, "pg-orm-bypass"));
  EXPECT_FALSE(found.covers(2, "pg-sql-syntax"));
  EXPECT_FALSE(found.covers(4, "pg-orm-bypass"));
  EXPECT_FALSE(found.covers(6, "pg-orm-bypass")) << "a begin without its end hides nothing";
}

TEST(Suppression, twoCommentsInALineBothCount) {
  Suppressions found("x // NOLINT(pg-a) NOLINT(pg-b)");
  EXPECT_TRUE(found.covers(1, "pg-a"));
  EXPECT_TRUE(found.covers(1, "pg-b"));
}

} // namespace
} // namespace pgtidy::findings
