// Mistakes in rules files are told with their place and what is allowed instead.
#include "reading.h"

#include "llvm/Support/MemoryBuffer.h"

#include <algorithm>
#include <filesystem>

namespace pgtidy::rules {

/// The message for a file with this text; "" when it is accepted.
static std::string mistakeIn(const std::string &json) {
  Rules rules;
  llvm::Error error = rules.add("my.json", json);
  return error ? llvm::toString(std::move(error)) : "";
}

/// The message for a file with this entry in "functions", from column 1 of line 2 on.
static std::string mistakeInEntry(const std::string &entry) {
  return mistakeIn("{\"library\": \"my\", \"description\": \"d\", \"functions\": [\n" + entry + "\n]}");
}

TEST(Loader, smallestFileIsAccepted) { EXPECT_EQ(mistakeIn(R"({"library": "my", "description": "d"})"), ""); }

TEST(Loader, brokenJsonTellsWhere) {
  std::string message = mistakeIn("{\n  \"library\": \"my\",,\n}");
  EXPECT_EQ(message.substr(0, 13), "my.json:2:19:") << message;
  EXPECT_NE(message.find("not valid JSON"), std::string::npos) << message;
}

TEST(Loader, emptyAndCutTextIsNoJson) {
  EXPECT_NE(mistakeIn("").find("not valid JSON"), std::string::npos);
  EXPECT_NE(mistakeIn("{\"library\": \"m").find("not valid JSON"), std::string::npos);
  EXPECT_NE(mistakeIn("\xff\xfe{}").find("not valid JSON"), std::string::npos);
  EXPECT_NE(mistakeIn(std::string("\0\0", 2)).find("not valid JSON"), std::string::npos);
}

TEST(Loader, deepNestingEnds) {
  std::string message = mistakeIn(std::string(100000, '['));
  EXPECT_NE(message.find("nested too deeply"), std::string::npos) << message;
}

TEST(Loader, hugeNumbersAreNoPositions) {
  EXPECT_NE(mistakeInEntry(R"({"names": ["f"], "text": "trim", "input": 1e999})"), "");
  EXPECT_NE(mistakeInEntry(R"({"names": ["f"], "text": "trim", "input": 99999999999999999999})"), "");
}

TEST(Loader, fileMustBeAnObject) {
  EXPECT_EQ(mistakeIn(" []"), "my.json:1:2: a rules file must be an object, not an array");
}

TEST(Loader, missingLibraryIsTold) {
  EXPECT_EQ(mistakeIn(R"({"description": "d"})"), "my.json:1:1: \"library\" is missing");
}

TEST(Loader, unknownKeyTellsAllowedOnes) {
  EXPECT_EQ(mistakeIn("{\"library\": \"my\",\n \"description\": \"d\",\n \"functons\": []}"),
            "my.json:3:2: unknown key \"functons\"; allowed are: $schema, library, description, documentation, types, "
            "operators, calls, named, pragmas, getters, setters, requests, routers, logs, outputs, functions");
}

TEST(Loader, keyThatStandsTwiceIsTold) {
  EXPECT_EQ(mistakeIn("{\"library\": \"my\", \"description\": \"d\",\n\"library\": \"b\"}"),
            "my.json:2:1: key \"library\" stands twice");
}

TEST(Loader, wrongTypesAreTold) {
  EXPECT_EQ(mistakeIn(R"({"library": 1, "description": "d"})"),
            "my.json:1:13: \"library\" must be a string, not a whole number");
  EXPECT_EQ(mistakeIn("{\"library\": \"my\", \"description\": \"d\",\n\"types\": [\"a\", null]}"),
            "my.json:2:16: each of \"types\" must be a string, not null");
  EXPECT_EQ(mistakeInEntry("7"), "my.json:2:1: each of \"functions\" must be an object, not a whole number");
}

TEST(Loader, textBeforeStringsDoesNotShiftPlaces) {
  EXPECT_EQ(mistakeIn("{\"library\": \"m\\\"y ö\\n\", \"description\": true}"),
            "my.json:1:41: \"description\" must be a string, not true or false");
}

TEST(Loader, functionNeedsActionOrText) {
  std::string message = mistakeInEntry(R"({"names": ["f"]})");
  EXPECT_EQ(message.substr(0, 12), "my.json:2:1:") << message;
  EXPECT_NE(message.find("either \"action\""), std::string::npos) << message;
  EXPECT_NE(mistakeInEntry(R"({"names": ["f"], "action": "copy", "text": "trim"})"), "");
}

TEST(Loader, unknownWordsTellAllowedOnes) {
  EXPECT_EQ(mistakeInEntry(R"({"names": ["f"], "action": "run"})"),
            "my.json:2:28: \"run\" is no \"action\"; allowed are: connect, configure, execute, prepare, "
            "execute-prepared or copy");
  EXPECT_NE(mistakeInEntry(R"({"names": ["f"], "text": "upper"})").find("to-upper"), std::string::npos);
  EXPECT_NE(mistakeInEntry(R"({"names": ["f"], "action": "copy", "dialect": "oracle"})").find("sqlite"),
            std::string::npos);
  EXPECT_NE(mistakeInEntry(R"({"names": ["f"], "action": "copy", "placeholders": "%s"})").find("question"),
            std::string::npos);
}

TEST(Loader, unknownRoleTellsPlaceAndAllowedOnes) {
  std::string message = mistakeInEntry(R"({"names": ["f"], "action": "execute", "arguments": ["-", "sqll"]})");
  EXPECT_EQ(message.substr(0, 56), "my.json:2:58: \"sqll\" is no role of an argument; allowed ") << message;
  EXPECT_NE(mistakeInEntry(R"({"names": ["f"], "action": "connect", "arguments": ["setting:"]})"), "");
  EXPECT_NE(mistakeInEntry(R"({"names": ["f"], "action": "connect", "arguments": ["setting:<keyword>"]})"), "");
}

TEST(Loader, namesMustBeThereAndDiffer) {
  EXPECT_EQ(mistakeInEntry(R"({"action": "copy"})"), "my.json:2:1: \"names\" is missing");
  EXPECT_EQ(mistakeInEntry(R"({"names": [], "action": "copy"})"), "my.json:2:11: \"names\" must not be empty");
  EXPECT_EQ(mistakeInEntry(R"({"names": ["f", "f"], "action": "copy"})"),
            "my.json:2:17: \"f\" stands twice in \"names\"");
  EXPECT_NE(mistakeInEntry(R"({"names": [""], "action": "copy"})"), "");
}

TEST(Loader, functionDescribedTwiceIsTold) {
  std::string message = mistakeInEntry("{\"names\": [\"f\"], \"action\": \"copy\"},\n{\"names\": [\"f\"], \"action\": "
                                       "\"execute\"}");
  EXPECT_EQ(message, "my.json:3:12: \"f\" is described twice; \"arity\" can tell overloads apart");
}

TEST(Loader, positionsAreBounded) {
  EXPECT_NE(mistakeInEntry(R"({"names": ["f"], "text": "trim", "input": -2})").find("my.json:2:43:"),
            std::string::npos);
  EXPECT_NE(mistakeInEntry(R"({"names": ["f"], "action": "copy", "arity": -1})"), "");
}

TEST(Loader, readingFromOutsideNeedsASource) {
  EXPECT_NE(mistakeInEntry(R"({"names": ["f"], "text": "reads-outside"})").find("\"source\""), std::string::npos);
}

TEST(Loader, mistakenFileAddsNothing) {
  Rules rules;
  llvm::consumeError(rules.add("my.json", R"({"library": "my", "description": "d", "functions": [
    {"names": ["f"], "action": "copy"}, {"names": ["g"], "action": "nonsense"}]})"));
  EXPECT_TRUE(rules.database("f").empty());
  EXPECT_TRUE(rules.libraries().empty());
}

