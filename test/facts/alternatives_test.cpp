#include "facts/alternatives.h"

#include "facts/sample.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace pgtidy::facts {
namespace {

using sample::run;

std::string shown(const Way &way) {
  std::string text;
  for (const Leaf &leaf : way.leaves) {
    const Literal *literal = asLiteral(leaf.text);
    text += literal ? literal->bytes : print(leaf.text) + (leaf.pass ? "'" : "");
  }
  return text;
}

std::multiset<std::string> waysOf(const Text &text) {
  std::multiset<std::string> shownWays;
  for (const Way &way : waysThrough(text).ways)
    shownWays.insert(shown(way));
  return shownWays;
}

using Texts = std::multiset<std::string>;

TEST(Alternatives, whatIsBehindATestOfItsCharactersIsChecked) {
  Text name = hole({HoleKind::Text, "", "name", {}, {}, {}});
  Ways ways = waysThrough(concat({literal("ANALYZE "), checked(concat({literal("t_"), name}))}));
  ASSERT_EQ(ways.ways.size(), 1u);
  const auto *last = std::get_if<Hole>(&ways.ways[0].leaves.back().text->value);
  ASSERT_TRUE(last);
  EXPECT_EQ(last->kind, HoleKind::Checked);
}

TEST(Alternatives, plainTextIsOneWay) {
  EXPECT_EQ(waysOf(concat({literal("a"), run("x")})), Texts{"a{x}"});
  EXPECT_EQ(waysOf(nullptr), Texts{});
  EXPECT_EQ(waysOf(literal("")), Texts{""});
}

TEST(Alternatives, eachBranchIsAWay) {
  Text text = concat({choice("", {literal("a"), literal("b")}), choice("", {literal("1"), literal("2")})});
  EXPECT_EQ(waysOf(text), (Texts{"a1", "a2", "b1", "b2"}));
}

TEST(Alternatives, oneDecisionHoldsEverywhere) {
  Text text = concat({choice("c", {literal("a"), literal("b")}), choice("c", {literal("1"), literal("2")})});
  EXPECT_EQ(waysOf(text), (Texts{"a1", "b2"}));
}

TEST(Alternatives, aBranchWithoutTextAddsNothing) {
  EXPECT_EQ(waysOf(concat({literal("a"), choice("c", {nullptr, literal("b")})})), (Texts{"a", "ab"}));
}

TEST(Alternatives, loopsRunZeroOneAndTwoTimes) {
  EXPECT_EQ(waysOf(concat({literal("a"), repeat(literal(",b"))})), (Texts{"a", "a,b", "a,b,b"}));
  EXPECT_EQ(waysOf(concat({literal("a"), repeat(literal(",b"), true)})), (Texts{"a,b", "a,b,b"}));
}

TEST(Alternatives, loopsAreMarked) {
  for (const Way &way : waysThrough(concat({literal("a"), repeat(literal("b"))})).ways)
    EXPECT_TRUE(way.doubtful);
  EXPECT_FALSE(waysThrough(literal("a")).ways.at(0).doubtful);
}

TEST(Alternatives, valuesOfTheSecondPassAreOthers) {
  EXPECT_EQ(waysOf(repeat(run("x"), true)), (Texts{"{x}", "{x}{x}'"}));
}

TEST(Alternatives, decisionsInALoopAreMadeAnewInEachPass) {
  Text text = repeat(choice("c", {literal("a"), literal("b")}), true);
  EXPECT_EQ(waysOf(text), (Texts{"a", "b", "aa", "ab", "ba", "bb"}));
}

TEST(Alternatives, decisionsBeforeALoopHoldInIt) {
  Text decided = choice("c", {literal("a"), literal("b")});
  EXPECT_EQ(waysOf(concat({decided, repeat(choice("c", {literal("1"), literal("2")}), true)})),
            (Texts{"a1", "a11", "b2", "b22"}));
}

Text optional(int index) {
  std::string number = std::to_string(index);
  return choice("if" + number, {literal("[" + number + "]"), literal("")});
}

TEST(Alternatives, manyBranchesAreBoundedAndSaidSo) {
  std::vector<Text> parts;
  for (int i = 0; i < 20; ++i)
    parts.push_back(optional(i));
  Ways ways = waysThrough(concat(parts));
  EXPECT_TRUE(ways.truncated);
  EXPECT_EQ(ways.ways.size(), 64u);
}

TEST(Alternatives, beyondTheBoundEachBranchIsStillTaken) {
  std::vector<Text> parts;
  for (int i = 0; i < 20; ++i)
    parts.push_back(optional(i));
  std::vector<bool> with(20), without(20);
  for (const std::string &text : waysOf(concat(parts)))
    for (int i = 0; i < 20; ++i)
      (text.find("[" + std::to_string(i) + "]") != text.npos ? with : without)[i] = true;
  EXPECT_EQ(with, std::vector<bool>(20, true));
  EXPECT_EQ(without, std::vector<bool>(20, true));
}

TEST(Alternatives, beyondTheBoundBranchesOfUnequalChoicesAreStillTaken) {
  auto choiceOf = [](const std::string &name, int count) {
    std::vector<Text> branches;
    for (int i = 0; i < count; ++i)
      branches.push_back(literal("[" + name + std::to_string(i) + "]"));
    return choice("", std::move(branches));
  };
  const std::map<std::string, int> counts{{"a", 5}, {"b", 5}, {"c", 6}, {"d", 4}, {"e", 6}};
  std::vector<Text> parts;
  for (const auto &[name, count] : counts)
    parts.push_back(choiceOf(name, count));
  std::set<std::string> taken;
  for (const std::string &text : waysOf(concat(parts)))
    for (const auto &[name, count] : counts)
      for (int i = 0; i < count; ++i)
        if (const std::string branch = "[" + name + std::to_string(i) + "]"; text.find(branch) != text.npos)
          taken.insert(branch);
  EXPECT_EQ(taken.size(), 5u + 5 + 6 + 4 + 6);
}

TEST(Alternatives, exactlyAsManyAsTheBoundAreNotTruncated) {
  std::vector<Text> parts;
  for (int i = 0; i < 6; ++i)
    parts.push_back(optional(i));
  Ways ways = waysThrough(concat(parts));
  EXPECT_FALSE(ways.truncated);
  EXPECT_EQ(ways.ways.size(), 64u);
}

TEST(Alternatives, aTableOfStatementsIsReadWhole) {
  std::vector<Text> rows;
  for (int i = 0; i < 500; ++i)
    rows.push_back(literal("SELECT " + std::to_string(i)));
  Ways ways = waysThrough(choice("", rows));
  EXPECT_EQ(ways.ways.size(), 500u);
  EXPECT_FALSE(ways.truncated);
}

TEST(Alternatives, branchesInARowTakeBoundedTime) {
  Text text = literal("SELECT");
  for (int i = 0; i < 500; ++i)
    text = choice("if" + std::to_string(i), {concat({text, run("x", i)}), text});
  Ways ways = waysThrough(text);
  EXPECT_TRUE(ways.truncated);
  EXPECT_LE(ways.ways.size(), 64u);
  EXPECT_FALSE(ways.ways.empty());
}

TEST(Alternatives, tooLongATextIsLeftOut) {
  Text text = literal(std::string(600 << 10, 'x'));
  Ways ways = waysThrough(concat({text, run("x"), text}));
  EXPECT_TRUE(ways.truncated);
  EXPECT_TRUE(ways.ways.empty());
}

TEST(Alternatives, leavesOfOtherKindsStay) {
  EXPECT_EQ(waysOf(concat({parameter({"f", 0, sample::value("p")}), symbol({"k", {}}), result({"g", {}, {}})})),
            Texts{"$pkg()"});
}

} // namespace
} // namespace pgtidy::facts
