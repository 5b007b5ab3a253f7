// Extracts facts from a few lines of C++, for the tests of the rules.
#pragma once

#include "extract/extract.h"
#include "facts/serialize.h"

#include "gtest/gtest.h"

#include <string>
#include <vector>

namespace pgtidy::rules {

/// The built-in rules; a test fails when they do not load.
inline Rules builtinRules() {
  llvm::Expected<Rules> rules = load({});
  if (!rules) {
    ADD_FAILURE() << llvm::toString(rules.takeError());
    return {};
  }
  return std::move(*rules);
}

/// The facts of `code`, which must be free of errors.
inline facts::Unit factsOf(const std::string &code, std::vector<std::string> flags = {"-std=c++20"}) {
  flags.insert(flags.end(), {"-isystem", PGTIDY_LIBPQ_INCLUDE_DIR, "-isystem", PGTIDY_SOURCE_DIR "/test/stubs",
                             "-isystem", PGTIDY_JSONCPP_INCLUDE_DIR});
  llvm::Expected<facts::Unit> unit = extract::extractText(code, "/code.cpp", flags, builtinRules());
  if (!unit) {
    ADD_FAILURE() << llvm::toString(unit.takeError());
    return {};
  }
  for (const facts::Problem &problem : unit->problems)
    ADD_FAILURE() << "line " << problem.location.line << ": " << problem.message;
  return std::move(*unit);
}

/// The only call that reaches the database in `code`; a test fails when there are more or none.
inline facts::Call onlyCall(const std::string &code, const std::vector<std::string> &flags = {"-std=c++20"}) {
  facts::Unit unit = factsOf(code, flags);
  EXPECT_EQ(unit.calls.size(), 1U) << code;
  return unit.calls.empty() ? facts::Call() : unit.calls.front();
}

/// The call as files of facts hold it: with the sources of its values.
inline std::string written(const facts::Call &call) {
  facts::Unit unit;
  unit.files.add("/a.cpp");
  unit.calls.push_back(call);
  return facts::serialize(unit);
}

/// What tests of one library expect of a call.
struct Recognised {
  const char *statements;
  const char *function;
  facts::Action action;
  const char *text; ///< the SQL, or the table of a copy, or the connection, or the first setting, or "-"
  const char *name = "-";
  const char *driver = "-";
};

/// Names of tests say what is read, not where it lies in memory.
inline void PrintTo(const Recognised &value, std::ostream *out) { *out << value.statements; }

inline std::string printed(const facts::Text &text) { return text ? facts::print(text) : "-"; }

inline void expectCall(const facts::Call &found, const Recognised &wanted) {
  EXPECT_EQ(found.function, wanted.function) << wanted.statements;
  EXPECT_EQ(found.action, wanted.action) << wanted.statements;
  facts::Text text = found.sql ? found.sql : found.table ? found.table : found.connection;
  if (!text && !found.settings.empty())
    text = found.settings.front().value;
  EXPECT_EQ(printed(text), wanted.text) << wanted.statements;
  EXPECT_EQ(printed(found.name), wanted.name) << wanted.statements;
  EXPECT_EQ(printed(found.driver), wanted.driver) << wanted.statements;
}

} // namespace pgtidy::rules
