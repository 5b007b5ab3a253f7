// Which function an expression calls or names, and what a constructor is for.
#pragma once

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

#include <vector>

namespace pgtidy::extract {

/// The method's name in `x.name(…)`, whatever stands around it implicitly; "" for other expressions and for operators.
llvm::StringRef methodOf(const clang::Expr *expression);

/// The function that `f`, `&f` or `&C::f` names; null for other expressions.
const clang::FunctionDecl *functionNamedBy(const clang::Expr *expression);

/// The functions that a call can mean whose arguments hold an error, such as a name of a header that is missing: those
/// that take so many.
std::vector<const clang::FunctionDecl *> meantBy(const clang::CallExpr &call);

/// The constructor that runs: of one that `using Base::Base` inherits, the base's.
const clang::CXXConstructorDecl &constructorOf(const clang::CXXConstructExpr &construction);

/// Whether the constructor makes the object that it holds of the arguments behind std::in_place.
bool makesInPlace(const clang::CXXConstructorDecl &constructor);

} // namespace pgtidy::extract
