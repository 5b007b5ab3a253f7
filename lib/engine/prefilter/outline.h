// Which names a header gives to what is declared in it with given words.
#pragma once

#include "names.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace pgtidy::engine {

struct Outline {
  bool isClear = false;    ///< false: its braces do not match, and what belongs to what cannot be told
  std::vector<Name> names; ///< the scope holds the class, where there is one
};

/// The names of macros, functions, variables, types and members whose declarations, bodies included, have a name for
/// which `isWanted` holds. Names that only parameters and local variables have are left out; a class is named for its
/// constructors, operators, bases and data members, not for its other methods.
Outline outline(llvm::StringRef source, llvm::function_ref<bool(llvm::StringRef)> isWanted);

} // namespace pgtidy::engine
