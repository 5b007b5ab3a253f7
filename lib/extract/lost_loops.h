// Range-for loops that Clang drops, body and all, because what they go through holds an error: mostly something that a
// generated header would declare.
#pragma once

#include "clang/AST/ASTContext.h"

#include <map>
#include <string>
#include <vector>

namespace pgtidy::extract {

/// Files by their names, as they are to be read instead.
using Rewritten = std::map<std::string, std::string>;

/// The files with loops that were dropped, each loop with a head of the same length that says nothing of what it goes
/// through, so that everything behind it stands where it stood. Empty where none was dropped.
Rewritten withLostLoops(const clang::ASTContext &context);

} // namespace pgtidy::extract