TEST(Loader, libraryIsDescribedOnce) {
  Rules rules;
  llvm::cantFail(rules.add("a.json", R"({"library": "my", "description": "d"})"));
  EXPECT_EQ(llvm::toString(rules.add("b.json", R"({"library": "my", "description": "d"})")),
            "b.json:1:1: library \"my\" is already described by another file");
}

TEST(Loader, laterLibraryReplacesAFunction) {
  Rules rules;
  llvm::cantFail(rules.add("a.json", R"({"library": "a", "description": "d", "functions": [
    {"names": ["f"], "action": "execute"}]})"));
  llvm::cantFail(rules.add("b.json", R"({"library": "b", "description": "d", "functions": [
    {"names": ["f"], "action": "copy"}]})"));
  ASSERT_EQ(rules.database("f").size(), 1U);
  EXPECT_EQ(rules.database("f").front().library, "b");
}

TEST(Loader, classesGiveQualifiedNames) {
  Rules rules;
  llvm::cantFail(rules.add("a.json", R"~({"library": "a", "description": "d", "functions": [
    {"in": ["n::A", "n::B"], "names": ["f", "g(n::T)"], "action": "execute", "arguments": ["-", "sql"],
     "receiver": "table"}]})~"));
  ASSERT_EQ(rules.database("n::B::f").size(), 1U);
  const DatabaseFunction &rule = rules.database("n::B::f").front();
  ASSERT_EQ(rule.arguments.size(), 2U);
  EXPECT_EQ(rule.arguments[0].position, -1);
  EXPECT_EQ(rule.arguments[1].position, 1);
  ASSERT_EQ(rules.database("n::A::g(n::T)").size(), 1U);
  EXPECT_EQ(rules.database("n::A::g(n::T)").front().name, "n::A::g");
  EXPECT_TRUE(rules.database("n::A::g").empty());
}

