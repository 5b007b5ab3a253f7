// Which variables a piece of code may change, by a look at it alone.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"

#include <set>

namespace pgtidy::extract {

/// Their canonical declarations.
std::set<const void *> changesIn(const clang::Stmt *statement);

/// Those that it may change behind a place in it, or before that in a loop around it.
std::set<const void *> changesBehind(const clang::Stmt *statement, clang::SourceRange place,
                                     const clang::SourceManager &sources);

/// The variables of numbers that it gives values that are no constants, nor made from what was in them.
std::set<const void *> givenAnewIn(const clang::Stmt *statement, clang::ASTContext &context);

/// Whether a goto that stands behind the label in the function's body, or one whose label is computed, may lead to it.
bool isReachedFromBehind(const clang::LabelStmt &label, const clang::Stmt *body);

} // namespace pgtidy::extract
