// Lists as a program writes them.
#pragma once

#include "clang/AST/Expr.h"

#include "llvm/ADT/SmallVector.h"

namespace pgtidy::extract {

/// The expressions that a list in braces, in the parentheses of a constructor, or a tuple made by std::make_tuple was
/// written with; none of another expression, or of null.
llvm::SmallVector<const clang::Expr *, 6> writtenElements(const clang::Expr *expression);

} // namespace pgtidy::extract
