// What a check is: conclusions to findings.
#pragma once

#include "analysis/conclusions.h"
#include "facts/auth_provider.h"
#include "findings/finding.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <map>
#include <string>
#include <vector>

namespace pgtidy::checks {

/// How an object mapper says a simple statement itself, by "select", "insert", "update", "delete" or "condition".
using MapperCalls = std::map<std::string, std::string>;

/// The part of the configuration, and of the rules, that checks judge by.
struct Settings {
  std::string root;                  ///< the folder of .pgtidy, that globs are relative to; "" when there is none
  std::vector<std::string> ormLayer; ///< path globs, or "namespace:a::b"
  std::vector<facts::AuthProvider> authProviders; ///< the one that is configured, else all that may be recognised
  bool isAuthConfigured = false;
  bool requiresPolicies = false;                       ///< tables of users' rows must have row-level security
  std::map<std::string, MapperCalls> mapperCalls = {}; ///< by the mapper's library
};

/// A name or glob in a NOLINT comment that hid nothing.
struct UnusedSuppression {
  findings::Place place;
  std::string glob;
  bool isUnknown = false; ///< there is no such check
};

/// What a check is given.
struct Input {
  const analysis::Conclusions &conclusions;
  const Settings &settings;
  llvm::ArrayRef<UnusedSuppression> unused = {}; ///< known only after all other checks have run
};

using Findings = std::vector<findings::Finding>;

/// What code scanning wants to know of a check, from the second line of its page; each may be "".
struct Metadata {
  llvm::StringRef precision;        ///< "very-high", "high", "medium", "low"
  llvm::StringRef securitySeverity; ///< "0.0" to "10.0"
  llvm::StringRef cwes;             ///< numbers: "89, 564"
};

/// A check as the registry has it. The registry is generated: one entry for each pair of lib/checks/<area>/<what>.cpp
/// and docs/checks/<area>/<what>.md. The source defines `Findings <area>_<what>(const Input &)` (dashes as underscores)
/// in this namespace.
struct Check {
  llvm::StringRef name; ///< "pg-isolation-unscoped"
  findings::Severity severity;
  bool offByDefault;       ///< on only where it is named in full
  llvm::StringRef summary; ///< the page's first sentence
  llvm::StringRef page;    ///< Markdown, for --explain
  Findings (*run)(const Input &);
  Metadata metadata;
};

/// All checks, by name.
llvm::ArrayRef<Check> all();

/// Whether the check is on in a list of globs (text::isOn).
bool isOn(const Check &check, llvm::StringRef globs);

} // namespace pgtidy::checks
