#include "tree/json.h"
#include "tree/tree.h"

#include <gtest/gtest.h>

namespace pgtidy::sql {
namespace {

TEST(Tree, membersAndElementsAreFound) {
  Tree tree = Tree::parse("select a, 2 from s.t");
  ASSERT_EQ(tree.error(), "");
  Node select = tree.statements().at(0)["stmt"];
  EXPECT_EQ(select.tag(), "SelectStmt");
  EXPECT_EQ(select.body()["targetList"].size(), 2u);
  EXPECT_EQ(select.body()["fromClause"].at(0)["RangeVar"]["schemaname"].str(), "s");
  EXPECT_TRUE(select.body()["fromClause"].at(0)["RangeVar"]["inh"].boolean());
}

TEST(Tree, absentMembersAnswerEveryQuestion) {
  Node nothing = Tree::parse("select 1").statements()["no"].at(3)["such"];
  EXPECT_FALSE(nothing);
  EXPECT_EQ(nothing.str(), "");
  EXPECT_EQ(nothing.integer(7), 7);
  EXPECT_EQ(nothing.size(), 0u);
  EXPECT_EQ(nothing.tag(), "");
  for (Node node : nothing)
    ADD_FAILURE() << node.str();
}

TEST(Tree, errorsAreBytesNotCharacters) {
  Tree tree = Tree::parse("select 'éé' , from");
  EXPECT_EQ(tree.error(), "syntax error at or near \"from\"");
  EXPECT_EQ(tree.errorOffset(), 16);
  EXPECT_EQ(tree.statements().size(), 0u);
}

TEST(Tree, integersBelowOneAreThere) {
  Tree tree = Tree::parse("select -7, 0, - 12");
  std::vector<int64_t> values;
  for (Node target : tree.statements().at(0)["stmt"].body()["targetList"])
    values.push_back(target["ResTarget"]["val"]["A_Const"]["ival"]["ival"].integer());
  EXPECT_EQ(values, (std::vector<int64_t>{-7, 0, -12}));
}

TEST(Tree, aTreeOutlivesItsText) {
  std::string text = "select 'a string that is long enough to be on the heap'";
  Tree tree = Tree::parse(text);
  text.assign(text.size(), '#');
  Node target = tree.statements().at(0)["stmt"].body()["targetList"].at(0);
  EXPECT_EQ(target["ResTarget"]["val"]["A_Const"]["sval"]["sval"].str(),
            "a string that is long enough to be on the heap");
}

TEST(Tree, stringsAreWithoutEscapes) {
  Tree tree = Tree::parse("select E'<\\n\\t\\x01\"\\\\>', 'é', ''");
  std::vector<std::string_view> values;
  for (Node target : tree.statements().at(0)["stmt"].body()["targetList"])
    values.push_back(target["ResTarget"]["val"]["A_Const"]["sval"]["sval"].str());
  EXPECT_EQ(values, (std::vector<std::string_view>{"<\n\t\x01\"\\>", "é", ""}));
}

TEST(Tree, whatIsCutOffIsNoTree) {
  llvm::BumpPtrAllocator memory;
  const std::string_view json = R"({"a":[{"b":true},12,"c\u003c"]})";
  Node whole(readJson(json, "", memory));
  EXPECT_TRUE(whole["a"].at(0)["b"].boolean());
  EXPECT_EQ(whole["a"].at(1).integer(), 12);
  EXPECT_EQ(whole["a"].at(2).str(), "c<");
  for (size_t size = 0; size < json.size(); ++size)
    EXPECT_EQ(readJson(json.substr(0, size), "", memory), nullptr) << json.substr(0, size);
}

} // namespace
} // namespace pgtidy::sql
