// Pragmas by which an object mapper is told of classes and members: `#pragma db object table("orders")`. Clang drops
// those that it does not know, so they are read from the text.
#pragma once

#include "clang/AST/Decl.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace pgtidy::extract {

/// What the pragmas that begin with one of `words` say of a declaration, one behind the other: those before it, and
/// those that name it, as `#pragma db member(Order::user) column("user_id")`.
std::string pragmasOf(const clang::Decl &declaration, llvm::ArrayRef<std::string> words);

/// What stands in the parentheses behind each `specifier` of a pragma.
std::vector<std::string> inParentheses(llvm::StringRef pragma, llvm::StringRef specifier);

/// Whether the pragma has the word, outside of parentheses.
bool saysWord(llvm::StringRef pragma, llvm::StringRef word);

/// The bytes of the literals in a text: of `"a"."b"` both.
std::vector<std::string> literalsIn(llvm::StringRef text);

} // namespace pgtidy::extract
