// The markers of formats.
#include "facts/format.h"

#include "gtest/gtest.h"

namespace pgtidy::facts {
namespace {

std::string filled(const char *format, FormatStyle style, std::vector<const char *> values) {
  Text text = literal(format);
  if (isFilledInTurn(style)) {
    for (const char *value : values)
      text = filledNext(text, style, [&](const Marker &) { return literal(value); });
  } else {
    unsigned first = 0;
    text = pgtidy::facts::format(text, markersOf(style), first, [&](const Marker &marker, unsigned &position) {
      return literal(std::string(1, marker.conversion) + ":" + values.at(position++));
    });
  }
  return asLiteral(text)->bytes;
}

TEST(Format, aPositionMayStandInBrackets) {
  EXPECT_EQ(filled("a %[1]d b %[0]s", FormatStyle::Boost, {"x", "y"}), "a y b x");
  EXPECT_EQ(filled("a %[0]d %[0]d %[1]s", FormatStyle::Boost, {"x", "y"}), "a x x y");
  EXPECT_EQ(filled("a %d %s", FormatStyle::Boost, {"x", "y"}), "a x y");
}

TEST(Format, aLetterForALengthMayBeAConversion) {
  EXPECT_EQ(filled("%qd %zu %ld", FormatStyle::Printf, {"1", "2", "3"}), "d:1 u:2 d:3");
  EXPECT_EQ(filled("'%q' %Q \"%w\" %z;", FormatStyle::Printf, {"1", "2", "3", "4"}), "'q:1' Q:2 \"w:3\" z:4;");
  EXPECT_EQ(filled("%q", FormatStyle::Printf, {"1"}), "q:1");
}

} // namespace
} // namespace pgtidy::facts
