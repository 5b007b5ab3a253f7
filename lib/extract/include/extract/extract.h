// C++ source to facts.
#pragma once

#include "facts/unit.h"
#include "rules/rules.h"

#include "llvm/Support/Error.h"

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace pgtidy::extract {

/// Makes a crash inside Clang an error of that unit instead of the end of the process. It installs signal handlers for
/// the whole process, so that the program, not the library, decides to: once, at its start.
void enableCrashRecovery();

/// One compile command, as compile_commands.json has it.
struct Command {
  std::string directory;
  std::string file;                   ///< as in the database (absolute or relative to `directory`)
  std::vector<std::string> arguments; ///< compiler, flags, file
};

/// Facts of one translation unit. Code with errors gives the facts of what parses, and Problems. The error is for a
/// unit that cannot be read at all. Safe to call from several threads at once; changes no global state (not the working
/// directory either).
llvm::Expected<facts::Unit> extract(const Command &command, const rules::Rules &rules);

/// Texts that stand for files while an editor has them open: contents by absolute path.
using Unsaved = std::map<std::string, std::string>;

/// Where the time of one unit went.
struct Durations {
  std::chrono::nanoseconds parse{};    ///< Clang's part
  std::chrono::nanoseconds evaluate{}; ///< the facts of what was parsed
};

/// The same, with `unsaved` in place of what is on disk.
llvm::Expected<facts::Unit> extract(const Command &command, const rules::Rules &rules, const Unsaved &unsaved,
                                    Durations *spent = nullptr);

/// The same for source text in memory, compiled as `fileName` with `flags` (tests, editors).
llvm::Expected<facts::Unit> extractText(llvm::StringRef source, llvm::StringRef fileName,
                                        llvm::ArrayRef<std::string> flags, const rules::Rules &rules);

} // namespace pgtidy::extract
