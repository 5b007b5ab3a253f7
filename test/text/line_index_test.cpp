#include "text/line_index.h"

#include <gtest/gtest.h>

namespace pgtidy::text {
namespace {

TEST(LineIndex, firstByteIsLineOneColumnOne) {
  LineIndex index("abc");
  EXPECT_EQ(index.place(0).line, 1u);
  EXPECT_EQ(index.place(0).column, 1u);
}

TEST(LineIndex, lineBreakBelongsToItsLine) {
  LineIndex index("ab\ncd\n");
  EXPECT_EQ(index.place(2).line, 1u);
  EXPECT_EQ(index.place(2).column, 3u);
  EXPECT_EQ(index.place(3).line, 2u);
  EXPECT_EQ(index.place(3).column, 1u);
}

TEST(LineIndex, pastTheEndIsTheEnd) {
  LineIndex index("ab\nc");
  EXPECT_EQ(index.place(100).line, 2u);
  EXPECT_EQ(index.place(100).column, 2u);
  EXPECT_EQ(index.lineStart(3), 4u);
  EXPECT_EQ(index.lineStart(2), 3u);
}

} // namespace
} // namespace pgtidy::text
