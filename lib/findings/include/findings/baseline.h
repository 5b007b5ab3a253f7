// Findings that are known and wait: a file of one line each.
#pragma once

#include "findings/results.h"
#include "findings/sources.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <map>
#include <string>

namespace pgtidy::findings {

/// The findings of `results` as a baseline: sorted by file and check, so that lines that move change nothing in it.
/// Paths are relative to `root`.
std::string writeBaseline(const Results &results, Sources &sources, const std::string &root);

/// How often each fingerprint is known.
using Baseline = std::map<std::string, unsigned>;

/// Reads what writeBaseline wrote. The error names the line, or the version that is not this one's.
llvm::Expected<Baseline> parseBaseline(llvm::StringRef text);

/// Moves the known findings to Results::hidden; gives how many known ones are not there any more.
size_t applyBaseline(Results &results, Baseline known, Sources &sources, const std::string &root);

} // namespace pgtidy::findings
