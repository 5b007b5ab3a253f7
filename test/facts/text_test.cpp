#include "facts/text.h"

#include "facts/sample.h"

#include <gtest/gtest.h>

namespace pgtidy::facts {
namespace {

using sample::at;
using sample::run;
using sample::written;

TEST(Text, neighbouringLiteralsAreOne) {
  EXPECT_EQ(print(concat({literal("a"), literal("b"), run("x"), literal("c")})), "\"ab\" + {x} + \"c\"");
}

TEST(Text, whatIsCheckedStaysSoInAFormat) {
  Text format = concat({literal("a "), checked(run("x")), literal(" {}")});
  EXPECT_EQ(print(formatted({FormatStyle::Brace, {format, run("y")}, {""}, {}})), "\"a \" + {x}[ok] + \" \" + {y}");
}

TEST(Text, nestedConcatsAreFlat) {
  EXPECT_EQ(print(concat({concat({literal("a"), run("x")}), concat({literal("b"), literal("c")})})),
            "\"a\" + {x} + \"bc\"");
}

TEST(Text, emptyAndNullPartsAreDropped) {
  EXPECT_EQ(print(concat({nullptr, literal(""), run("x")})), "{x}");
  EXPECT_EQ(print(concat({})), "\"\"");
  EXPECT_EQ(print(nullptr), "null");
}

TEST(Text, joinedLiteralsKeepTheirRuns) {
  Text joined = concat({written("ab", 1), written("cd", 2)});
  const Literal *literal = asLiteral(joined);
  ASSERT_TRUE(literal);
  ASSERT_EQ(literal->runs.size(), 2u);
  EXPECT_EQ(literal->runs[1].begin, 2u);
  EXPECT_EQ(literal->runs[1].source, at(0, 2));
}

TEST(Text, runsThatContinueInTheSourceAreOne) {
  Text joined = concat({literal("ab", {{0, 2, at(0, 1, 1), 0}}), literal("cd", {{0, 2, at(0, 1, 3), 0}})});
  ASSERT_EQ(asLiteral(joined)->runs.size(), 1u);
  EXPECT_EQ(asLiteral(joined)->runs[0].length, 4u);
}

TEST(Text, escapesStayRunsOfTheirOwn) {
  Text joined = concat({literal("a", {{0, 1, at(0, 1, 1), 0}}), literal("\n", {{0, 1, at(0, 1, 2), 2}})});
  EXPECT_EQ(asLiteral(joined)->runs.size(), 2u);
}

TEST(Text, choiceOfEqualBranchesIsThatBranch) {
  EXPECT_EQ(print(choice("", {literal("a"), literal("a")})), "\"a\"");
  EXPECT_EQ(print(choice("c", {literal("a"), literal("a")})), "\"a\"");
}

TEST(Text, freeChoicesAreOneChoiceWithEachBranchOnce) {
  EXPECT_EQ(print(choice("", {choice("", {literal("a"), literal("b")}), literal("b"), literal("c")})),
            "(\"a\"|\"b\"|\"c\")");
}

TEST(Text, decidedChoiceKeepsItsIndexes) {
  EXPECT_EQ(print(choice("c", {literal("a"), literal("a"), literal("b")})), "(\"a\"|\"a\"|\"b\")");
}

TEST(Text, noBranchIsNoText) { EXPECT_EQ(choice("", {}), nullptr); }

TEST(Text, repeatOfARepeatIsOne) {
  EXPECT_EQ(print(repeat(repeat(run("x"), true), true)), "({x})+");
  EXPECT_EQ(print(repeat(repeat(run("x"), true), false)), "({x})*");
  EXPECT_EQ(print(repeat(repeat(run("x"), false), true)), "({x})*");
  EXPECT_EQ(print(repeat(literal(""), true)), "\"\"");
  EXPECT_EQ(print(repeat(literal(""))), "(\"\")*"); // a loop that ran no time
}

TEST(Text, samePlacesMatter) {
  EXPECT_TRUE(same(written("a", 1), written("a", 1)));
  EXPECT_FALSE(same(written("a", 1), written("a", 2)));
  EXPECT_FALSE(same(run("x", 1), run("x", 2)));
  EXPECT_FALSE(same(run("x"), nullptr));
  EXPECT_TRUE(same(nullptr, nullptr));
}

TEST(Text, differentKindsDiffer) {
  EXPECT_FALSE(same(repeat(run("x")), repeat(run("x"), true)));
  EXPECT_FALSE(same(parameter({"f", 0, {}}), parameter({"f", 1, {}})));
  EXPECT_FALSE(same(symbol({"a", {}}), symbol({"b", {}})));
  EXPECT_FALSE(same(result({"f", {literal("a")}, {}}), result({"f", {nullptr}, {}})));
}

TEST(Text, orderIsTotalAndAgreesWithSame) {
  std::vector<Text> texts = {nullptr,
                             literal("a"),
                             written("a", 1),
                             run("x"),
                             repeat(run("x")),
                             symbol({"a", {}}),
                             parameter({"f", 0, {}}),
                             result({"f", {}, {}}),
                             literal("b"),
                             choice("", {literal("a"), literal("b")}),
                             concat({literal("a"), run("x")})};
  for (const Text &a : texts)
    for (const Text &b : texts) {
      EXPECT_EQ(order(a, b) == 0, same(a, b));
      EXPECT_EQ(order(a, b) < 0, order(b, a) > 0);
    }
}

TEST(Text, hasLiteralLooksThroughEverythingThatHasBytes) {
  EXPECT_TRUE(hasLiteral(choice("", {run("x"), repeat(literal("a"))})));
  EXPECT_FALSE(hasLiteral(concat({run("x"), run("y")})));
  EXPECT_FALSE(hasLiteral(literal("")));
  EXPECT_FALSE(hasLiteral(nullptr));
}

TEST(Text, printEscapesBytes) { EXPECT_EQ(print(literal("a\"\\\n\x01")), "\"a\\\"\\\\\\n\\x01\""); }

TEST(Text, doublingInARowStaysSmall) {
  Text text = concat({literal("ab"), run("x")});
  Text other = concat({literal("ab"), run("x")});
  for (int i = 0; i < 60; ++i) {
    text = concat({text, text});
    other = concat({other, other});
  }
  EXPECT_TRUE(same(text, other));
  EXPECT_LT(print(text).size(), 200000u);
  Text bytes = literal("abcdefgh");
  for (int i = 0; i < 40; ++i)
    bytes = concat({bytes, bytes});
  EXPECT_TRUE(hasLiteral(bytes));
}

TEST(Text, branchesInARowCompareFast) {
  auto chain = [] {
    Text text = literal("SELECT");
    for (int i = 0; i < 300; ++i)
      text = choice("if" + std::to_string(i), {concat({text, run("x", i)}), text});
    return text;
  };
  EXPECT_TRUE(same(chain(), chain()));
}

TEST(Text, aPartIsWhatItsWholeIsMadeOf) {
  auto partOf = [](Text whole) {
    return formatted({FormatStyle::Part, {std::move(whole)}, {}, {HoleKind::Text, "", "s.substr(n)", {}, {}, {}}});
  };
  auto kindOf = [](const Text &text) { return std::get<Hole>(text->value).kind; };
  const Text raw = facts::hole({HoleKind::Text, "", "name", {}, {"read from argv"}, {}}),
             looked = facts::hole({HoleKind::Checked, "", "c", {}, {}, {}}),
             escaped = facts::hole({HoleKind::EscapedString, "", "e", {}, {}, {}}),
             number = facts::hole({HoleKind::Number, "", "n", {}, {}, {}});
  EXPECT_EQ(kindOf(partOf(literal("a,b"))), HoleKind::Enumerator);
  EXPECT_EQ(kindOf(partOf(concat({literal("a"), number}))), HoleKind::Enumerator);
  EXPECT_EQ(kindOf(partOf(concat({literal("a"), looked}))), HoleKind::Checked);
  EXPECT_EQ(kindOf(partOf(choice("", {literal("a"), concat({looked, raw})}))), HoleKind::Text);
  EXPECT_EQ(kindOf(partOf(repeat(escaped))), HoleKind::Text);
  EXPECT_EQ(kindOf(partOf(checked(raw))), HoleKind::Checked);
  EXPECT_EQ(std::get<Hole>(partOf(raw)->value).origin, std::vector<std::string>{"read from argv"});
  EXPECT_EQ(print(partOf(symbol({"c:@m", {}}))), "part(c:@m)");
}

} // namespace
} // namespace pgtidy::facts
