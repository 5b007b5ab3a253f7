#include "place.h"
#include "references.h"

namespace pgtidy::checks {

using analysis::TableReference;

static std::string messageOf(const TableReference &reference) {
  std::string owner = reference.use == analysis::Use::Insert ? "gives its rows of '" : "is tied to '";
  std::string message = "statement " + owner + reference.table +
                        (reference.use == analysis::Use::Insert ? "' to one fixed user" : "' of one fixed user");
  if (!reference.reason.empty())
    message += ": " + reference.reason;
  message += "; bind the signed-in user's id instead of a constant";
  return message;
}

Findings isolation_constant_user(const Input &input) {
  Findings findings;
  for (const JudgedReference &judged : referencesJudged(input, analysis::Verdict::Constant)) {
    if (judged.isNoValue)
      continue;
    findings::Finding finding = findingAt(input, judged, messageOf(*judged.reference) + circumstances(judged));
    findings::Place constant = placeOf(input, judged.constant);
    if (constant.line != 0 && constant.line != finding.place.line)
      finding.notes.insert(finding.notes.begin(), {constant, "the constant is here"});
    finding.advice = isolationAdvice(*judged.reference, judged.query->dialect);
    findings.push_back(std::move(finding));
  }
  return findings;
}

} // namespace pgtidy::checks
