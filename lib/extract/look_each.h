// Looking a text up in a list by a lambda that compares each element with it.
#pragma once

#include "clang/AST/Expr.h"

#include <optional>

namespace pgtidy::extract {

/// A call that asks which elements of a list are equal to a text.
struct LookUp {
  const clang::Expr *text = nullptr; ///< that the elements are compared with
  bool saysNone = false;             ///< the answer is yes where no element is
};

/// What the call of an algorithm asks whose lambda says only whether its element, or a part of it, equals something
/// else: `std::any_of(list.begin(), list.end(), [&](const auto &one) { return one.name == text; })`. Nothing for other
/// calls.
std::optional<LookUp> lookUpByEach(const clang::CallExpr &call);

} // namespace pgtidy::extract
