#include "page.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <algorithm>

namespace pgtidy::test {

std::vector<Block> blocksOf(llvm::StringRef page) {
  llvm::SmallVector<llvm::StringRef> lines;
  page.split(lines, '\n');
  std::vector<Block> blocks;
  bool isInside = false;
  for (size_t index = 0; index < lines.size(); ++index) {
    llvm::StringRef line = lines[index];
    if (line.consume_front("```")) {
      isInside = !isInside;
      auto [language, name] = line.trim().split(' ');
      if (isInside)
        blocks.push_back({language.str(), name.trim().str(), "", static_cast<uint32_t>(index) + 2});
    } else if (isInside) {
      blocks.back().text += line.str() + "\n";
    }
  }
  return blocks;
}

std::vector<std::string> pagePaths() {
  std::vector<std::string> paths;
  std::error_code error;
  for (llvm::sys::fs::recursive_directory_iterator entry(PGTIDY_SOURCE_DIR "/docs/checks", error), end;
       entry != end && !error; entry.increment(error))
    if (llvm::StringRef(entry->path()).ends_with(".md"))
      paths.push_back(entry->path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string checkOfPage(llvm::StringRef path) {
  llvm::StringRef area = llvm::sys::path::filename(llvm::sys::path::parent_path(path));
  return ("pg-" + area + "-" + llvm::sys::path::stem(path)).str();
}

} // namespace pgtidy::test
