// The pipeline: configuration and sources to results.
#pragma once

#include "engine/compile_database.h"
#include "engine/config.h"
#include "engine/profile.h"
#include "facts/environment.h"
#include "facts/unit.h"
#include "findings/results.h"
#include "rules/rules.h"

#include "llvm/Support/Error.h"

#include <functional>
#include <string>
#include <vector>

namespace pgtidy::engine {

/// Told after each unit: how many are done, of how many, and which it was.
using Progress = std::function<void(size_t done, size_t total, const std::string &file)>;

/// What could not be read while facts were collected.
struct Collected {
  std::vector<facts::Unit> units;
  std::vector<std::string> parsed; ///< main files of the units that were parsed, in the order of the commands
  std::vector<findings::Problem> problems;
  std::vector<findings::Problem> failures;
  std::vector<std::string> schemaFiles; ///< named for this run, beside those of the configuration
  bool wholeSchema = false;             ///< findings in all schema files are wanted, not only in those named
  extract::Unsaved unsaved;             ///< what editors have of files whose comments, schema or variables are read
  /// How git treats a file of variables; null asks git.
  std::function<facts::Tracking(const std::string &path)> tracking;
  Profile *profile = nullptr; ///< told where the time went, by those who made it and those who use it
};

/// The built-in rules and those of the configuration.
llvm::Expected<rules::Rules> loadRules(const Config &config);

/// How facts are collected.
struct Reading {
  unsigned jobs = 0;     ///< units read at a time; 0: as many as there are cores
  bool prefilter = true; ///< parse only the units that can add to the findings (docs/speed.md)
  Progress progress = nullptr;
  std::string cacheFolder = {}; ///< where facts are kept between runs; "" for nowhere
  std::string maker = {};       ///< tells programs apart that may make different facts of the same source
  Profile *profile = nullptr;   ///< told where the time went
  /// Words of which a statement has one where tables belong to users: it is looked then at who calls the functions that
  /// send statements. "" is in each.
  std::vector<std::string> ownerWords = {};
};

/// The words that say, in a statement, that a program has tables of users, as far as the configuration tells.
std::vector<std::string> ownerWords(const Config &config);

/// Facts of the units of `commands`, in their order; a unit that the prefilter left out has none. Secrets in the facts
/// are redacted.
Collected collectFacts(const std::vector<extract::Command> &commands, const rules::Rules &rules,
                       const Reading &reading);

/// Facts of a file of SQL statements that the program runs: each statement is a call of no library.
llvm::Expected<facts::Unit> queryFileFacts(const std::string &path);
/// The same for a file's `contents`, as an editor has them.
llvm::Expected<facts::Unit> queryTextFacts(const std::string &path, llvm::StringRef contents);

/// Whether a file of SQL defines a schema, rather than holding the program's queries.
bool isSchemaFile(const std::string &path);

/// Links the facts, reads the schema of `config`, and runs the checks that are on. Findings that NOLINT comments hide
/// and those in headers that the header filter leaves out are taken away.
findings::Results analyse(Collected collected, const Config &config);

/// What `config` says of the schema that does not fit it: tables that it does not have, keys that can not be.
std::vector<findings::Problem> configuredInVain(const Config &config);

/// The files that `globs` (relative to `root`) name, each once: globs in the order given, their files by name. A glob
/// that names nothing is a problem.
std::vector<std::string> expandGlobs(const std::vector<std::string> &globs, const std::string &root,
                                     std::vector<findings::Problem> &problems);

} // namespace pgtidy::engine
