// String literals to text, each byte with its place.
#pragma once

#include "facts/text.h"
#include "names.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

namespace pgtidy::extract {

/// The literal's bytes (wide ones as UTF-8) and where each stands: adjacent, raw, prefixed literals, escapes, universal
/// character names, literals in macro bodies and arguments, `#` stringised text (whose runs are at the use).
facts::Text literalText(const clang::StringLiteral &literal, const clang::ASTContext &context, Places &places);

} // namespace pgtidy::extract
