#include "link.h"

#include "analysis/program.h"
#include "facts/alternatives.h"

#include <gtest/gtest.h>

namespace pgtidy::analysis {
namespace {

using namespace sample;

using Strings = std::vector<std::string>;

/// The first text of each chain of the program's first call.
Strings textsOf(const Builder &builder) {
  facts::Program program = builder.program();
  Linker linker(program);
  Strings shown;
  for (const Chain &chain : linker.follow({program.calls.at(0).sql}, program.calls[0].enclosing).chains)
    shown.push_back(print(chain.texts.at(0)));
  return shown;
}

TEST(Link, aTextOfItsOwnHasNoWay) {
  Builder b;
  b.execute(facts::literal("SELECT 1"), "f");
  b.function("f");
  b.invoke("f", {facts::literal("x")}, "g");
  facts::Program program = b.program();
  Linker linker(program);
  Chains chains = linker.follow({program.calls[0].sql}, "f");
  ASSERT_EQ(chains.chains.size(), 1u);
  EXPECT_TRUE(chains.chains[0].way.empty());
}

TEST(Link, aTestIsOneWhereItsFunctionLooksAtTheCharacters) {
  Builder b;
  b.execute(facts::concat({facts::checked(run("a"), {"look", 1}), facts::checked(run("b"), {"look", 0}),
                           facts::checked(run("c"), {"elsewhere", 0})}),
            "f");
  b.function("f");
  b.function("look").tests = {1};
  EXPECT_EQ(textsOf(b), Strings{"{a}[ok] + {b} + {c}"});
}

TEST(Link, aMemberCopiedFromAnotherObjectHasNoOtherText) {
  Builder b;
  b.execute(symbol("type"), "f");
  b.function("f");
  b.assign("type", facts::literal("POINT"), "make");
  b.assign("type", symbol("type"), "copy");
  EXPECT_EQ(textsOf(b), Strings{"\"POINT\""});
}

TEST(Link, aMemberIsLetThroughWherever) {
  Builder b;
  b.execute(facts::concat({symbol("prefix"), symbol("schema")}), "f");
  b.function("f");
  b.assign("prefix", run("a"), "parse");
  b.assign("prefix", facts::checked(facts::checked(symbol("prefix"), {"look", 0}), {"log", 0}), "verify");
  b.function("look").tests = {0};
  b.assign("prefix", facts::checked(facts::checked(symbol("prefix"), {"log", 0}), {"print", 0}), "show");
  b.assign("schema", run("b"), "parse");
  b.assign("schema", facts::checked(symbol("schema"), {"elsewhere", 0}), "verify");
  EXPECT_EQ(textsOf(b), Strings{"{a}[ok] + {b}"});
}

TEST(Link, eachCallerIsAChain) {
  Builder b;
  b.execute(parameter("f"), "f");
  b.function("f");
  b.invoke("f", {facts::literal("A")}, "g", 20);
  b.invoke("f", {facts::literal("B")}, "h", 21);
  EXPECT_EQ(textsOf(b), (Strings{"\"A\"", "\"B\""}));
}

TEST(Link, waysBeginOutermost) {
  Builder b;
  b.execute(parameter("f"), "f");
  b.function("f");
  b.function("g");
  b.invoke("f", {facts::concat({facts::literal("SELECT "), parameter("g")})}, "g", 20);
  b.invoke("g", {facts::literal("1")}, "h", 30);
  facts::Program program = b.program();
  Linker linker(program);
  Chains chains = linker.follow({program.calls[0].sql}, "f");
  ASSERT_EQ(chains.chains.size(), 1u);
  ASSERT_EQ(chains.chains[0].way.size(), 2u);
  EXPECT_EQ(chains.chains[0].way[0].callee, "app::g");
  EXPECT_EQ(chains.chains[0].way[0].location.line, 30u);
  EXPECT_EQ(chains.chains[0].way[1].callee, "app::f");
  EXPECT_EQ(print(chains.chains[0].texts[0]), "\"SELECT 1\"");
}

TEST(Link, callersThatContradictATestAreLeftOut) {
  Builder b;
  Text notEmpty = facts::narrowed({parameter("f"), facts::literal(""), false});
  facts::Test isEmpty{parameter("f"), facts::literal(""), true};
  b.execute(
      facts::choice("p.empty()", {facts::literal("t"), facts::concat({facts::literal("t WHERE "), notEmpty})}, isEmpty),
      "f");
  b.function("f");
  b.invoke("f", {facts::literal("a")}, "g", 20);
  b.invoke("f", {facts::literal("")}, "h", 21);
  b.invoke("f", {run("x")}, "i", 22);
  EXPECT_EQ(textsOf(b), (Strings{"\"t WHERE a\"", "\"t\"", "(\"t\"|\"t WHERE \" + {p0})"}));
}

TEST(Link, aMemberThatIsTestedHasOnlyTheTextsThatFit) {
  Builder b;
  b.execute(facts::narrowed({symbol("m"), facts::literal(""), false}), "f");
  b.assign("m", facts::literal(""));
  b.assign("m", facts::literal("a"));
  b.assign("m", run("x"));
  EXPECT_EQ(textsOf(b), Strings{"(\"a\"|{x})"});
}

TEST(Link, aFormatOfACallerIsFilledThere) {
  Builder b;
  b.execute(facts::formatted({facts::FormatStyle::Brace, {parameter("f"), run("x"), run("y")}, {"", "name"}, {}}), "f");
  b.function("f");
  b.invoke("f", {facts::literal("SELECT {} FROM {name}")}, "g");
  b.invoke("f", {facts::literal("SELECT {0}, {{}}")}, "h", 21);
  EXPECT_EQ(textsOf(b), (Strings{"\"SELECT \" + {x} + \" FROM \" + {y}", "\"SELECT \" + {x} + \", {}\""}));
}

TEST(Link, withoutCallersTheParameterStays) {
  Builder b;
  b.execute(parameter("f"), "f");
  b.function("f");
  EXPECT_EQ(textsOf(b), Strings{"$p0"});
}

TEST(Link, entriesHaveCallersThatNobodySees) {
  Builder b;
  b.execute(parameter("f"), "f");
  b.function("f").isEntry = true;
  b.invoke("f", {facts::literal("A")}, "g");
  EXPECT_EQ(textsOf(b), (Strings{"\"A\"", "$p0"}));
}

TEST(Link, absentArgumentsAreTheDefaults) {
  Builder b;
  b.execute(facts::concat({parameter("f", 0), parameter("f", 1)}), "f");
  b.function("f").defaults = {nullptr, facts::literal("D")};
  b.invoke("f", {facts::literal("A")}, "g", 20);
  b.invoke("f", {facts::literal("B"), facts::literal("C")}, "g", 21);
  EXPECT_EQ(textsOf(b), (Strings{"\"AD\"", "\"BC\""}));
}

TEST(Link, anArgumentThatIsNoTextIsARunTimeValue) {
  Builder b;
  b.execute(parameter("f"), "f");
  b.function("f");
  b.invoke("f", {nullptr}, "g");
  EXPECT_EQ(textsOf(b), Strings{"{p0}"});
}

TEST(Link, virtualCallsReachOverriders) {
  Builder b;
  b.execute(parameter("derived"), "derived");
  b.function("derived").overrides = {"middle"};
  b.function("middle").overrides = {"base"};
  b.function("base");
  b.invoke("base", {facts::literal("A")}, "g");
  EXPECT_EQ(textsOf(b), Strings{"\"A\""});
}

TEST(Link, virtualResultsAreThoseOfAllOverriders) {
  Builder b;
  const std::string base = "c:@S@Base@F@text#1";
  b.execute(result(base), "f");
  b.function(base);
  b.function("c:@S@One@F@text#1", facts::literal("A")).overrides = {base};
  b.function("c:@S@Two@F@text#1", facts::literal("B")).overrides = {base};
  EXPECT_EQ(textsOf(b), Strings{"(\"A\"|\"B\")"});
}

TEST(Link, pureVirtualsWithoutOverridersAreUnknown) {
  Builder b;
  b.execute(result("base"), "f");
  EXPECT_EQ(textsOf(b), Strings{"{base()}"});
}

TEST(Link, symbolsAreAllTheirTexts) {
  Builder b;
  b.execute(symbol("s"), "f");
  b.assign("s", facts::literal("A"));
  b.assign("s", facts::literal("B"), "g");
  EXPECT_EQ(textsOf(b), Strings{"(\"A\"|\"B\")"});
}

TEST(Link, symbolsThatNobodyAssignsStay) {
  Builder b;
  b.execute(symbol("s"), "f");
  EXPECT_EQ(textsOf(b), Strings{"s"});
}

TEST(Link, membersGetTheArgumentsOfTheConstructorsCallers) {
  Builder b;
  b.execute(facts::concat({facts::literal("SELECT 1 FROM "), symbol("table_")}), "method");
  b.assign("table_", parameter("constructor"), "constructor");
  b.function("constructor");
  b.invoke("constructor", {facts::literal("users")}, "g");
  b.invoke("constructor", {facts::literal("notes")}, "g", 21);
  EXPECT_EQ(textsOf(b), Strings{"\"SELECT 1 FROM \" + (\"users\"|\"notes\")"});
}

TEST(Link, resultsTakeTheArguments) {
  Builder b;
  b.execute(result("select", {facts::literal("notes")}), "f");
  b.function("select", facts::concat({facts::literal("SELECT 1 FROM "), parameter("select")}));
  EXPECT_EQ(textsOf(b), Strings{"\"SELECT 1 FROM notes\""});
}

TEST(Link, resultsTakeTheCallersParameters) {
  Builder b;
  b.execute(result("select", {parameter("f")}), "f");
  b.function("f");
  b.function("select", facts::concat({facts::literal("SELECT 1 FROM "), parameter("select")}));
  b.invoke("f", {facts::literal("notes")}, "g");
  EXPECT_EQ(textsOf(b), Strings{"\"SELECT 1 FROM notes\""});
}

TEST(Link, recursionEnds) {
  Builder b;
  b.execute(parameter("f"), "f");
  b.function("f");
  b.invoke("f", {facts::concat({parameter("f"), facts::literal("x")})}, "f");
  EXPECT_EQ(textsOf(b), Strings{"$p0"});
  b.invoke("f", {facts::literal("A")}, "g", 30);
  EXPECT_EQ(textsOf(b), Strings{"\"A\""});
}

TEST(Link, mutualRecursionEnds) {
  Builder b;
  b.execute(facts::concat({result("a", {parameter("f")}), symbol("s")}), "f");
  b.function("a", result("b", {parameter("a")}));
  b.function("b", facts::choice("", {result("a", {parameter("b")}), parameter("b")}));
  b.assign("s", facts::concat({symbol("t"), facts::literal("x")}));
  b.assign("t", symbol("s"));
  EXPECT_EQ(textsOf(b).size(), 1u);
}

TEST(Link, resultsThatMultiplyAreBounded) {
  constexpr int Levels = 12, Calls = 6;
  auto name = [](int level) { return "level" + std::to_string(level); };
  Builder b;
  b.execute(facts::concat({facts::literal("SELECT 1 FROM "), result(name(0))}));
  for (int level = 0; level < Levels; ++level) {
    std::vector<Text> calls;
    for (int i = 0; i < Calls; ++i)
      calls.push_back(result(name(level + 1), {facts::literal(std::to_string(i))}, uint32_t(level * Calls + i)));
    b.function(name(level), facts::concat(std::move(calls)));
  }
  b.function(name(Levels), parameter(name(Levels)));
  EXPECT_EQ(textsOf(b).size(), 1u);
}

TEST(Link, deepChainsEnd) {
  Builder b;
  b.execute(parameter("f0"), "f0");
  for (int i = 0; i < 20; ++i) {
    std::string outer = "f" + std::to_string(i + 1);
    b.function("f" + std::to_string(i));
    b.invoke("f" + std::to_string(i), {parameter(outer)}, outer);
  }
  EXPECT_EQ(textsOf(b), Strings{"$p0"});
}

TEST(Link, wideAndDeepIsBoundedAndSaidSo) {
  Builder b;
  b.execute(parameter("f0"), "f0");
  for (int i = 0; i < 6; ++i) {
    std::string inner = "f" + std::to_string(i), outer = "f" + std::to_string(i + 1);
    b.function(inner);
    for (uint32_t k = 0; k < 8; ++k)
      b.invoke(inner, {facts::concat({parameter(outer), facts::literal(std::to_string(k))})}, outer, 20 + k);
  }
  facts::Program program = b.program();
  Linker linker(program);
  Chains chains = linker.follow({program.calls[0].sql}, "f0");
  EXPECT_TRUE(chains.truncated);
  EXPECT_LE(chains.chains.size(), 4096u);
}

TEST(Link, manyCallersOfOneWrapperAreAllFollowed) {
  Builder b;
  b.execute(parameter("f"), "f");
  b.function("f");
  for (uint32_t i = 0; i < 1000; ++i)
    b.invoke("f", {written("SELECT " + std::to_string(i), i + 1)}, "g", i + 1);
  EXPECT_EQ(textsOf(b).size(), 1000u);
}

TEST(Link, valuesOfTwoCallsOfOneHelperAreTold) {
  Builder b;
  b.execute(facts::concat({result("quote", {}, 1), result("quote", {}, 2)}), "f");
  b.function("quote", run("escaped"));
  facts::Program program = b.program();
  Linker linker(program);
  facts::Text text = linker.follow({program.calls[0].sql}, "f").chains[0].texts[0];
  const auto &parts = std::get<facts::Concat>(text->value).parts;
  EXPECT_NE(std::get<facts::Hole>(parts[0]->value).context, std::get<facts::Hole>(parts[1]->value).context);
}

TEST(Link, eachCallOfAHelperDecidesForItself) {
  Builder b;
  b.execute(facts::concat({result("way", {}, 1), facts::literal(", "), result("way", {}, 2)}), "f");
  b.function("way", facts::choice("if", {facts::literal("ASC"), facts::literal("DESC")}));
  facts::Program program = b.program();
  Linker linker(program);
  facts::Text text = linker.follow({program.calls[0].sql}, "f").chains[0].texts[0];
  EXPECT_EQ(facts::waysThrough(text).ways.size(), 4u);
}

TEST(Link, staticFunctionsOfOneNameHaveTheirOwnCallers) {
  auto unit = [](const std::string &path, const std::string &sql) {
    Builder b;
    b.unit.mainFile = path;
    b.unit.files = {};
    b.unit.files.add(path);
    b.execute(parameter("c:u.cpp@F@run"), "c:u.cpp@F@run");
    b.function("c:u.cpp@F@run");
    b.invoke("c:u.cpp@F@run", {facts::literal(sql)}, "g");
    return b.unit;
  };
  facts::Program program = facts::join({unit("/x/u.cpp", "A"), unit("/y/u.cpp", "B")});
  Linker linker(program);
  Strings shown;
  for (const facts::Call &call : program.calls)
    for (const Chain &chain : linker.follow({call.sql}, call.enclosing).chains)
      shown.push_back(print(chain.texts[0]));
  EXPECT_EQ(shown, (Strings{"\"A\"", "\"B\""}));
}
TEST(Link, aMemberThatGrowsIsItsPieces) {
  Builder b;
  b.execute(symbol("m"), "f");
  b.assign("m", facts::literal("A"));
  b.assign("m", facts::concat({symbol("m"), facts::literal("b")}));
  EXPECT_EQ(textsOf(b), Strings{"\"A\" + (\"b\")+"});
}

TEST(Link, piecesOfOtherObjectsAreNotKnown) {
  Builder b;
  b.execute(symbol("m"), "f");
  b.function("add");
  b.invoke("add", {facts::literal("DROP")}, "g");
  b.assign("m", facts::concat({symbol("m"), parameter("add")}));
  EXPECT_EQ(textsOf(b).at(0).find("DROP"), std::string::npos);
}

/// A method `send` of a class with one member, a method `add` that puts its argument behind what is there.
Builder classWithOneText() {
  Builder b;
  b.execute(symbol("c@S@Q@FI@m"), "send");
  b.function("send").members = {"c@S@Q@FI@m"};
  facts::Function &add = b.function("add");
  add.members = {"c@S@Q@FI@m"};
  add.parameters = {"piece"};
  facts::Function &left = b.function("add#this.0");
  left.parameters = {"piece"};
  left.result = facts::concat({symbol("c@S@Q@FI@m"), parameter("add#this.0")});
  b.assign("c@S@Q@FI@m", facts::concat({symbol("c@S@Q@FI@m"), parameter("add")}), "add");
  return b;
}

Strings sentBy(const Builder &builder) {
  facts::Program program = builder.program();
  Linker linker(program);
  Strings shown;
  for (const Chain &chain : linker.follow(program.calls.at(0), program.calls[0].sql).chains)
    shown.push_back(print(chain.texts.at(0)));
  return shown;
}

TEST(Link, aCallerKnowsWhatIsInTheObject) {
  Builder b = classWithOneText();
  b.invoke("send", {result("add#this.0", {facts::literal("B"), facts::literal("A")})}, "f");
  b.invoke("send", {facts::literal("C")}, "g", 30);
  EXPECT_EQ(sentBy(b), (Strings{"\"AB\"", "\"C\""}));
}

TEST(Link, aMethodThatLeavesAMemberAloneLeavesWhatWasThere) {
  Builder b = classWithOneText();
  b.function("look").members = {"c@S@Q@FI@m"};
  b.invoke("send", {result("look#this.0", {facts::literal("A")})}, "f");
  EXPECT_EQ(sentBy(b), Strings{"\"A\""});
}

TEST(Link, anObjectThatACallerDoesNotKnowIsAny) {
  Builder b = classWithOneText();
  b.assign("c@S@Q@FI@m", facts::literal("M"), "make");
  b.invoke("send", {facts::literal("A")}, "f");
  b.invoke("send", {}, "g", 30);
  EXPECT_EQ(sentBy(b).size(), 2u);
}

TEST(Link, whatAMethodAddsBeforeItHandsItsObjectOnIsSent) {
  Builder b = classWithOneText();
  b.function("run").members = {"c@S@Q@FI@m"};
  b.invoke("send", {facts::concat({symbol("c@S@Q@FI@m"), facts::literal(" LIMIT 1")})}, "run", 30);
  b.invoke("run", {facts::literal("A")}, "f");
  EXPECT_EQ(sentBy(b), Strings{"\"A LIMIT 1\""});
}

/// A statement that is made with its text, and sent later.
struct MadeWithText : Builder {
  const std::string Text_ = "c:@S@Q@FI@text", Maker = "c:@S@Q@F@Q#", Send = "c:@S@Q@F@send#";
  MadeWithText() {
    execute(symbol(Text_), Send);
    function(Send);
    function(Maker);
    assign(Text_, parameter(Maker), Maker);
    invoke(Maker, {facts::literal("A")}, "f", 30);
    invoke(Maker, {facts::literal("B")}, "g", 31);
  }
};

TEST(Link, whatAnObjectIsMadeWithIsSentForEachWhoMakesOne) {
  MadeWithText b;
  facts::Program program = b.program();
  Linker linker(program);
  const Chains found = linker.follow(program.calls.at(0), program.calls[0].sql);
  EXPECT_EQ(sentBy(b), (Strings{"\"A\"", "\"B\""}));
  ASSERT_EQ(found.chains.at(1).way.size(), 1u);
  EXPECT_EQ(found.chains[1].way[0].location.line, 31u);
  EXPECT_TRUE(found.chains[1].isIntoObject);
}

TEST(Link, orOneOfAllWhereSomethingElseMayBeInIt) {
  MadeWithText b;
  b.assign(b.Text_, facts::literal("M"), "c:@S@Q@F@reset#");
  EXPECT_EQ(sentBy(b), Strings{"(\"A\"|\"B\"|\"M\")"});
}

TEST(Link, methodsThatCallEachOtherHandATextOnOnce) {
  Builder b = classWithOneText();
  const std::vector<std::string> methods{"send", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"};
  for (size_t i = 1; i < methods.size(); ++i)
    b.function(methods[i]).members = {"c@S@Q@FI@m"};
  for (const std::string &callee : methods)
    for (const std::string &caller : methods)
      if (caller != callee && caller != "send")
        b.invoke(callee, {symbol("c@S@Q@FI@m")}, caller, uint32_t(100 + callee[0] * 20 + caller[0] % 20));
  b.invoke("n", {facts::literal("A")}, "make", 9000);
  EXPECT_EQ(sentBy(b), Strings{"\"A\""});
}

TEST(Link, anObjectThatIsOnlyHandedOnIsNotKnown) {
  Builder b = classWithOneText();
  b.function("run").members = {"c@S@Q@FI@m"};
  b.assign("c@S@Q@FI@m", facts::literal("M"), "make");
  b.invoke("send", {symbol("c@S@Q@FI@m")}, "run", 30);
  ASSERT_EQ(sentBy(b).size(), 1u);
  EXPECT_EQ(sentBy(b)[0].substr(0, 3), "\"M\"");
}

} // namespace
} // namespace pgtidy::analysis
