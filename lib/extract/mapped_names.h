// The names of tables and columns, where an object mapper's classes and members stand for them.
#pragma once

#include "facts/text.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::extract {

/// What cannot be known decides: it is no text of the user's, so that nobody takes it for an injection.
facts::Text undecided();

/// The name of the variable or member that an expression is: a column stands for itself.
facts::Text declaredName(const clang::Expr *expression);

/// UserId, or userId, as user_id.
std::string snakeCase(llvm::StringRef name);

/// The column that a method of a row's object sets, whose name goes on so: `user_2` for "User2".
std::string columnSetBy(const clang::CXXMethodDecl &method, llvm::StringRef name);

/// The enumerator that an expression names; null when it is none.
const clang::EnumConstantDecl *enumeratorNamed(const clang::Expr *expression);

/// The first class that a template's object is given; null where it is none.
const clang::CXXRecordDecl *firstRecordArgument(const clang::CXXRecordDecl &record);

/// The column that a member stands for by its name: user_id for `userId_`, `user_id` and `m_userId`.
std::string columnNamedBy(const clang::FieldDecl &member);

/// The record among the type arguments of a template that comes last; null when there is none.
const clang::CXXRecordDecl *lastRecordArgument(const clang::CXXRecordDecl &record);

} // namespace pgtidy::extract
