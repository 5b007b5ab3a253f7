// compile_commands.json.
#pragma once

#include "extract/extract.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace pgtidy::engine {

/// The commands of a project (Clang manual, "JSON Compilation Database Format Specification").
struct CompileDatabase {
  std::string path; ///< of the file
  std::vector<extract::Command> commands;

  /// The absolute, normalised path of a command's source.
  static std::string sourceOf(const extract::Command &command);
  /// The first command for `file` (a path from the working directory); null when there is none.
  const extract::Command *find(llvm::StringRef file) const;
};

/// Reads `folder`/compile_commands.json, or `folder` itself when it is a file. The error says what is wrong where and
/// how to make one.
llvm::Expected<CompileDatabase> readCompileDatabase(llvm::StringRef folder);

/// The folder of the nearest compile_commands.json in `folder`, its `build` folder, and its parents (as clangd looks);
/// "" when there is none.
std::string findCompileDatabase(llvm::StringRef folder);

} // namespace pgtidy::engine
