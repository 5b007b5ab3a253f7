#include "catalog/block_tokens.h"

#include "catalog/split.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::sql {

std::vector<BlockToken> blockTokens(std::string_view code) {
  std::vector<BlockToken> tokens;
  for (size_t at = skipBlanks(code, 0); at < code.size(); at = skipBlanks(code, tokenEnd(code, at)))
    tokens.push_back({at, llvm::StringRef(code).slice(at, tokenEnd(code, at)).upper()});
  return tokens;
}

bool isOneOf(llvm::StringRef word, std::initializer_list<llvm::StringRef> words) {
  return llvm::is_contained(words, word);
}

bool beginsStatement(const std::vector<BlockToken> &tokens, size_t i) {
  return i == 0 || isOneOf(tokens[i - 1].text, {";", "BEGIN", "THEN", "ELSE", "LOOP"});
}

} // namespace pgtidy::sql
