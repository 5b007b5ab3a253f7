// A change to a file.
#pragma once

#include <cstdint>
#include <string>

namespace pgtidy::text {

/// Replaces `length` bytes at `offset` of `file` by `replacement`.
struct Edit {
  std::string file;
  uint32_t offset = 0;
  uint32_t length = 0;
  std::string replacement;
  bool operator==(const Edit &) const = default;
};

} // namespace pgtidy::text
