#include "believable.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::checks {

using analysis::Alternative;

bool isBelievable(const analysis::Query &query, const Alternative &alternative) {
  bool isDoubtful = alternative.isDoubtful || query.wrapperChooses;
  auto isWrong = [](const Alternative &text) { return text.parsed.error || text.parsed.undecided; };
  return !isDoubtful || llvm::all_of(query.alternatives, isWrong);
}

} // namespace pgtidy::checks
