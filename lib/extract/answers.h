// Functions that say yes or no, and leave nothing else behind.
#pragma once

#include "matcher.h"

#include "clang/AST/Decl.h"

namespace pgtidy::extract {

/// Whether the function returns bool, and, by a look at its body alone, puts nothing where others find it: in variables
/// of others, in objects that it was given or that live on, in a lambda.
bool onlyAnswers(const clang::FunctionDecl &function, Matcher &match);

} // namespace pgtidy::extract
