// A statement with a run-time value turned into a bound parameter, for advice.
#pragma once

#include "analysis/conclusions.h"

#include "llvm/ADT/StringRef.h"

#include <string>

namespace pgtidy::checks {

/// The surroundings of hole `hole` with a placeholder in its place; quotes around it become a concatenation:
/// `LIKE '%{word}%'` is `LIKE '%' || $2 || '%'`. Other holes are shown as `{expression}`, far text as "…".
std::string withParameter(const analysis::Query &query, const analysis::Alternative &alternative, size_t hole);

/// The same with `replacement` in the place of the hole itself.
std::string withReplacement(const analysis::Alternative &alternative, size_t hole, llvm::StringRef replacement);

/// The call of the same library that sends `statement` with `value` bound.
std::string callWithValue(const facts::Call &call, llvm::StringRef statement, llvm::StringRef value);

} // namespace pgtidy::checks