TEST(Loader, prefilterNamesAreThoseOfTheRulesAndWhatSourcesSayForThem) {
  std::vector<std::string> names = builtinRules().databaseNames();
  for (std::string name : {"PQexec", "PQsetdb", "pqxx::transaction_base::exec_params", "pqxx::connection::connection",
                           "pqxx::lazyconnection"})
    EXPECT_TRUE(std::find(names.begin(), names.end(), name) != names.end()) << name;
}

TEST(Loader, missingFileIsTold) {
  llvm::Expected<Rules> rules = load({"/nowhere/my.json"});
  ASSERT_FALSE(static_cast<bool>(rules));
  EXPECT_EQ(llvm::toString(rules.takeError()).substr(0, 17), "/nowhere/my.json:");
}

TEST(Loader, builtinLibrariesAreTheFilesOfTheFolder) {
  std::vector<std::string> wanted, found = builtinRules().libraries();
  for (const auto &entry : std::filesystem::directory_iterator(PGTIDY_SOURCE_DIR "/rules"))
    if (entry.path().extension() == ".json" && entry.path().stem() != "schema")
      wanted.push_back(entry.path().stem());
  std::sort(wanted.begin(), wanted.end());
  std::sort(found.begin(), found.end());
  EXPECT_EQ(found, wanted);
}

/// The schema is for editors and people; what it allows must be what the loader allows.
TEST(Loader, schemaNamesTheSameWords) {
  auto schema = llvm::MemoryBuffer::getFile(PGTIDY_SOURCE_DIR "/rules/schema.json");
  ASSERT_TRUE(static_cast<bool>(schema));
  for (std::string entry : {R"({"names": ["f"], "text": "?"})", R"({"names": ["f"], "action": "?"})",
                            R"({"names": ["f"], "action": "copy", "placeholders": "?"})",
                            R"({"names": ["f"], "action": "copy", "dialect": "?"})"}) {
    std::string message = mistakeInEntry(entry);
    llvm::SmallVector<llvm::StringRef> words;
    llvm::StringRef(message).rsplit("allowed are: ").second.split(words, ", ");
    EXPECT_GT(words.size(), 2U) << message;
    for (llvm::StringRef word : words)
      for (llvm::StringRef one : {word.split(" or ").first, word.split(" or ").second})
        if (!one.empty())
          EXPECT_TRUE((*schema)->getBuffer().contains(("\"" + one + "\"").str())) << one.str();
  }
}

} // namespace pgtidy::rules
