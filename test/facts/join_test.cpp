#include "facts/program.h"

#include "facts/sample.h"
#include "facts/serialize.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace pgtidy::facts {
namespace {

using sample::at;
using sample::run;
using sample::written;

/// A program's contents as text.
std::string contents(Program program) {
  Unit unit;
  unit.files = program.files;
  unit.functions = program.functions;
  unit.calls = program.calls;
  unit.invocations = program.invocations;
  unit.sent = program.sent;
  unit.symbols = program.symbols;
  return serialize(unit);
}

/// A unit that includes "/h.h", whose file number differs from unit to unit.
Unit unitWithHeader(const std::string &main, bool headerFirst) {
  Unit unit;
  unit.mainFile = main;
  text::FileId header = 0, own = 0;
  if (headerFirst)
    header = unit.files.add("/h.h");
  own = unit.files.add(main);
  header = unit.files.add("/h.h");
  Call call;
  call.function = "PQexec";
  call.location = at(header, 4);
  call.sql = concat({written("SELECT ", 4, header), hole({HoleKind::Text, "", "x", at(header, 4, 20), {}, {}})});
  call.enclosing = "c:@F@inHeader";
  unit.calls.push_back(call);
  call.location = at(own, 8);
  call.sql = written("SELECT 2", 8, own);
  call.enclosing = "c:@F@f" + main;
  unit.calls.push_back(call);
  unit.functions.push_back({"c:@F@inHeader", "inHeader", "", at(header, 3), {}, {}, {}, {}, {}, nullptr, {}, false});
  unit.functions.push_back({"c:@F@f" + main, "f", "", at(own, 7), {}, {}, {}, {}, {}, nullptr, {}, false});
  unit.symbols.push_back({"c:@kSql", written("SELECT 3", 1, header), ""});
  unit.invocations.push_back({"c:@F@inHeader", at(own, 9), {written("y", 9, own)}, "c:@F@f" + main});
  unit.sent.push_back({at(header, 4), {{at(own, 9), "c:@F@inHeader"}}, written("z", 9, own), "c:@F@f" + main, true});
  unit.sent.push_back({at(header, 4), {{at(header, 5), "c:@F@inHeader"}}, written("z", 5, header), "c:@F@g", true});
  return unit;
}

TEST(Join, whatHeadersHoldIsThereOnce) {
  Program program = join({unitWithHeader("/a.cpp", true), unitWithHeader("/b.cpp", false)});
  EXPECT_EQ(program.files.paths(), (std::vector<std::string>{"/a.cpp", "/b.cpp", "/h.h"}));
  EXPECT_EQ(program.calls.size(), 3u);
  EXPECT_EQ(program.functions.size(), 3u);
  EXPECT_EQ(program.symbols.size(), 1u);
  EXPECT_EQ(program.invocations.size(), 2u);
  EXPECT_EQ(program.sent.size(), 3u);
}

TEST(Join, placesPointToTheSameFiles) {
  Program program = join({unitWithHeader("/b.cpp", true), unitWithHeader("/a.cpp", false)});
  for (const Call &call : program.calls) {
    text::FileId file = call.location.file;
    const TextNode *node = call.sql.get();
    if (const auto *parts = std::get_if<Concat>(&node->value)) {
      EXPECT_EQ(std::get<Hole>(parts->parts[1]->value).location.file, file);
      node = parts->parts[0].get();
    }
    EXPECT_EQ(std::get<Literal>(node->value).runs[0].source.file, file);
  }
}

TEST(Join, orderOfUnitsDoesNotMatter) {
  std::vector<Unit> units = {unitWithHeader("/a.cpp", true), unitWithHeader("/b.cpp", false),
                             unitWithHeader("/c.cpp", true), sample::everything()};
  std::string expected = contents(join(units));
  std::vector<size_t> order = {0, 1, 2, 3};
  while (std::next_permutation(order.begin(), order.end())) {
    std::vector<Unit> shuffled;
    for (size_t i : order)
      shuffled.push_back(units[i]);
    EXPECT_EQ(contents(join(shuffled)), expected);
  }
}

TEST(Join, theSameUnitTwiceIsThereOnce) {
  EXPECT_EQ(contents(join({sample::everything()})), contents(join({sample::everything(), sample::everything()})));
}

TEST(Join, callsAtOnePlaceWithOtherTextsStay) {
  Unit a = unitWithHeader("/a.cpp", true);
  Unit b = a;
  b.calls[0].sql = literal("SELECT 9");
  EXPECT_EQ(join({a, b}).calls.size(), 3u);
}

/// A unit that includes a helper with a call, and comes to it from the lines given; from none: it does not call it.
Unit unitThatComesFrom(const std::string &main, std::vector<uint32_t> lines) {
  Unit unit;
  unit.mainFile = main;
  unit.files.add("/h.h");
  unit.files.add(main);
  Call call;
  call.location = at(0, 2);
  call.sql = literal("SELECT 1");
  call.isUncalled = lines.empty();
  for (uint32_t line : lines)
    call.situations.push_back({{}, {}, {}, {at(1, line)}});
  if (lines.empty())
    call.situations.emplace_back();
  unit.calls.push_back(call);
  return unit;
}

/// The lines from which callers come to the only call.
std::vector<uint32_t> linesOf(const Program &program) {
  std::vector<uint32_t> lines;
  for (const Situation &situation : program.calls.at(0).situations)
    lines.push_back(situation.way.empty() ? 0 : situation.way[0].line);
  return lines;
}

TEST(Join, helpersOfHeadersHaveTheCallersOfAllUnits) {
  using Lines = std::vector<uint32_t>;
  const Unit a = unitThatComesFrom("/a.cpp", {5, 6}), b = unitThatComesFrom("/b.cpp", {7}),
             none = unitThatComesFrom("/c.cpp", {});
  EXPECT_EQ(linesOf(join({a, b})), (Lines{5, 6, 7}));
  EXPECT_EQ(linesOf(join({none, a})), (Lines{5, 6}));
  EXPECT_EQ(linesOf(join({a, none})), (Lines{5, 6}));
  EXPECT_EQ(linesOf(join({none, none})), (Lines{0}));
  Unit unknown = b;
  unknown.calls[0].situations.clear();
  EXPECT_EQ(linesOf(join({a, unknown})), (Lines{0}));
}

/// A unit in which a function of a header calls another with `identity`.
Unit unitWithVisit(const std::string &main, const std::string &identity) {
  Unit unit = unitThatComesFrom(main, {});
  Operand id;
  id.identity = identity;
  unit.visits.push_back({"c:@F@drop", at(0, 3), "c:@F@inHeader", {{{id}, {}, {}}}});
  return unit;
}

TEST(Join, whatHeadersDoOtherwiseInSomeUnitsIsNotLost) {
  const Unit a = unitWithVisit("/a.cpp", "parameter 0"), same = unitWithVisit("/b.cpp", "parameter 0"),
             other = unitWithVisit("/c.cpp", "parameter 1");
  ASSERT_EQ(join({a, same}).visits.size(), 1u);
  EXPECT_EQ(join({a, same}).visits[0].situations.size(), 1u);
  EXPECT_EQ(join({a, same, other}).visits[0].situations.size(), 2u);
  EXPECT_EQ(join({other, same, a}).visits[0].situations[0].operands[0].identity, "parameter 0");
}

TEST(Join, aFunctionThatUnitsKnowInPartIsPutTogether) {
  Unit a, b;
  a.mainFile = b.mainFile = "/a.cpp";
  a.files.add("/h.h");
  b.files.add("/h.h");
  a.functions.push_back({"k", "f", "", at(0, 1), {"x"}, {}, {literal("d")}, {}, {}, nullptr, {}, false});
  b.functions.push_back({"k", "f", "", at(0, 1), {"x"}, {}, {}, {"base"}, {}, literal("r"), {}, true});
  Program program = join({a, b});
  ASSERT_EQ(program.functions.size(), 1u);
  const Function &function = program.functions[0];
  EXPECT_EQ(print(function.defaults.at(0)), "\"d\"");
  EXPECT_EQ(print(function.result), "\"r\"");
  EXPECT_EQ(function.overrides, std::vector<std::string>{"base"});
  EXPECT_TRUE(function.isEntry);
}

/// A unit with a function `run` of its own that hands its parameter on, and a call of it.
Unit unitWithRun(const std::string &main, const std::string &key) {
  Unit unit;
  unit.mainFile = main;
  unit.files.add(main);
  unit.functions.push_back({key, "run", "", at(0, 1), {"sql"}, {}, {}, {}, {}, nullptr, {}, false});
  Call call;
  call.location = at(0, 2);
  call.sql = parameter({key, 0, {}});
  call.enclosing = key;
  unit.calls.push_back(call);
  unit.invocations.push_back({key, at(0, 5), {written("SELECT 1", 5)}, "c:@F@g" + main});
  return unit;
}

TEST(Join, functionsOfOneNameInSeveralUnitsStayApart) {
  Program program = join({unitWithRun("/x/a.cpp", "c:a.cpp@F@run"), unitWithRun("/y/a.cpp", "c:a.cpp@F@run")});
  ASSERT_EQ(program.functions.size(), 2u);
  EXPECT_NE(program.functions[0].key, program.functions[1].key);
  EXPECT_EQ(baseKey(program.functions[0].key), "c:a.cpp@F@run");
  for (const Call &call : program.calls)
    EXPECT_EQ(std::get<Parameter>(call.sql->value).function, call.enclosing);
  EXPECT_EQ(program.invocations[0].callee, program.functions[0].key);
  EXPECT_EQ(program.invocations[1].callee, program.functions[1].key);
}

TEST(Join, aFunctionDeclaredInOneUnitIsTheOneDefinedInAnother) {
  Unit caller;
  caller.mainFile = "/x/b.cpp";
  caller.files.add("/a.h");
  Function declared{"c:@F@run", "run", "", at(0, 1), {""}, {}, {literal("d")}, {}, {}, nullptr, {}, false, true};
  caller.functions.push_back(declared);
  caller.invocations.push_back({"c:@F@run", at(0, 5), {written("SELECT 1", 5)}, ""});
  Program program = join({caller, unitWithRun("/x/a.cpp", "c:@F@run")});
  ASSERT_EQ(program.functions.size(), 1u);
  EXPECT_EQ(program.functions[0].key, "c:@F@run");
  EXPECT_EQ(program.files.path(program.functions[0].location.file), "/x/a.cpp");
  EXPECT_EQ(program.functions[0].parameters, std::vector<std::string>{"sql"});
  EXPECT_EQ(print(program.functions[0].defaults.at(0)), "\"d\"");
  EXPECT_FALSE(program.functions[0].isDeclared);
  for (const Invocation &invocation : program.invocations)
    EXPECT_EQ(invocation.callee, "c:@F@run");
}

TEST(Join, internalConstantsWithOtherTextsStayApart) {
  Unit a, b;
  a.mainFile = "/x/a.cpp";
  b.mainFile = "/y/a.cpp";
  a.symbols.push_back({"c:a.cpp@kSql", literal("SELECT 1"), ""});
  b.symbols.push_back({"c:a.cpp@kSql", literal("SELECT 2"), ""});
  Program program = join({a, b});
  ASSERT_EQ(program.symbols.size(), 2u);
  EXPECT_NE(program.symbols[0].key, program.symbols[1].key);
}

TEST(Join, externalConstantsKeepTheirKey) {
  Unit a, b;
  a.mainFile = "/a.cpp";
  b.mainFile = "/b.cpp";
  a.symbols.push_back({"c:@kSql", literal("SELECT 1"), ""});
  b.symbols.push_back({"c:@kSql", literal("SELECT 2"), ""});
  Program program = join({a, b});
  ASSERT_EQ(program.symbols.size(), 2u);
  EXPECT_EQ(program.symbols[0].key, program.symbols[1].key);
}

TEST(Join, nothingIsNothing) { EXPECT_TRUE(join({}).calls.empty()); }

} // namespace
} // namespace pgtidy::facts
