// From the options to what is analysed: configuration, compile commands, SQL files.
#pragma once

#include "engine/compile_database.h"
#include "engine/config.h"
#include "findings/results.h"
#include "options.h"

#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace pgtidy::tool {

/// What a run reads.
struct Inputs {
  engine::Config config;
  std::vector<extract::Command> commands;
  std::vector<std::string> sqlFiles;    ///< of the command line, as given
  std::vector<std::string> queryFiles;  ///< the program's statements
  std::vector<std::string> schemaFiles; ///< definitions
  std::vector<std::string> envFiles;    ///< that were named
  std::vector<findings::Problem> problems;
  std::vector<findings::Problem> failures; ///< files that were asked for and cannot be read
};

/// The configuration that holds for files below `folder`, with the options that override it.
llvm::Expected<engine::Config> configFor(const Options &options, llvm::StringRef folder);

/// Finds the compile database and the configuration, and sorts the files by kind.
llvm::Expected<Inputs> readInputs(const Options &options);

} // namespace pgtidy::tool
