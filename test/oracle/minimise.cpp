#include "minimise.h"

#include "mutate.h"

namespace pgtidy::oracle {

static bool isBalanced(const Tokens &statement) {
  int depth = 0;
  for (const std::string &token : statement)
    if ((depth += (token == "(") - (token == ")")) < 0)
      return false;
  return depth == 0;
}

Tokens minimise(Tokens statement, size_t budget, const std::function<bool(const std::string &)> &holds) {
  bool smaller = true;
  while (smaller && budget > 0) {
    smaller = false;
    for (size_t size = statement.size() / 2; size > 0; --size)
      for (size_t at = 0; at + size <= statement.size() && budget > 0; ++at) {
        Tokens shorter = statement;
        shorter.erase(shorter.begin() + at, shorter.begin() + at + size);
        shorter = renumbered(std::move(shorter));
        if (!isBalanced(shorter) || shorter.empty() || !holds(join(shorter)))
          continue;
        --budget;
        statement = shorter;
        smaller = true;
      }
  }
  return statement;
}

} // namespace pgtidy::oracle
