#include "parse/statements.h"

namespace pgtidy::sql {

// PostgreSQL's ranges hold the white space and comments round a statement; its tokens do not.
static void setRange(Statement &statement, Node raw, const Filled &filled, const Lexed &lexed) {
  const Template &source = filled.source();
  int64_t begin = raw["stmt_location"].integer(), length = raw["stmt_len"].integer();
  Offset to = length ? filled.original(begin + length) : static_cast<Offset>(source.text.size());
  size_t first = tokenFrom(lexed, filled.original(begin)), last = tokenFrom(lexed, to);
  while (first < last && isSemicolon(source, lexed.tokens[first]))
    ++first;
  while (first < last && isSemicolon(source, lexed.tokens[last - 1]))
    --last;
  statement.begin = first < last ? lexed.tokens[first].begin : to;
  statement.end = first < last ? lexed.tokens[last - 1].end : to;
}

Lowered lowerAll(const Tree &tree, Filled &filled, const Lexed &lexed) {
  Lowered result;
  Lowering lowering(&filled);
  for (Node raw : tree.statements()) {
    result.statements.push_back(lowering.statement(raw["stmt"]));
    setRange(result.statements.back(), raw, filled, lexed);
  }
  result.refusedParameter = lowering.refusedParameter();
  result.tooDeep = lowering.tooDeep();
  return result;
}

} // namespace pgtidy::sql
