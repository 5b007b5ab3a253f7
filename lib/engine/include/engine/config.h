// `.pgtidy`: what a project says about itself.
#pragma once

#include "analysis/isolation.h"
#include "checks/check.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace pgtidy::engine {

/// The configuration of a run (docs/configuration.md). Paths and globs are relative to `root`.
struct Config {
  std::string root; ///< the folder of the file it was read from; the working directory when there is none
  std::string file; ///< "" when there is none
  std::string checks = "pg-*";
  std::string warningsAsErrors;
  std::string headerFilter = ".*";
  std::vector<std::string> schema;
  std::vector<std::string> queries;
  std::vector<std::string> envFiles;
  std::vector<std::string> ormLayer;
  std::vector<std::string> rules;
  analysis::UserModel users;
  std::string authProvider;
  std::string policies;      ///< "required": tables of users' rows must have row-level security; else it is advised
  bool wholeProject = false; ///< every unit of the project is there (not in the file: the run says so)
  std::string liveSchema;    ///< definitions of a live database, instead of the schema files; never part of a file
  std::string liveName;      ///< what messages call that database
};

/// Reads YAML. `name` is for messages; the error holds all mistakes, each with line and column and what is allowed.
llvm::Expected<Config> parseConfig(llvm::StringRef yaml, llvm::StringRef name);

/// The nearest `.pgtidy` in `folder` and its parents; "" when there is none.
std::string findConfig(llvm::StringRef folder);

/// Reads the file at `path`; an error when it cannot be read or parsed.
llvm::Expected<Config> readConfig(llvm::StringRef path);

/// The configuration as YAML that reads back as the same.
std::string dumpConfig(const Config &config);

} // namespace pgtidy::engine
