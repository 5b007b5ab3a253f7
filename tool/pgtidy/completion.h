// What shells and `man` know of the options, made from the option table.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace pgtidy::tool {

/// For "bash", "zsh", "fish": a completion script; for "man": the manual page. "" for anything else.
std::string completionFor(llvm::StringRef word);

std::string manualPage();

} // namespace pgtidy::tool
