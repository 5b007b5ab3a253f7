// The walk over a parsed unit: every function of the program is evaluated, and what it says about databases noted.
#pragma once

#include "facts/unit.h"
#include "rules/rules.h"

#include "clang/AST/ASTContext.h"

namespace pgtidy::extract {

/// Adds the facts of the unit in `context` to `unit`. `directory` is the compile command's.
void analyse(clang::ASTContext &context, const rules::Rules &rules, const std::string &directory, facts::Unit &unit);

} // namespace pgtidy::extract
