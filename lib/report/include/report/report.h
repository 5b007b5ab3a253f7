// Findings for people and machines, one function and file a format.
#pragma once

#include "findings/results.h"

#include "llvm/Support/raw_ostream.h"

#include <functional>
#include <string>
#include <vector>

namespace pgtidy::report {

using findings::Results;

/// Gives the contents of a file, empty when it cannot be read.
using ReadFile = std::function<std::string(const std::string &path)>;

struct TextOptions {
  bool colors = false;
  bool summary = true; ///< a last line that counts
};

/// clang-tidy's form: `file:line:column: error: message [check]`, the line with a caret, notes, and the advice.
void writeText(llvm::raw_ostream &out, const Results &results, const ReadFile &readFile, const TextOptions &options);

/// The JSON of docs/json.md, version 1, pretty-printed.
void writeJson(llvm::raw_ostream &out, const Results &results);

/// `line` (1-based) of `contents` with the secrets that stand in it as asterisks. Credentials that no secret names are
/// found by their form as well.
std::string visibleLine(std::string_view contents, const std::string &file, uint32_t line,
                        const std::vector<findings::Secret> &secrets);

} // namespace pgtidy::report
