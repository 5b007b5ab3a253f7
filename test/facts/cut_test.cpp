#include "facts/cut.h"
#include "facts/quote.h"

#include "facts/sample.h"

#include <gtest/gtest.h>

namespace pgtidy::facts {
namespace {

Text given() { return parameter({"f", 0, sample::value("p")}); }

Text behind(Text text, const char *value, bool equal, Extent extent) {
  return narrowed({std::move(text), literal(value), equal, {}, extent});
}

TEST(Cut, whatIsKnownLosesItsEnds) {
  EXPECT_EQ(print(withoutEnd(literal("a, b, "), 2)), "\"a, b\"");
  EXPECT_EQ(print(withoutStart(literal(", a"), 2)), "\"a\"");
  EXPECT_EQ(print(withoutEnd(concat({sample::run("x"), literal(";")}), 1)), "{x}");
  EXPECT_EQ(print(withoutEnd(choice("", {literal("a;"), literal("b;")}), 1)), "(\"a\"|\"b\")");
}

TEST(Cut, aPartOfAValueThatIsNotKnownIsOneAsWell) {
  EXPECT_EQ(print(withoutEnd(sample::run("x"), 1)), "{x}");
  EXPECT_EQ(print(withoutEnd(sample::run("x", 1, HoleKind::Number), 1)), "{x}");
  EXPECT_EQ(print(withoutEnd(sample::run("x", 1, HoleKind::EscapedLiteral), 1)), "{}"); // its quote is lost
}

TEST(Cut, whereThereIsNoTextNothingIsCut) {
  EXPECT_EQ(withoutEnd(nullptr, 1), nullptr);
  EXPECT_EQ(withoutStart(behind(nullptr, "W", true, Extent::Start), 1), nullptr);
  EXPECT_EQ(print(formatted({FormatStyle::WithoutEnd, {nullptr}, {}, sample::value("p"), 1})), "{p}");
}

TEST(Cut, whatIsKnownAtLinkIsCutThen) {
  const Text cut = withoutEnd(given(), 1);
  EXPECT_EQ(print(cut), "withoutEnd($p, 1)");
  EXPECT_EQ(print(withoutStart(behind(given(), "W", true, Extent::Start), 2)), "withoutStart($p[=\"W\" + *], 2)");
  EXPECT_EQ(print(formatted({FormatStyle::WithoutEnd, {literal("a;")}, {}, {}, 1})), "\"a\"");
  EXPECT_EQ(print(formatted({FormatStyle::WithoutStart, {literal("a;")}, {}, {}, 1})), "\";\"");
}

TEST(Cut, anAskedEndLeavesWhatHasIt) {
  const Text texts = choice("", {literal("a;"), literal("b")});
  EXPECT_EQ(print(settled(behind(texts, ";", true, Extent::End))), "\"a;\"");
  EXPECT_EQ(print(settled(behind(texts, ";", false, Extent::End))), "\"b\"");
  EXPECT_EQ(print(settled(behind(texts, "a", true, Extent::Start))), "\"a;\"");
  EXPECT_EQ(print(settled(behind(sample::run("x"), "a", true, Extent::Start))), "{x}"); // it only begins with it
  EXPECT_TRUE(isNothing(settled(behind(nothing(), "a", true, Extent::Start))));
}

TEST(Cut, endsAreKnownWhereTheBytesAre) {
  EXPECT_EQ(equals(concat({sample::run("x"), literal(", ")}), " ", Extent::End), true);
  EXPECT_EQ(equals(concat({sample::run("x"), literal(", ")}), ";", Extent::End), false);
  EXPECT_EQ(equals(concat({sample::run("x"), literal(", ")}), ";, ", Extent::End), std::nullopt);
  EXPECT_EQ(equals(concat({sample::run("x"), literal(", ")}), "a", Extent::Start), std::nullopt);
  EXPECT_EQ(equals(behind(given(), " AND ", true, Extent::End), " ", Extent::End), true);
  EXPECT_EQ(equals(behind(given(), " ", true, Extent::End), " AND ", Extent::End), std::nullopt);
  EXPECT_EQ(equals(behind(given(), ";", false, Extent::End), ";", Extent::End), false);
  EXPECT_EQ(equals(behind(given(), ";", true, Extent::End), "", Extent::Whole), false);
  EXPECT_EQ(equals(behind(given(), ";", false, Extent::End), "a", Extent::Whole), std::nullopt);
}

TEST(Cut, aNameIsKnownInQuotesWhereItIs) {
  const Hole escaped = sample::value("p", 1, HoleKind::EscapedIdentifier);
  EXPECT_EQ(print(quotedName(literal("user"), escaped)), R"("\"user\"")");
  EXPECT_EQ(print(quotedName(choice("", {literal("a"), literal("b")}), escaped)), R"(("\"a\""|"\"b\""))");
  EXPECT_EQ(print(quotedName(literal("a\"b"), escaped)), "{p}");
  EXPECT_EQ(print(quotedName(concat({literal("a"), sample::run("x")}), escaped)), "{p}");
  const Text later = quotedName(given(), escaped);
  EXPECT_EQ(print(later), "quoted($p)");
  EXPECT_FALSE(hasRaw(later));
  EXPECT_EQ(print(formatted({FormatStyle::QuotedName, {literal("a")}, {}, escaped})), R"("\"a\"")");
}

} // namespace
} // namespace pgtidy::facts
