// Texts that the compiler puts together: what a call of a constexpr or consteval function gives.
#pragma once

#include "facts/text.h"
#include "names.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

#include <optional>
#include <string>

namespace pgtidy::extract {

/// The text that the call gives where the compiler can run it: a string, an array of characters or a view of one. Bytes
/// that it took over from the literals written in the call stand where those do. Null where that is no text.
facts::Text constantText(const clang::CallExpr &call, const clang::ASTContext &context, Places &places);

/// The bytes of an array of characters before the zero byte; nothing of any other value.
std::optional<std::string> bytesOf(const clang::APValue &array);

} // namespace pgtidy::extract
