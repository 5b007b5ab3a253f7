// Columns that a program names by pointers to the members that hold them: `&Order::user`.
#pragma once

#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/Expr.h"

#include <string>

namespace pgtidy::extract {

/// The member that an expression points to, as `&Order::user`; null where it is another.
const clang::FieldDecl *pointedMember(const clang::Expr *expression);

/// What the name is kept by that the program gives the column of a member.
std::string keyOfColumn(const clang::FieldDecl &member);

/// The class of the first pointer to a member among the arguments of a template, or of theirs; null where there is
/// none.
const clang::CXXRecordDecl *classOfMembers(llvm::ArrayRef<clang::TemplateArgument> arguments, unsigned depth = 0);

} // namespace pgtidy::extract
