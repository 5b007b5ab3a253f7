// A change to a file.
#pragma once

#include <cstdint>
#include <string>

namespace pgtidy::text {

/// Replaces `length` bytes at `offset` of `file` by `replacement`. `hash` is that of the bytes replaced
/// (llvm::xxh3_64bits), so that an edit is not applied to a file that has changed; 0 where it is not known.
struct Edit {
  std::string file;
  uint32_t offset = 0;
  uint32_t length = 0;
  std::string replacement;
  uint64_t hash = 0;
  bool operator==(const Edit &) const = default;
};

} // namespace pgtidy::text
