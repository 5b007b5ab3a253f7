// Line and column of a byte offset, and back.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace pgtidy::text {

/// The line starts of one file's text. Lines end at "\n"; "\r" counts as part of its line.
class LineIndex {
public:
  explicit LineIndex(std::string_view contents);

  struct Place {
    uint32_t line;   ///< 1-based
    uint32_t column; ///< 1-based, in bytes
  };
  /// The place of the byte at `offset`; past the end, that of the end.
  Place place(uint32_t offset) const;
  /// The offset of the first byte of 1-based `line`; past the last line, the size of the text.
  uint32_t lineStart(uint32_t line) const;
  uint32_t lineCount() const { return static_cast<uint32_t>(Starts.size()); }

private:
  std::vector<uint32_t> Starts;
  uint32_t Size;
};

} // namespace pgtidy::text
