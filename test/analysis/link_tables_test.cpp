// Containers that go by a name: what one function puts there, another asks for.
#include "link.h"
#include "program.h"

#include "facts/alternatives.h"
#include "facts/key.h"
#include "facts/list.h"

#include "gtest/gtest.h"

namespace pgtidy::analysis {
namespace {

using namespace sample;
using facts::concat;
using facts::literal;
using Strings = std::vector<std::string>;

const std::string Table = "c:@S@Table@FI@texts[]", Put = "c:@S@Table@F@put#", Get = "c:@S@Table@F@get#";

Strings textsOf(const Builder &builder) {
  facts::Program program = builder.program();
  Linker linker(program);
  Strings shown;
  for (const facts::Call &call : program.calls)
    for (const Chain &chain : linker.follow({call.sql}, call.enclosing).chains)
      shown.push_back(print(chain.texts[0]));
  return shown;
}

/// The element of the table under a key.
Text under(Text key, std::string table = Table) {
  facts::Hole hole = value("texts");
  hole.context = facts::AnElement;
  return facts::symbol({std::move(table), std::move(hole), "", std::move(key)});
}

struct Tables : Builder {
  void put(Text key, Text text, std::string enclosing = "", std::string table = Table) {
    unit.symbols.push_back({std::move(table), std::move(text), std::move(enclosing), "", std::move(key)});
  }
};

TEST(LinkTables, underAKeyStandsWhatWasPutThere) {
  Tables b;
  b.put(literal("a"), literal("A"));
  b.put(literal("b"), literal("B"));
  b.execute(under(literal("a")), "f");
  b.execute(under(nullptr), "f", 2);
  b.execute(under(literal("c")), "f", 3);
  EXPECT_EQ(textsOf(b), (Strings{"\"A\"", "(\"A\"|\"B\")", Table + " under \"c\""}));
}

TEST(LinkTables, whatWasPutUnderAnUnknownKeyMayBeAnyOfThem) {
  Tables b;
  b.put(literal("a"), literal("A"));
  b.put(run("key"), literal("B"));
  b.put(nullptr, literal("C"));
  b.execute(under(literal("a")), "f");
  EXPECT_EQ(textsOf(b), Strings{"(\"C\"|\"A\"|\"B\")"});
}

TEST(LinkTables, aCallerThatAsksGetsItsOwn) {
  Tables b;
  b.put(literal("a"), literal("A"));
  b.put(literal("b"), literal("B"));
  b.function("f");
  b.execute(under(parameter("f")), "f");
  b.invoke("f", {literal("a")}, "g", 20);
  b.invoke("f", {literal("b")}, "h", 21);
  EXPECT_EQ(textsOf(b), (Strings{"\"A\"", "\"B\""}));
}

TEST(LinkTables, aFunctionThatAsksGivesEachCallerItsOwn) {
  Tables b;
  b.put(literal("x-a"), literal("A"));
  b.put(literal("x-b"), literal("B"));
  b.function(Get, under(concat({literal("x-"), parameter(Get)})));
  b.execute(result(Get, {literal("b")}), "f");
  EXPECT_EQ(textsOf(b), Strings{"\"B\""});
}

TEST(LinkTables, withoutCallersAllOfThemAreAskedFor) {
  Tables b;
  b.put(literal("a"), literal("A"));
  b.put(literal("b"), literal("B"));
  b.function("f");
  b.execute(under(parameter("f")), "f");
  EXPECT_EQ(textsOf(b), Strings{"(\"A\"|\"B\")"});
}

TEST(LinkTables, eachCallerPutsItsTextUnderItsKey) {
  Tables b;
  b.function(Put);
  b.put(parameter(Put, 0), parameter(Put, 1), Put);
  b.invoke(Put, {literal("a"), literal("A")}, "g", 20);
  b.invoke(Put, {literal("b"), concat({literal("B "), run("x")})}, "g", 21);
  b.execute(under(literal("a")), "f");
  b.execute(under(literal("b")), "f", 2);
  EXPECT_EQ(textsOf(b), (Strings{"\"A\"", "\"B \" + {x}"}));
}

TEST(LinkTables, callersOfCallersToo) {
  Tables b;
  b.function(Put);
  b.function("declare");
  b.put(parameter(Put, 0), parameter(Put, 1), Put);
  b.invoke(Put, {concat({literal("x-"), parameter("declare", 0)}), parameter("declare", 1)}, "declare", 20);
  b.invoke("declare", {literal("a"), literal("A")}, "g", 30);
  b.invoke("declare", {literal("b"), literal("B")}, "g", 31);
  b.execute(under(literal("x-b")), "f");
  EXPECT_EQ(textsOf(b), Strings{"\"B\""});
}

TEST(LinkTables, twoTablesOfTheSameKeysAreAskedForOne) {
  Tables b;
  const std::string owners = "c:@S@Table@FI@owners[]";
  for (const char *key : {"a", "b"}) {
    b.put(literal(key), literal(std::string("table ") + key));
    b.put(literal(key), literal(std::string(" owner ") + key), "", owners);
  }
  b.function("f");
  b.execute(concat({under(parameter("f")), under(parameter("f"), owners)}), "f");
  facts::Program program = b.program();
  Linker linker(program);
  const Chains chains = linker.follow({program.calls[0].sql}, "f");
  EXPECT_EQ(facts::waysThrough(chains.chains.at(0).texts.at(0)).ways.size(), 2u);
}

TEST(LinkTables, aTextThatGrowsUnderItsKey) {
  Tables b;
  b.put(literal("a"), literal("A"));
  b.put(literal("a"), concat({under(literal("a")), literal(" more")}), "g");
  b.put(literal("b"), under(literal("a")), "g");
  b.execute(under(literal("a")), "f");
  b.execute(under(literal("b")), "f", 2);
  EXPECT_EQ(textsOf(b), (Strings{"\"A\" + (\" more\")+", "\"A\" + (\" more\")+"}));
}

TEST(LinkTables, aKeyPutTogetherAlikeGoesBeforeOneThatMayOnlyEndSo) {
  Tables b;
  auto key = [](const char *name) { return concat({literal("pg"), run("suffix"), literal(name)}); };
  b.put(key("-id"), literal("A"));
  b.put(key("-any-id"), literal("B"));
  b.put(literal("pg-x-id"), literal("C"));
  b.put(run("name"), literal("D"));
  b.execute(under(concat({literal("pg"), run("own"), literal("-id")})), "f");
  EXPECT_EQ(textsOf(b), Strings{"(\"C\"|\"D\"|\"A\")"});
}

TEST(LinkTables, aWholeKeyMayBeAnyThatEndsSo) {
  Tables b;
  b.put(concat({run("prefix"), literal("-id")}), literal("A"));
  b.put(literal("pg-id"), literal("B"));
  b.execute(under(literal("pg-id")), "f");
  EXPECT_EQ(textsOf(b), Strings{"(\"B\"|\"A\")"});
}

/// A function that gives a reference to an element of the table, or to what another function does.
struct References : Tables {
  static std::string part(const std::string &function) { return facts::referredPart(function); }
  void gives(const std::string &function_, Text what) { function(part(function_), std::move(what)); }
  void assign(Text target, Text text, std::string enclosing = "g", Text under = nullptr) {
    const std::string key = std::get<facts::Result>(target->value).function;
    unit.symbols.push_back({key, std::move(text), std::move(enclosing), "", std::move(under), std::move(target)});
  }
};

TEST(LinkTables, aTextIsPutWhereTheFunctionGivesAReferenceTo) {
  References b;
  b.gives(Put, under(parameter(References::part(Put))));
  b.assign(result(References::part(Put), {literal("a")}), literal("A"));
  b.assign(result(References::part(Put), {literal("b")}), literal("B"));
  b.assign(result("c:@F@unknown#&", {literal("a")}), literal("C"));
  b.execute(under(literal("a")), "f");
  EXPECT_EQ(textsOf(b), Strings{"\"A\""});
}

TEST(LinkTables, aReferenceIsHandedOn) {
  References b;
  b.gives(Put, under(parameter(References::part(Put))));
  b.gives("set", result(References::part(Put), {concat({literal("x-"), parameter("set#&")})}));
  b.assign(result("set#&", {literal("a")}), literal("A"));
  b.execute(under(literal("x-a")), "f");
  b.execute(under(literal("a")), "f", 2);
  EXPECT_EQ(textsOf(b), (Strings{"\"A\"", Table + " under \"a\""}));
}

TEST(LinkTables, aTextGrowsThroughTheReference) {
  References b;
  b.gives(Put, under(parameter(References::part(Put))));
  b.assign(result(References::part(Put), {literal("a")}), literal("A"));
  b.assign(result(References::part(Put), {literal("a")}), concat({result(Put, {literal("a")}), literal(" more")}));
  b.execute(under(literal("a")), "f");
  EXPECT_EQ(textsOf(b), Strings{"\"A\" + (\" more\")+"});
}

TEST(LinkTables, aWholeContainerIsGivenAndFilled) {
  References b;
  b.gives(Put, under(nullptr));
  b.assign(result(References::part(Put)), literal("A"), "g", literal("a"));
  b.assign(result(References::part(Put)), literal("B"), "g", literal("b"));
  b.execute(under(literal("b")), "f");
  EXPECT_EQ(textsOf(b), Strings{"\"B\""});
}

TEST(LinkTables, eachCallerPutsItsTextThroughTheReference) {
  References b;
  b.gives(Put, under(parameter(References::part(Put))));
  b.function("declare");
  b.assign(result(References::part(Put), {concat({literal("x-"), parameter("declare", 0)})}), parameter("declare", 1),
           "declare");
  b.invoke("declare", {literal("a"), literal("A")}, "g", 30);
  b.invoke("declare", {literal("b"), literal("B")}, "g", 31);
  b.execute(under(literal("x-b")), "f");
  EXPECT_EQ(textsOf(b), Strings{"\"B\""});
}

TEST(LinkKeys, alikeWhereTheirRunTimePartsStandAtTheSamePlaces) {
  const Text any = concat({literal("pg"), run("suffix"), literal("-any")});
  EXPECT_EQ(facts::fitOf(any, concat({literal("pg"), run("other"), run("more"), literal("-any")})),
            facts::KeyFit::Alike);
  EXPECT_EQ(facts::fitOf(any, concat({literal("pg"), run("suffix"), literal("-not-any")})), facts::KeyFit::ByGaps);
  EXPECT_EQ(facts::fitOf(any, literal("pg-any")), facts::KeyFit::Any);
  EXPECT_EQ(facts::fitOf(any, run("key")), facts::KeyFit::Any);
  EXPECT_EQ(facts::fitOf(run("key"), run("other")), facts::KeyFit::Any);
  EXPECT_EQ(facts::fitOf(literal("pg-any"), literal("pg-any")), facts::KeyFit::Any);
}

TEST(LinkKeys, fitWhereTheirEndsDo) {
  const Text any = concat({literal("pg"), run("suffix"), literal("-any")});
  EXPECT_TRUE(facts::mayBeSameKey(any, literal("pg-any")));
  EXPECT_TRUE(facts::mayBeSameKey(any, concat({run("prefix"), literal("-any")})));
  EXPECT_FALSE(facts::mayBeSameKey(any, literal("pg-own")));
  EXPECT_FALSE(facts::mayBeSameKey(any, concat({literal("my"), run("suffix"), literal("-any")})));
  EXPECT_FALSE(facts::mayBeSameKey(any, literal("pg-an")));
  EXPECT_FALSE(facts::mayBeSameKey(concat({literal("aba"), run("x"), literal("aba")}), literal("aba")));
  EXPECT_TRUE(facts::mayBeSameKey(facts::choice("", {literal("a"), literal("b")}), literal("b")));
  EXPECT_TRUE(facts::mayBeSameKey(nullptr, literal("b")));
}

} // namespace
} // namespace pgtidy::analysis
