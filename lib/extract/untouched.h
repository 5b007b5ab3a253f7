// Methods that leave the texts in their object as they are.
#pragma once

#include "matcher.h"
#include "survey.h"

#include "clang/AST/ASTContext.h"

#include <vector>

namespace pgtidy::extract {

/// Methods with bodies that other units may call on objects which hold texts, and that do nothing with these. Units
/// that do not see the bodies would have to suppose anything of them.
std::vector<const clang::CXXMethodDecl *> untouching(clang::ASTContext &context, const Survey &found, Matcher &match);

} // namespace pgtidy::extract
