// References that functions give to what is kept somewhere: what such a function says of them, and what is noted where
// somebody writes through one.
#include "evaluating.h"

namespace pgtidy::extract {

/// What is assigned through references: each text with the function that gave the reference, and its arguments.
static std::string assigned(const std::string &code) {
  std::string shown;
  for (const facts::SymbolText &symbol : unitOf(code).symbols)
    if (symbol.target) {
      const auto &target = std::get<facts::Result>(symbol.target->value);
      shown += (shown.empty() ? "" : " ; ") + target.function.substr(0, target.function.find('#'));
      for (const facts::Text &argument : target.arguments)
        shown += ' ' + show(argument);
      shown += symbol.under ? " [" + show(symbol.under) + "]" : "";
      shown += " = " + show(symbol.text);
    }
  return shown;
}

/// What the function says that it gives a reference to; "" where it says nothing.
static std::string given(const std::string &code) {
  for (const facts::Function &function : unitOf(code).functions)
    if (llvm::StringRef(function.key).ends_with(facts::referredPart("")) && function.result)
      return print(function.result);
  return "";
}

static const std::string Store = "struct Store { std::map<string, string> texts; string title; string &set(const "
                                 "string &key); std::map<string, string> &all(); string get() const; };";

TEST(EvaluateReferred, aTextIsAssignedToWhatACallRefersTo) {
  EXPECT_EQ(assigned("string &set(const string &key); void f() { set(\"a\") = \"SELECT 1\"; }"),
            "c:@F@set \"a\" = \"SELECT 1\"");
  EXPECT_EQ(assigned("string &set(const string &key); void f() { string &kept = set(\"a\"); kept = \"SELECT 1\"; }"),
            "c:@F@set \"a\" = \"SELECT 1\"");
}

TEST(EvaluateReferred, anElementOfAContainerThatACallRefersTo) {
  EXPECT_EQ(assigned("std::map<string, string> &all(); void f() { all()[\"a\"] = \"SELECT 1\"; }"),
            "c:@F@all [\"a\"] = \"SELECT 1\"");
}

TEST(EvaluateReferred, nothingIsAssignedToACopy) {
  EXPECT_EQ(assigned("string &set(const string &key); void f() { string copy = set(\"a\"); copy = \"SELECT 1\"; }"),
            "");
  EXPECT_EQ(assigned("string get(); void f() { get() = \"SELECT 1\"; }"), "");
  EXPECT_EQ(assigned("const string &get(); void f(string s) { s = get(); s = \"SELECT 1\"; }"), "");
}

TEST(EvaluateReferred, aFunctionSaysWhatItGivesAReferenceTo) {
  EXPECT_NE(given(Store + "string &Store::set(const string &key) { return texts[key]; }").find("texts[] under $key"),
            std::string::npos);
  EXPECT_NE(given(Store + "string &Store::set(const string &) { title = \"\"; return title; }").find("FI@title"),
            std::string::npos);
  EXPECT_NE(given(Store + "std::map<string, string> &Store::all() { return texts; }").find("texts[]"),
            std::string::npos);
}

TEST(EvaluateReferred, orThatItHandsAnothersOn) {
  EXPECT_NE(given("string &set(const string &key); string &put(const string &key) { return set(\"x-\" + key); }")
                .find("c:@F@set"),
            std::string::npos);
}

TEST(EvaluateReferred, ofValuesAndLocalsThereIsNothingToSay) {
  EXPECT_EQ(given(Store + "string Store::get() const { return title; }"), "");
  EXPECT_EQ(given("string &mine(string &given) { return given; }"), "");
}

} // namespace pgtidy::extract
