#include "facts/project_file.h"

#include "llvm/ADT/StringRef.h"

namespace pgtidy::facts {

// Keys of functions and symbols begin with "c:".
static constexpr llvm::StringLiteral Contents = "file contents";
static constexpr llvm::StringLiteral Prefix = "file ";

Text fileContents(Text path, Hole otherwise) {
  return result({Contents.str(), {std::move(path)}, std::move(otherwise)});
}

bool isFileContents(const Result &result) { return result.function == Contents && result.arguments.size() == 1; }

std::string fileSymbol(std::string_view path) { return Prefix.str() + std::string(path); }

std::string_view fileOfSymbol(std::string_view key) {
  llvm::StringRef path(key);
  return path.consume_front(Prefix) ? std::string_view(path) : std::string_view();
}

} // namespace pgtidy::facts
