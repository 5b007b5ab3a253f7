#include "engine/git.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

#include <optional>

namespace pgtidy::engine {

namespace {

/// The exit status of git in the folder of `path`; nothing when it could not be run.
std::optional<int> git(llvm::StringRef program, llvm::StringRef path, llvm::ArrayRef<llvm::StringRef> command) {
  llvm::SmallVector<llvm::StringRef, 16> arguments{program, "-C", llvm::sys::path::parent_path(path), "-c",
                                                   "core.fsmonitor=false"};
  llvm::append_range(arguments, command);
  arguments.push_back("--");
  arguments.push_back(llvm::sys::path::filename(path));
  std::optional<llvm::StringRef> silent[] = {llvm::StringRef(""), llvm::StringRef(""), llvm::StringRef("")};
  bool failed = false;
  int status = llvm::sys::ExecuteAndWait(program, arguments, std::nullopt, silent, /*SecondsToWait=*/10,
                                         /*MemoryLimit=*/0, /*ErrMsg=*/nullptr, &failed);
  if (failed || status < 0)
    return std::nullopt;
  return status;
}

} // namespace

facts::Tracking trackingOf(llvm::StringRef path) {
  llvm::ErrorOr<std::string> program = llvm::sys::findProgramByName("git");
  if (!program)
    return facts::Tracking::Unknown;
  // 1 says that the file is not tracked, 128 that there is no repository (or none that git trusts).
  std::optional<int> listed = git(*program, path, {"ls-files", "--error-unmatch"});
  if (listed == 0)
    return facts::Tracking::Tracked;
  if (listed != 1)
    return facts::Tracking::Unknown;
  std::optional<int> ignored = git(*program, path, {"check-ignore", "-q"});
  if (ignored == 0)
    return facts::Tracking::Ignored;
  return ignored == 1 ? facts::Tracking::Unignored : facts::Tracking::Unknown;
}

} // namespace pgtidy::engine
