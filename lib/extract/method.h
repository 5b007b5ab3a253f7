// The method that an expression calls.
#pragma once

#include "clang/AST/ExprCXX.h"

namespace pgtidy::extract {

/// The method's name in `x.name(…)`, whatever stands around it implicitly; "" for other expressions and for operators.
llvm::StringRef methodOf(const clang::Expr *expression);

/// The function that `f`, `&f` or `&C::f` names; null for other expressions.
const clang::FunctionDecl *functionNamedBy(const clang::Expr *expression);

} // namespace pgtidy::extract
