// Runs a program as a user would.
#pragma once

#include "temporary_folder.h"

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

#include <optional>
#include <string>
#include <vector>

namespace pgtidy::test {

struct Output {
  int status = -1;
  std::string out;
  std::string err;
};

/// Runs `command` (a program's path and its arguments) in the folder `cwd`.
inline Output runCommand(const std::string &cwd, const std::vector<std::string> &command) {
  TemporaryFolder logs;
  std::string out = logs.write("out", ""), err = logs.write("err", "");
  std::vector<std::string> words{"/usr/bin/env", "-C", cwd, "XDG_CACHE_HOME=" + logs.path()};
  words.insert(words.end(), command.begin(), command.end());
  std::vector<llvm::StringRef> references(words.begin(), words.end());
  std::optional<llvm::StringRef> redirects[] = {llvm::StringRef(), llvm::StringRef(out), llvm::StringRef(err)};
  Output result;
  result.status = llvm::sys::ExecuteAndWait(words[0], references, std::nullopt, redirects, /*SecondsToWait=*/120);
  auto read = [](const std::string &path) {
    auto buffer = llvm::MemoryBuffer::getFile(path);
    return buffer ? (*buffer)->getBuffer().str() : std::string();
  };
  result.out = read(out);
  result.err = read(err);
  return result;
}

} // namespace pgtidy::test
