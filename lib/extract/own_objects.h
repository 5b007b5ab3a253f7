// Objects that a function has to itself: it asks them to do things, and hands them to nobody.
#pragma once

#include "clang/AST/Decl.h"

#include <set>

namespace pgtidy::extract {

/// The local variables of the body of which nothing is done but to call their methods, in the body itself and not in a
/// lambda that may run at another time.
std::set<const clang::VarDecl *> ownObjects(const clang::Stmt *body);

} // namespace pgtidy::extract
