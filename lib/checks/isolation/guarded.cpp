#include "place.h"
#include "references.h"

#include <set>

namespace pgtidy::checks {

using analysis::Guard;
using analysis::TableReference;
using analysis::Use;

static std::string whatItDoes(Use use) {
  switch (use) {
  case Use::Read:
    return "query reads rows of ";
  case Use::Delete:
    return "statement deletes rows of ";
  case Use::Insert:
    return "statement adds rows to ";
  default:
    return "statement changes rows of ";
  }
}

static std::string messageFor(const TableReference &reference) {
  std::string message = whatItDoes(reference.use) + "'" + reference.table + "' whose owner is checked in C++ only";
  if (reference.guard->kind == Guard::Kind::Read)
    message = whatItDoes(reference.use) + "'" + reference.table + "' by a key that was read for one user before";
  if (!reference.predicate.empty())
    message += "; put it into the statement: \"" + reference.predicate + "\"";
  return message;
}

Findings isolation_guarded(const Input &input) {
  std::set<findings::Place> open; // where it is open for one caller, that is the finding
  for (const JudgedReference &judged : referencesJudged(input, analysis::Verdict::Open))
    open.insert(placeOf(input, judged.table.isValid() ? judged.table : judged.query->call->location));
  Findings findings;
  for (const JudgedReference &judged : referencesJudged(input, analysis::Verdict::Guarded)) {
    const TableReference &reference = *judged.reference;
    if (open.count(placeOf(input, judged.table.isValid() ? judged.table : judged.query->call->location)))
      continue;
    findings.push_back(findingAt(input, judged, messageFor(reference) + circumstances(judged)));
    findings::Finding &finding = findings.back();
    bool isRead = reference.guard->kind == Guard::Kind::Read;
    if (!isRead)
      finding.notes.push_back({placeOf(input, reference.guard->test), "checked here"});
    if (reference.guard->statement != judged.query->call->location)
      finding.notes.push_back(
          {placeOf(input, reference.guard->statement),
           isRead ? "'" + reference.guard->value + "' was read here" : "what is checked was read here"});
    finding.advice = "the check and the statement are two: a row may change hands in between, and whoever calls this "
                     "without the check, or moves it, opens the statement to all users\n" +
                     isolationAdvice(reference, judged.query->dialect);
  }
  return findings;
}

} // namespace pgtidy::checks
