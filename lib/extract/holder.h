// Where the objects of a function live.
#pragma once

#include "facts/unit.h"

#include "clang/AST/Expr.h"

namespace pgtidy::extract {

/// Who holds the object that this expression names, seen from the function that it stands in.
facts::Holder holderOf(const clang::Expr *object);

/// Who holds what a variable is initialised with.
facts::Holder holderOf(const clang::VarDecl &variable);

/// Whether the function makes an object of its first template argument (make_unique, make_shared).
bool isMaker(const clang::FunctionDecl &function);

/// Whether a method of this name puts its arguments into a container that outlives the call.
bool isKeeping(const clang::FunctionDecl &method);

} // namespace pgtidy::extract
