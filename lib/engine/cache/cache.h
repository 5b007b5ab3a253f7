// Facts of earlier runs, kept in files.
//
// Each entry is a file of its own, written under another name and then renamed, so that runs at the same time, a run
// that is killed and a full disk leave whole entries or none. It begins with a checksum: an entry that is damaged is
// not used. Only its owner may read it, and secrets have been taken out of facts before.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace pgtidy::engine {

/// Hash of all that an entry depends on, as 32 hexadecimal digits.
using CacheKey = std::string;
CacheKey cacheKey(llvm::StringRef everything);

class Cache {
public:
  /// `folder` is made when something is written to it.
  explicit Cache(std::string folder, uint64_t mostBytes = 1ULL << 30) : Folder(std::move(folder)), Most(mostBytes) {}

  /// What was written under `key`; nothing when there is no such entry, or when it is damaged.
  std::optional<std::string> read(const CacheKey &key);
  /// Keeps `contents`. That it cannot be written (a full disk, a folder of somebody else) is no fault of the run.
  void write(const CacheKey &key, llvm::StringRef contents);
  /// Deletes the entries that have not been used for longest, while there are more bytes than allowed.
  void prune();
  /// The paths of damaged entries that were met; they are deleted.
  std::vector<std::string> damaged();

private:
  std::string Folder;
  uint64_t Most;
  bool HasWritten = false;
  std::mutex Lock;
  std::vector<std::string> Damaged;

  std::string pathOf(const CacheKey &key) const;
};

} // namespace pgtidy::engine
