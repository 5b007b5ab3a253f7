// What a check is: conclusions to findings.
#pragma once

#include "analysis/conclusions.h"
#include "findings/finding.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace pgtidy::checks {

/// The part of the configuration that checks judge by.
struct Settings {
  std::string root;                  ///< the folder of .pgtidy, that globs are relative to; "" when there is none
  std::vector<std::string> ormLayer; ///< path globs, or "namespace:a::b"
};

/// What a check is given.
struct Input {
  const analysis::Conclusions &conclusions;
  const Settings &settings;
};

using Findings = std::vector<findings::Finding>;

/// A check as the registry has it. The registry is generated: one entry for each pair of lib/checks/<area>/<what>.cpp
/// and docs/checks/<area>/<what>.md. The source defines `Findings <area>_<what>(const Input &)` (dashes as underscores)
/// in this namespace.
struct Check {
  llvm::StringRef name; ///< "pg-isolation-unscoped"
  findings::Severity severity;
  llvm::StringRef summary; ///< the page's first sentence
  llvm::StringRef page;    ///< Markdown, for --explain
  Findings (*run)(const Input &);
};

/// All checks, by name.
llvm::ArrayRef<Check> all();

} // namespace pgtidy::checks
