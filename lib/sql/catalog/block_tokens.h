// The tokens of a block of PL/pgSQL.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::sql {

/// A token of a block, in upper case, with the byte where it begins.
struct BlockToken {
  size_t begin = 0;
  std::string text;
};

/// The code's tokens, without blanks and comments.
std::vector<BlockToken> blockTokens(std::string_view code);

bool isOneOf(llvm::StringRef word, std::initializer_list<llvm::StringRef> words);

/// Whether a statement of the block begins with the token.
bool beginsStatement(const std::vector<BlockToken> &tokens, size_t i);

} // namespace pgtidy::sql
