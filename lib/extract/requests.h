// Functions that serve requests.
#pragma once

#include "matcher.h"

#include "clang/AST/Decl.h"

namespace pgtidy::extract {

/// Whether the function is called for each request: it takes one, perhaps by a pointer.
bool takesRequest(const clang::FunctionDecl &function, Matcher &matcher);

/// Whether the functions that the callee is handed serve requests.
bool isRouter(const clang::FunctionDecl &callee, Matcher &matcher);

} // namespace pgtidy::extract
