// The statements of a filled text's tree.
#pragma once

#include "lower/lowering.h"
#include "template/lex.h"

namespace pgtidy::sql {

struct Lowered {
  std::vector<Statement> statements;
  int64_t refusedParameter = -1; ///< see Lowering
  bool tooDeep = false;
};

/// Lowers all statements and gives each its place in the template.
Lowered lowerAll(const Tree &tree, Filled &filled, const Lexed &lexed);

} // namespace pgtidy::sql
