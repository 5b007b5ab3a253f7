#include "believable.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::checks {

using analysis::Alternative;

bool isBelievable(const analysis::Query &query, const Alternative &alternative) {
  auto isDoubtful = [&](const Alternative &text) { return text.repeats || query.wrapperChooses; };
  auto isWrong = [](const Alternative &text) { return text.parsed.error || text.parsed.undecided; };
  return !isDoubtful(alternative) || llvm::none_of(query.alternatives, [&](const Alternative &other) {
    return isDoubtful(other) && !isWrong(other);
  });
}

} // namespace pgtidy::checks
