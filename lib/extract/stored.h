// Local variables whose values live on elsewhere.
#pragma once

#include "clang/AST/Expr.h"

#include <set>

namespace pgtidy::extract {

/// The variable that the expression names or moves from; null when it is something else.
const clang::VarDecl *localOf(const clang::Expr *expression);

/// The variables whose values the statement puts into a container, a member or somebody else's object.
std::set<const clang::VarDecl *> storedIn(const clang::Stmt *statement);

} // namespace pgtidy::extract
