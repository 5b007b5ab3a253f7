#include "text/line_index.h"

#include <algorithm>

namespace pgtidy::text {

LineIndex::LineIndex(std::string_view contents) : Size(static_cast<uint32_t>(contents.size())) {
  Starts.push_back(0);
  for (size_t end = contents.find('\n'); end != std::string_view::npos; end = contents.find('\n', end + 1))
    Starts.push_back(static_cast<uint32_t>(end + 1));
}

LineIndex::Place LineIndex::place(uint32_t offset) const {
  offset = std::min(offset, Size);
  auto next = std::upper_bound(Starts.begin(), Starts.end(), offset);
  auto line = static_cast<uint32_t>(next - Starts.begin());
  return {line, offset - Starts[line - 1] + 1};
}

uint32_t LineIndex::lineStart(uint32_t line) const {
  if (line == 0)
    return 0;
  return line <= Starts.size() ? Starts[line - 1] : Size;
}

} // namespace pgtidy::text
