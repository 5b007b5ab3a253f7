// Statements of the corpus, slightly wrong: where a verdict is most likely to be.
#pragma once

#include "grammar.h"
#include "tokens.h"

namespace pgtidy::oracle {

/// Part of a statement: tokens [begin, end).
struct Range {
  size_t begin = 0, end = 0;
};

/// The operands of AND, OR, WHERE, ON, HAVING, WHEN.
std::vector<Range> conditions(const Tokens &statement);
/// Parameters renumbered without gaps, in their order.
Tokens renumbered(Tokens statement);

class Mutator {
public:
  Mutator(const Schema &schema, Random &random, const std::vector<Tokens> &seeds);

  Tokens mutate(Tokens statement);

private:
  void once(Tokens &statement);
  void changeCondition(Tokens &statement);
  void changeWord(Tokens &statement);
  void swapConditions(Tokens &statement);
  void wrap(Tokens &statement);
  std::string dressed(const std::string &condition);
  Scope scopeOf(const Tokens &statement) const;

  const Schema &Model;
  Random &Dice;
  const std::vector<Tokens> &Seeds;
  Grammar Source;
  std::vector<std::string> Pool; ///< conditions of all seeds
};

} // namespace pgtidy::oracle
