// Repairs, applied to files or handed on.
#pragma once

#include "findings/results.h"
#include "findings/sources.h"

#include <map>
#include <string>
#include <vector>

namespace pgtidy::findings {

/// What comes of applying fixes.
struct Repaired {
  std::map<std::string, std::string> contents; ///< the new contents of the files that change
  std::vector<size_t> fixed;                   ///< indices into Results::findings
  std::vector<Problem> left;                   ///< fixes that could not be applied, and why
};

/// Applies the first fix of each finding to the contents that `sources` gives. A fix is applied whole or not at all:
/// not when its bytes are no longer those that it was made for, nor when it crosses one that was applied before. The
/// same edit, wanted by several findings, is made once.
Repaired repair(const Results &results, Sources &sources);

/// The findings and their fixes as clang-apply-replacements reads them (clang-tidy's --export-fixes).
std::string exportFixes(const Results &results, Sources &sources, const std::string &buildFolder);

} // namespace pgtidy::findings
