// The algorithms of the standard library, by name.
#pragma once

#include "clang/AST/Decl.h"

#include <string>

namespace pgtidy::extract {

/// Which algorithm a function is: std::any_of, or the call of std::ranges::any_of, an object of a class __any_of_fn
/// (libstdc++) or __any_of (libc++).
struct AlgorithmName {
  std::string name;     ///< "any_of"; "" for functions that are none
  bool isRange = false; ///< it may be given a whole container
};

AlgorithmName algorithmName(const clang::FunctionDecl &function);

} // namespace pgtidy::extract
