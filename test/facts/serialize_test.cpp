#include "facts/serialize.h"

#include "facts/sample.h"

#include <gtest/gtest.h>

namespace pgtidy::facts {
namespace {

std::string errorOf(llvm::StringRef text) {
  llvm::Expected<Unit> unit = deserialize(text);
  if (unit)
    return "no error";
  return llvm::toString(unit.takeError());
}

Unit readBack(const Unit &unit) {
  llvm::Expected<Unit> read = deserialize(serialize(unit));
  if (read)
    return std::move(*read);
  ADD_FAILURE() << llvm::toString(read.takeError());
  return {};
}

TEST(Serialize, everythingComesBack) {
  Unit unit = sample::everything();
  Unit read = readBack(unit);
  EXPECT_EQ(read.mainFile, unit.mainFile);
  EXPECT_EQ(read.files.paths(), unit.files.paths());
  ASSERT_EQ(read.calls.size(), 2u);
  const Call &a = unit.calls[0], &b = read.calls[0];
  EXPECT_EQ(b.library, a.library);
  EXPECT_EQ(b.function, a.function);
  EXPECT_EQ(b.action, a.action);
  EXPECT_EQ(b.placeholders, a.placeholders);
  EXPECT_EQ(b.dialect, a.dialect);
  EXPECT_EQ(b.returnsRows, a.returnsRows);
  EXPECT_EQ(b.location, a.location);
  EXPECT_EQ(b.enclosing, a.enclosing);
  EXPECT_TRUE(same(b.sql, a.sql));
  EXPECT_TRUE(same(b.name, a.name));
  EXPECT_TRUE(same(b.table, a.table));
  EXPECT_TRUE(same(b.connection, a.connection));
  ASSERT_EQ(b.settings.size(), 2u);
  EXPECT_EQ(b.settings[0].keyword, "password");
  EXPECT_TRUE(same(b.settings[0].value, a.settings[0].value));
  EXPECT_EQ(b.settings[1].value, nullptr);
  ASSERT_EQ(b.values.size(), 2u);
  EXPECT_EQ(b.values[0], nullptr);
  EXPECT_TRUE(same(b.values[1], a.values[1]));
}

TEST(Serialize, readsAndOpeningsComeBack) {
  Unit read = readBack(sample::everything());
  ASSERT_EQ(read.reads.size(), 1u);
  EXPECT_EQ(read.reads[0].name, "DATABASE_URL");
  EXPECT_EQ(read.reads[0].location.line, 6u);
  ASSERT_EQ(read.openings.size(), 1u);
  const Opening &opening = read.openings[0];
  EXPECT_EQ(opening.callee, "c:@F@f");
  EXPECT_EQ(opening.name, "app::f");
  EXPECT_EQ(opening.enclosing, "c:@F@h");
  EXPECT_EQ(opening.repeats, Opening::Repeats::Request);
  EXPECT_FALSE(opening.isCertain);
  EXPECT_EQ(opening.object, Holder::This);
  EXPECT_EQ(opening.result, Holder::Other);
}

TEST(Serialize, whatIsHandedOnComesBack) {
  Unit unit = sample::everything(), read = readBack(unit);
  ASSERT_EQ(read.handed.size(), 1u);
  EXPECT_EQ(read.handed[0].to, Handed::To::Output);
  EXPECT_EQ(read.handed[0].name, "std::cout");
  EXPECT_EQ(read.handed[0].location, unit.handed[0].location);
  EXPECT_TRUE(same(read.handed[0].text, unit.handed[0].text));
  EXPECT_EQ(read.handed[0].enclosing, "c:@F@h");
}

TEST(Serialize, functionsAndTheRestComeBack) {
  Unit unit = sample::everything();
  Unit read = readBack(unit);
  ASSERT_EQ(read.functions.size(), 1u);
  const Function &a = unit.functions[0], &b = read.functions[0];
  EXPECT_EQ(b.key, a.key);
  EXPECT_EQ(b.name, a.name);
  EXPECT_EQ(b.scope, a.scope);
  EXPECT_EQ(b.location, a.location);
  EXPECT_EQ(b.parameters, a.parameters);
  EXPECT_EQ(b.overrides, a.overrides);
  EXPECT_TRUE(b.isEntry);
  ASSERT_EQ(b.defaults.size(), 2u);
  EXPECT_TRUE(same(b.defaults[1], a.defaults[1]));
  EXPECT_TRUE(same(b.result, a.result));
  ASSERT_EQ(read.invocations.size(), 1u);
  EXPECT_EQ(read.invocations[0].callee, "c:@F@f");
  EXPECT_EQ(read.invocations[0].enclosing, "c:@F@h");
  EXPECT_TRUE(same(read.invocations[0].arguments[1], unit.invocations[0].arguments[1]));
  ASSERT_EQ(read.sent.size(), 1u);
  EXPECT_EQ(read.sent[0].call, unit.sent[0].call);
  ASSERT_EQ(read.sent[0].way.size(), 1u);
  EXPECT_EQ(read.sent[0].way[0].location, unit.sent[0].way[0].location);
  EXPECT_EQ(read.sent[0].way[0].callee, "c:@F@f");
  EXPECT_TRUE(same(read.sent[0].sql, unit.sent[0].sql));
  EXPECT_EQ(read.sent[0].enclosing, "c:@F@h");
  EXPECT_TRUE(read.sent[0].isWhole);
  ASSERT_EQ(read.symbols.size(), 2u);
  EXPECT_TRUE(same(read.symbols[0].text, unit.symbols[0].text));
  EXPECT_EQ(read.symbols[0].enclosing, "c:@F@f");
  ASSERT_EQ(read.problems.size(), 2u);
  EXPECT_FALSE(read.problems[0].location.isValid());
  EXPECT_EQ(read.problems[1].message, "\xe4");
}

TEST(Serialize, situationsComeBack) {
  std::vector<Situation> situations = readBack(sample::everything()).calls[0].situations;
  ASSERT_EQ(situations.size(), 1u);
  const Situation &read = situations[0];
  ASSERT_EQ(read.operands.size(), 2u);
  EXPECT_EQ(read.operands[0].identity, "parameter 0");
  ASSERT_NE(read.operands[1].rows, nullptr);
  EXPECT_EQ(print(read.operands[1].rows->sql), "\"SELECT 1\"");
  EXPECT_EQ(read.operands[1].column, "#0");
  ASSERT_EQ(read.operands[1].others.size(), 1u);
  EXPECT_EQ(read.operands[1].others[0].column, "#1");
  ASSERT_EQ(read.checks.size(), 1u);
  EXPECT_EQ(read.checks[0].kind, Check::Kind::Equal);
  ASSERT_EQ(read.checks[0].others.size(), 1u);
  EXPECT_EQ(read.checks[0].others[0].kind, Check::Kind::HasRows);
  EXPECT_EQ(read.checks[0].column, "user_id");
  EXPECT_EQ(read.checks[0].operand.expression, "user");
  EXPECT_EQ(read.checks[0].rows->operands[0].identity, "parameter 0");
}

TEST(Serialize, visitsAndAnswersComeBack) {
  const Unit unit = sample::everything(), read = readBack(unit);
  ASSERT_EQ(read.visits.size(), 1u);
  EXPECT_EQ(read.visits[0].callee, "c:@F@f");
  EXPECT_EQ(read.visits[0].enclosing, "c:@F@h");
  EXPECT_EQ(read.visits[0].location, unit.visits[0].location);
  ASSERT_EQ(read.visits[0].situations.size(), 1u);
  EXPECT_EQ(read.visits[0].situations[0].operands[0].identity, "parameter 0");
  ASSERT_EQ(read.answers.size(), 1u);
  const Answer &answer = read.answers[0];
  EXPECT_EQ(answer.function, "c:@F@h");
  ASSERT_EQ(answer.passed.size(), 1u);
  EXPECT_EQ(answer.passed[0].kind, Check::Kind::Passed);
  EXPECT_EQ(answer.passed[0].rows->asked, "c:@F@f");
  ASSERT_EQ(answer.yes.size(), 1u);
  EXPECT_EQ(answer.yes[0].kind, Check::Kind::Equal);
  ASSERT_EQ(answer.no.size(), 1u);
  EXPECT_EQ(answer.no[0].kind, Check::Kind::False);
  ASSERT_EQ(answer.given.size(), 1u);
  EXPECT_EQ(answer.given[0].name, "owner_id");
  EXPECT_EQ(answer.given[0].column, "user_id");
}

TEST(Serialize, originAndContextOfHolesComeBack) {
  Text name = readBack(sample::everything()).calls[0].name;
  const Hole &hole = std::get<Hole>(name->value);
  EXPECT_EQ(hole.origin, (std::vector<std::string>{"read from a file", "returned by \"load\""}));
  EXPECT_EQ(hole.context, "0:77;");
  EXPECT_EQ(hole.type, "std::string");
}

TEST(Serialize, isOneStableLine) {
  std::string text = serialize(sample::everything());
  EXPECT_EQ(text.find('\n'), std::string::npos);
  EXPECT_EQ(text, serialize(sample::everything()));
  EXPECT_EQ(text, serialize(readBack(sample::everything())));
}

TEST(Serialize, sharingDoesNotShow) {
  auto make = [](bool shared) {
    auto text = [] { return concat({literal("a"), sample::run("x")}); };
    Text first = text();
    Unit unit;
    unit.files.add("/a.cpp");
    unit.calls.resize(1);
    unit.calls[0].values = {first, shared ? first : text()};
    return serialize(unit);
  };
  EXPECT_EQ(make(true), make(false));
}

TEST(Serialize, sharedTextsAreWrittenOnce) {
  Unit unit;
  unit.files.add("/a.cpp");
  Text text = literal("SELECT 1");
  for (int i = 0; i < 400; ++i)
    text = choice("if" + std::to_string(i), {concat({text, sample::run("x", i)}), text});
  unit.symbols.push_back({"s", text, ""});
  std::string written = serialize(unit);
  EXPECT_LT(written.size(), 200000u);
  EXPECT_TRUE(same(readBack(unit).symbols[0].text, text));
}

TEST(Serialize, whereATextIsAssignedToComesBack) {
  Unit unit = sample::everything();
  unit.symbols[1].under = literal("key");
  unit.symbols[1].target = result({"c:@F@f#&", {literal("a")}, {}});
  const SymbolText read = readBack(unit).symbols[1];
  EXPECT_TRUE(same(read.under, unit.symbols[1].under));
  EXPECT_TRUE(same(read.target, unit.symbols[1].target));
  EXPECT_EQ(readBack(unit).symbols[0].target, nullptr);
}

TEST(Serialize, emptyUnit) { EXPECT_TRUE(readBack({}).calls.empty()); }

TEST(Serialize, notJsonSaysTheByte) {
  EXPECT_EQ(errorOf("{\"pgtidyFacts\": 3, x"), "these are no facts: not JSON at byte 20");
  EXPECT_NE(errorOf("").find("not JSON"), std::string::npos);
  EXPECT_NE(errorOf(llvm::StringRef("\0\xff\xfe", 3)).find("not JSON"), std::string::npos);
}

TEST(Serialize, otherJsonIsNoFacts) {
  for (const char *text : {"[]", "3", "null", "{}", "{\"a\":1}"})
    EXPECT_NE(errorOf(text).find("these are no facts"), std::string::npos) << text;
}

TEST(Serialize, otherVersionIsSaid) {
  EXPECT_EQ(errorOf("{\"pgtidyFacts\":99}"), "these facts are of version 99, not 18: make them again with this pgtidy");
}

TEST(Serialize, missingMemberIsNamed) {
  EXPECT_EQ(errorOf("{\"pgtidyFacts\":18}"), "these facts are damaged: 'mainFile' is missing");
}

/// Facts with `from` replaced by `to` once.
std::string damaged(const std::string &from, const std::string &to) {
  std::string text = serialize(sample::everything());
  size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Serialize, damageIsAnError) {
  EXPECT_NE(errorOf(damaged("\"action\":5", "\"action\":77")).find("calls[0]: a number up to 6"), std::string::npos);
  EXPECT_NE(errorOf(damaged("\"action\":5", "\"action\":-1")).find("a number"), std::string::npos);
  EXPECT_NE(errorOf(damaged("\"isEntry\":true", "\"isEntry\":3")).find("true or false"), std::string::npos);
  EXPECT_NE(errorOf(damaged("\"callee\":\"c:@F@f\"", "\"callee\":[]")).find("a string"), std::string::npos);
  EXPECT_NE(errorOf(damaged("\"calls\":[", "\"calls\":3,\"x\":[")).find("calls: a list"), std::string::npos);
  EXPECT_NE(errorOf(damaged("\"literal\"", "\"letter\"")).find("no kind of text"), std::string::npos);
  EXPECT_NE(errorOf(damaged("\"hex\"", "\"hax\"")).find("a string"), std::string::npos);
}

TEST(Serialize, textsThatAreNotThereAreAnError) {
  auto withTexts = [](const std::string &texts) {
    return errorOf(
        "{\"pgtidyFacts\":18,\"mainFile\":\"\",\"files\":[],\"functions\":[],\"calls\":[],\"invocations\":[],"
        "\"visits\":[],\"answers\":[],"
        "\"sent\":[],"
        "\"symbols\":[],\"reads\":[],\"openings\":[],\"handed\":[],\"problems\":[],\"texts\":" +
        texts + "}");
  };
  EXPECT_EQ(withTexts("[]"), "no error");
  EXPECT_NE(withTexts("[[\"concat\",[0]]]").find("not before its use"), std::string::npos);
  EXPECT_NE(withTexts("[[\"concat\",[4294967295]]]").find("not there"), std::string::npos);
  EXPECT_NE(withTexts("[[\"literal\",\"ab\",[[1,2,0,null]]]]").find("longer than its literal"), std::string::npos);
  EXPECT_NE(withTexts("[[\"literal\",\"ab\",[[0,1,0,[0,1,1,0]]]]]").find("not in 'files'"), std::string::npos);
  EXPECT_NE(withTexts("[[]]").find("a text was expected"), std::string::npos);
  EXPECT_NE(withTexts("[[\"choice\"]]").find("elements"), std::string::npos);
  EXPECT_NE(withTexts("{}").find("a list"), std::string::npos);
}

TEST(Serialize, textsNestedTooDeeplyAreAnError) {
  std::string texts = "[\"hole\",[0,\"\",\"x\",null,[],\"\",null]]";
  for (int i = 0; i < 5000; ++i)
    texts += ",[\"result\",\"f\",[" + std::to_string(i) + "],[0,\"\",\"x\",null,[],\"\",null],\"\"]";
  std::string text =
      "{\"pgtidyFacts\":18,\"mainFile\":\"\",\"files\":[],\"functions\":[],\"calls\":[],\"invocations\":[],\"sent\":[],"
      "\"symbols\":[],\"reads\":[],\"openings\":[],\"handed\":[],\"problems\":[],\"texts\":[" +
      texts + "]}";
  EXPECT_NE(errorOf(text).find("nested too deeply"), std::string::npos);
}

TEST(Serialize, cutFactsAreAnErrorWhereverTheyAreCut) {
  std::string text = serialize(sample::everything());
  for (size_t length = 0; length < text.size(); length += 7)
    EXPECT_NE(errorOf(llvm::StringRef(text).take_front(length)), "no error") << length;
}

TEST(Serialize, anyChangedByteIsReadOrRefused) {
  std::string text = serialize(sample::everything());
  for (size_t i = 0; i < text.size(); i += 3) {
    std::string changed = text;
    changed[i] = static_cast<char>(changed[i] ^ (1 + i % 7));
    llvm::Expected<Unit> unit = deserialize(changed);
    if (!unit)
      llvm::consumeError(unit.takeError());
    else
      serialize(*unit);
  }
}

} // namespace
} // namespace pgtidy::facts
