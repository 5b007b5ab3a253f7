#include "flatten.h"

#include "analysis/program.h"

#include <gtest/gtest.h>

namespace pgtidy::analysis {
namespace {

using namespace sample;
using facts::HoleKind;

Flattened flat(const Text &text) { return flatten(text, sql::PlaceholderStyle::Dollar); }

TEST(Flatten, literalWithHoles) {
  Flattened f = flat(facts::concat({written("SELECT ", 3), run("x"), facts::literal(" FROM t")}));
  ASSERT_EQ(f.alternatives.size(), 1u);
  const Alternative &a = f.alternatives[0];
  EXPECT_EQ(a.text.text, "SELECT  FROM t");
  ASSERT_EQ(a.text.holes.size(), 1u);
  EXPECT_EQ(a.text.holes[0].offset, 7u);
  EXPECT_EQ(a.holes.at(0).expression, "x");
  EXPECT_FALSE(f.unknown);
}

TEST(Flatten, bytesKeepTheirSource) {
  Flattened f = flat(facts::concat({written("SELECT ", 3), run("x"), written(" FROM t", 4)}));
  const Alternative &a = f.alternatives.at(0);
  EXPECT_EQ(a.source(0), at(3));
  EXPECT_EQ(a.source(13), at(4, 7));
  EXPECT_FALSE(a.source(14).isValid());
  EXPECT_FALSE(a.source(-1).isValid());
}

TEST(Flatten, escapesStandAtTheirBegin) {
  Text text = facts::literal("\u00e4b", {{0, 2, at(1, 1), 6}, {2, 1, at(1, 7), 0}});
  const Alternative a = std::move(flat(text).alternatives.at(0));
  EXPECT_EQ(a.source(1), at(1, 1));
  EXPECT_EQ(a.source(2), at(1, 7));
}

TEST(Flatten, fillingsOfHoles) {
  const std::pair<HoleKind, sql::Filling> pairs[] = {{HoleKind::Text, sql::Filling::Raw},
                                                     {HoleKind::Unknown, sql::Filling::Raw},
                                                     {HoleKind::Number, sql::Filling::Number},
                                                     {HoleKind::Enumerator, sql::Filling::Word},
                                                     {HoleKind::EscapedLiteral, sql::Filling::QuotedLiteral},
                                                     {HoleKind::EscapedString, sql::Filling::EscapedString},
                                                     {HoleKind::EscapedIdentifier, sql::Filling::QuotedIdentifier},
                                                     {HoleKind::Placeholders, sql::Filling::Placeholders}};
  for (auto [kind, filling] : pairs)
    EXPECT_EQ(flat(facts::concat({facts::literal("a"), run("x", kind)})).alternatives.at(0).text.holes.at(0).filling,
              filling);
}

std::vector<std::string> identities(const Text &text) {
  std::vector<std::string> result;
  Flattened flattened = flat(facts::concat({facts::literal("a"), text}));
  for (const sql::Hole &hole : flattened.alternatives.back().text.holes)
    result.push_back(hole.identity);
  return result;
}

TEST(Flatten, theSameExpressionAtTheSamePlaceIsTheSameValue) {
  auto same = identities(facts::concat({run("x"), facts::literal(" "), run("x")}));
  EXPECT_EQ(same.at(0), same.at(1));
  EXPECT_FALSE(same[0].empty());
  auto other = identities(facts::concat({run("x"), facts::literal(" "), run("x", HoleKind::Text, 2)}));
  EXPECT_NE(other.at(0), other.at(1));
}

TEST(Flatten, theSameParameterIsTheSameValue) {
  auto same = identities(facts::concat({parameter("f", 1), facts::literal(" "), parameter("f", 1), parameter("f", 2)}));
  EXPECT_EQ(same.at(0), same.at(1));
  EXPECT_NE(same.at(1), same.at(2));
}

TEST(Flatten, passesOfALoopHaveOtherValues) {
  auto twice = identities(facts::repeat(run("x"), true));
  ASSERT_EQ(twice.size(), 2u);
  EXPECT_NE(twice[0], twice[1]);
}

TEST(Flatten, aValueWithoutPlaceHasNoIdentity) {
  EXPECT_EQ(identities(facts::hole({HoleKind::Text, "", "x", {}, {}, {}})).at(0), "");
}

TEST(Flatten, equalAlternativesAreOne) {
  Text text = facts::concat({facts::choice("", {facts::literal("ab"), facts::concat({facts::literal("a"), run("x")})}),
                             facts::choice("c", {facts::literal(""), nullptr})});
  EXPECT_EQ(flat(text).alternatives.size(), 2u);
}

TEST(Flatten, equalTextsFromOtherPlacesStay) {
  EXPECT_EQ(flat(facts::choice("", {written("SELECT 1", 1), written("SELECT 1", 2)})).alternatives.size(), 2u);
}

TEST(Flatten, textWithoutABytesIsUnknown) {
  facts::Hole hole = value("argv[1]");
  hole.origin = {"read from the command line"};
  Flattened f = flat(facts::hole(hole));
  EXPECT_TRUE(f.unknown);
  EXPECT_TRUE(f.alternatives.empty());
  EXPECT_EQ(f.origin, std::vector<std::string>{"read from the command line"});
}

TEST(Flatten, semicolonsTellNothing) { EXPECT_TRUE(flat(facts::concat({run("x"), facts::literal(" ;\n")})).unknown); }

TEST(Flatten, separatorsTellNothing) {
  EXPECT_TRUE(flat(facts::concat({run("x"), facts::literal(", "), run("y")})).unknown);
  EXPECT_FALSE(flat(facts::concat({facts::literal("COPY "), run("y")})).unknown);
}

TEST(Flatten, oneUnknownAmongKnown) {
  Flattened f = flat(facts::choice("", {facts::literal("SELECT 1"), run("x")}));
  EXPECT_TRUE(f.unknown);
  EXPECT_EQ(f.alternatives.size(), 1u);
  EXPECT_EQ(f.origin, std::vector<std::string>{"the run-time value 'x'"});
}

TEST(Flatten, aParameterWithoutCallersIsNamed) {
  EXPECT_NE(flat(parameter("f")).origin.at(0).find("parameter 'p0'"), std::string::npos);
}

TEST(Flatten, emptyTextIsKnown) {
  EXPECT_FALSE(flat(facts::literal("")).unknown);
  EXPECT_EQ(flat(facts::literal("")).alternatives.size(), 1u);
}

TEST(Flatten, loopsAreMarked) {
  Flattened f = flat(facts::concat({facts::literal("IN ("), facts::repeat(facts::literal("?,")), facts::literal(")")}));
  EXPECT_EQ(f.alternatives.size(), 3u);
  EXPECT_TRUE(f.alternatives[0].isDoubtful);
}

TEST(Flatten, moreThanFollowedIsSaid) {
  std::vector<Text> parts;
  for (int i = 0; i < 10; ++i)
    parts.push_back(facts::choice("if" + std::to_string(i), {facts::literal(std::to_string(i)), facts::literal("")}));
  EXPECT_TRUE(flat(facts::concat(parts)).truncated);
}

} // namespace
} // namespace pgtidy::analysis
