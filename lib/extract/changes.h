// Which variables a piece of code may change, by a look at it alone.
#pragma once

#include "clang/AST/Stmt.h"

#include <set>

namespace pgtidy::extract {

struct Changes {
  std::set<const void *> variables; ///< canonical declarations
  bool hasLabels = false;           ///< there are places that goto can reach
};

Changes changesIn(const clang::Stmt *statement);

} // namespace pgtidy::extract
