// A check's page and the examples in it.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pgtidy::test {

/// A fenced block: "```cpp src/db/orders.cpp" has the language "cpp" and the name "src/db/orders.cpp".
struct Block {
  std::string language;
  std::string name; ///< "" when none is given
  std::string text;
  uint32_t line = 0; ///< of its first line of text, in the page
};

/// The fenced blocks of a page, in order.
std::vector<Block> blocksOf(llvm::StringRef page);

/// The paths of all pages below docs/checks, by name.
std::vector<std::string> pagePaths();

/// "pg-sql-injection" for docs/checks/sql/injection.md.
std::string checkOfPage(llvm::StringRef path);

} // namespace pgtidy::test
