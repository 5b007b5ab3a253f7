#include "facts/project_file.h"

#include "llvm/ADT/StringRef.h"

namespace pgtidy::facts {

// Keys of functions and symbols begin with "c:".
static constexpr llvm::StringLiteral Contents = "file contents";
static constexpr llvm::StringLiteral Prefix = "file ";
static constexpr llvm::StringLiteral ResourcePrefix = "resource ";

Text fileContents(Text path, Hole otherwise) {
  return result({Contents.str(), {std::move(path)}, std::move(otherwise)});
}

bool isFileContents(const Result &result) { return result.function == Contents && result.arguments.size() == 1; }

std::string fileSymbol(std::string_view path) { return Prefix.str() + std::string(path); }

std::string resourceSymbol(std::string_view name) { return ResourcePrefix.str() + std::string(name); }

std::string_view resourceOfSymbol(std::string_view key) {
  llvm::StringRef name(key);
  return name.consume_front(ResourcePrefix) ? std::string_view(name) : std::string_view();
}

std::string_view fileOfSymbol(std::string_view key) {
  llvm::StringRef path(key);
  return path.consume_front(Prefix) ? std::string_view(path) : std::string_view();
}

} // namespace pgtidy::facts
