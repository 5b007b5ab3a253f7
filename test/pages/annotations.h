// `expect: pg-…` comments: which findings a file must have.
#pragma once

#include "findings/results.h"

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace pgtidy::test {

/// The checks that are expected at (file, line).
using Expectations = std::map<std::pair<std::string, uint32_t>, std::multiset<std::string>>;

/// Adds the expectations of `source`, whose first line is line `firstLine` of `file`: `// expect: a, b` (in SQL
/// `-- expect: a`) means its own line, `expect@+2: a` the second one below, `expect@-1: a` the one above.
void addExpectations(Expectations &expectations, const std::string &file, llvm::StringRef source,
                     uint32_t firstLine = 1);

/// What is missing and what was not expected, line by line; "" when the findings are those expected.
std::string differences(const Expectations &expected, const findings::Results &results);

} // namespace pgtidy::test
