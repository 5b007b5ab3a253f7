// Where something stands in a source file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pgtidy::text {

/// Index of a file in a FileTable.
using FileId = uint32_t;
inline constexpr FileId NoFile = UINT32_MAX;

/// A place in a file: 1-based line and column (bytes), 0-based byte offset. Invalid while `file` is NoFile.
struct Location {
  FileId file = NoFile;
  uint32_t line = 0;
  uint32_t column = 0;
  uint32_t offset = 0;

  bool isValid() const { return file != NoFile; }
  /// The place `bytes` further on in the same line.
  Location advanced(uint32_t bytes) const { return {file, line, column + bytes, offset + bytes}; }
  bool operator==(const Location &) const = default;
};

/// A half-open range of bytes [begin, begin + length) that starts at a Location.
struct Span {
  Location begin;
  uint32_t length = 0;
  bool operator==(const Span &) const = default;
};

/// The paths of the files that Locations name, each once.
class FileTable {
public:
  /// The id of `path`, added when it is new.
  FileId add(std::string_view path);
  const std::string &path(FileId file) const { return Paths[file]; }
  const std::vector<std::string> &paths() const { return Paths; }

private:
  std::vector<std::string> Paths;
  std::unordered_map<std::string, FileId> Ids;
};

} // namespace pgtidy::text
