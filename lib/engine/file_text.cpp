#include "file_text.h"

#include <algorithm>
#include <vector>

namespace pgtidy::engine {

facts::Text fileText(llvm::StringRef bytes, text::FileId file) {
  std::vector<facts::Run> runs;
  uint32_t line = 1;
  for (size_t begin = 0; begin < bytes.size(); ++line) {
    size_t end = std::min(bytes.find('\n', begin), bytes.size() - 1) + 1;
    auto offset = static_cast<uint32_t>(begin);
    runs.push_back({offset, static_cast<uint32_t>(end - begin), {file, line, 1, offset}, 0});
    begin = end;
  }
  return facts::literal(bytes.str(), std::move(runs));
}

} // namespace pgtidy::engine
