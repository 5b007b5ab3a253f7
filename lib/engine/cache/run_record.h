// What a run read and what came of it, so that a later run can tell that nothing has changed.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pgtidy::engine {

/// A file or folder as it was.
struct SeenFile {
  std::string path;
  uint64_t size = 0;
  int64_t modified = 0; ///< nanoseconds
  uint64_t hash = 0;    ///< of the contents; 0 for a folder
};

struct RunRecord {
  static constexpr int64_t missing = -1; ///< the time of a folder that there was not

  int64_t begun = 0; ///< when the run began, nanoseconds
  std::vector<SeenFile> files;
  std::vector<SeenFile> folders;  ///< in which headers were found or could be: a new file there may hide another
  std::vector<std::string> units; ///< for each command the key of its facts, "" where it was left out

  /// Whether all files and folders are as they were. Contents are compared where the time does not tell.
  bool holds() const;
};

/// The size and time of what is at `path`; nothing when there is none.
std::optional<SeenFile> look(const std::string &path);
int64_t nowInNanoseconds();

std::string print(const RunRecord &record);
std::optional<RunRecord> parseRunRecord(llvm::StringRef text);

} // namespace pgtidy::engine
