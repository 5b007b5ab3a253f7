// Members of a base class, in the objects of the classes that derive from it.
#include "link.h"
#include "program.h"

#include "gtest/gtest.h"

namespace pgtidy::analysis {
namespace {

using namespace sample;
using Strings = std::vector<std::string>;

Strings textsOf(const Builder &builder) {
  facts::Program program = builder.program();
  Linker linker(program);
  Strings shown;
  for (const facts::Call &call : program.calls)
    for (const Chain &chain : linker.follow({call.sql}, call.enclosing).chains)
      shown.push_back(print(chain.texts[0]));
  return shown;
}

/// Two stores with a name each; `One` overrides a method of theirs, `Two` calls one.
struct Stores : Builder {
  const std::string Name = "c:@S@Store@FI@name", NameOf = "c:@S@Store@F@nameOf#", Maker = "c:@S@Store@F@Store#",
                    One = "c:@S@One@F@", Two = "c:@S@Two@F@";

  Stores() {
    assign(Name, parameter(Maker), Maker);
    function(Maker);
    function(NameOf, symbol(Name));
    function(One + "One#");
    function(One + "load#").overrides = {"c:@S@Store@F@load#"};
    function(Two + "Two#");
    invoke(Maker, {facts::literal("one")}, One + "One#", 30);
    invoke(Maker, {facts::literal("two")}, Two + "Two#", 31);
  }

  Text nameCalledAs(std::string expression) const {
    return facts::result({NameOf, {}, value(std::move(expression), facts::HoleKind::Unknown)});
  }
};

TEST(LinkClasses, aMemberIsWhatTheConstructorOfTheClassGives) {
  Stores b;
  b.execute(symbol(b.Name), b.One + "load#");
  EXPECT_EQ(textsOf(b), Strings{"\"one\""});
}

TEST(LinkClasses, theBaseClassWorksOnAllObjects) {
  Stores b;
  b.execute(symbol(b.Name), "c:@S@Store@F@drop#");
  EXPECT_EQ(textsOf(b), Strings{"(\"one\"|\"two\")"});
}

TEST(LinkClasses, aMethodCalledAsOnesOwnIsOfTheSameObject) {
  Stores b;
  b.execute(b.nameCalledAs("nameOf()"), b.Two + "load#");
  b.execute(b.nameCalledAs("this->nameOf()"), b.Two + "find#", 2);
  EXPECT_EQ(textsOf(b), (Strings{"\"two\"", "\"two\""}));
}

TEST(LinkClasses, aMethodOfAnotherObjectMayBeOfAnyClass) {
  Stores b;
  b.execute(b.nameCalledAs("other.nameOf()"), b.One + "load#");
  b.execute(b.nameCalledAs("other->nameOf()"), b.One + "load#", 2);
  EXPECT_EQ(textsOf(b), (Strings{"(\"one\"|\"two\")", "(\"one\"|\"two\")"}));
}

TEST(LinkClasses, aClassThatDerivesFromNoneSeesAll) {
  Stores b;
  b.execute(symbol(b.Name), "c:@S@Report@F@print#");
  b.invoke(b.Maker, {facts::literal("three")}, "c:@S@Report@F@Report#", 32);
  b.unit.invocations.back().object = facts::anyObject();
  EXPECT_EQ(textsOf(b), Strings{"(\"one\"|\"two\"|\"three\")"});
}

TEST(LinkClasses, constructorsLeadThroughClassesBetween) {
  Stores b;
  b.function("c:@S@Third@F@Third#");
  b.function("c:@S@Third@F@load#").overrides = {b.One + "load#"};
  b.function(b.One + "One#S#");
  b.invoke(b.Maker, {parameter(b.One + "One#S#")}, b.One + "One#S#", 33);
  b.invoke(b.One + "One#S#", {facts::literal("third")}, "c:@S@Third@F@Third#", 34);
  b.execute(symbol(b.Name), "c:@S@Third@F@load#");
  b.execute(symbol(b.Name), b.One + "load#", 2);
  EXPECT_EQ(textsOf(b), (Strings{"\"third\"", "(\"one\"|\"third\")"}));
}

TEST(LinkClasses, whatASisterAssignsIsItsOwn) {
  Stores b;
  b.assign(b.Name, facts::literal("other"), b.One + "load#");
  b.execute(b.nameCalledAs("nameOf()"), b.Two + "load#");
  b.execute(symbol(b.Name), b.One + "load#", 2);
  EXPECT_EQ(textsOf(b), (Strings{"\"two\"", "(\"other\"|\"one\")"}));
}

/// A driver behind a base class, which a store prepares its statement with. Each store has a statement of its own.
struct Drivers : Builder {
  const std::string Prepare = "c:@S@Driver@F@prepare#", Own = "c:@S@Pg@F@prepare#", PgMaker = "c:@S@Pg@F@Pg#",
                    Use = "c:@S@Store@F@use#", Text_ = "c:@S@Store@FI@text", Maker = "c:@S@Store@F@Store#";

  Drivers() {
    function(Own).overrides = {Prepare};
    function(Maker);
    function("c:@S@PgStore@F@open#").overrides = {"c:@S@Store@F@open#"};
    function("c:@S@OtherStore@F@open#").overrides = {"c:@S@Store@F@open#"};
    assign(Text_, parameter(Maker), Maker);
    invoke(Maker, {facts::literal("pg")}, "c:@S@PgStore@F@PgStore#", 30);
    invoke(Maker, {facts::literal("other")}, "c:@S@OtherStore@F@OtherStore#", 31);
    invoke(Prepare, {symbol(Text_)}, Use, 32);
    unit.invocations.back().object = facts::anyObject("c:@S@Driver");
    execute(parameter(Own), Own);
  }
  void makesDriver(std::string function) {
    invoke(PgMaker, {}, std::move(function), 33);
    unit.invocations.back().object = facts::anyObject();
  }
};

TEST(LinkClasses, aDriverIsUsedByTheObjectsThatMakeIt) {
  Drivers b;
  b.makesDriver("c:@S@PgStore@F@PgStore#");
  EXPECT_EQ(textsOf(b), Strings{"\"pg\""});
}

TEST(LinkClasses, byAnyWhereOthersMakeItToo) {
  Drivers b;
  b.makesDriver("c:@S@PgStore@F@PgStore#");
  b.makesDriver("c:@F@main#");
  EXPECT_EQ(textsOf(b), Strings{"(\"pg\"|\"other\")"});
}

TEST(LinkClasses, byAnyWhereItIsNotKnownWhoMakesIt) {
  Drivers b;
  EXPECT_EQ(textsOf(b), Strings{"(\"pg\"|\"other\")"});
}

} // namespace
} // namespace pgtidy::analysis
