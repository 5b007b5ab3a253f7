#include "place.h"
#include "references.h"

namespace pgtidy::checks {

static std::string ownerOf(const analysis::TableOwnership &ownership) {
  return ownership.ownerColumns.empty() ? "the owner" : ownership.ownerColumns.front();
}

Findings isolation_ownership_change(const Input &input) {
  Findings findings;
  for (const JudgedReference &judged : referencesJudged(input, analysis::Verdict::OwnershipChange)) {
    const analysis::TableReference &reference = *judged.reference;
    std::string reason = reference.reason.empty() ? "" : ": " + reference.reason;
    std::string message = "statement moves rows of '" + reference.table + "' from one user to another" + reason +
                          "; leave " + ownerOf(reference.ownership) + " as it is" + circumstances(judged);
    findings.push_back(findingAt(input, judged, std::move(message)));
    findings.back().advice = "leave the owner out of SET; where rows are meant to be handed over, check in the same "
                             "statement that the receiver agreed, and mark it:\n  // NOLINT(pg-isolation-ownership-"
                             "change): the receiver accepted the transfer";
  }
  return findings;
}

} // namespace pgtidy::checks
