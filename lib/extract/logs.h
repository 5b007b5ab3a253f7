// Calls that hand texts to something that is no database.
#pragma once

#include "matcher.h"

#include "clang/AST/ExprCXX.h"

#include <optional>

namespace pgtidy::extract {

/// What a call hands on: its arguments from `first` on.
struct HandedBy {
  const rules::HandedFunction *rule = nullptr;
  unsigned first = 0;
};

/// A function that the rules describe, or `<<` into a stream that they name. Of a function that takes a FILE, only what
/// writes to the standard ones.
std::optional<HandedBy> handedBy(const clang::CallExpr &call, Matcher &match);

/// The text that stands right before what `<<` puts into a stream; null where that is not written out.
const clang::Expr *literalBefore(const clang::CallExpr &call);

/// Whether to look at the function that makes the call for its sake: it makes hashes, or logs a parameter, or something
/// that is called as connections and passwords are. Most of what is logged is neither.
bool isWorthALook(const clang::CallExpr &call, Matcher &match);

} // namespace pgtidy::extract
