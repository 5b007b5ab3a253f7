#include "place.h"
#include "references.h"

namespace pgtidy::checks {

using analysis::TableReference;
using analysis::Use;

static std::string whatHappens(const TableReference &reference) {
  std::string table = "'" + reference.table + "'";
  switch (reference.use) {
  case Use::Read:
    return "query reads other users' rows of " + table;
  case Use::Update:
    return "statement changes other users' rows of " + table;
  case Use::Delete:
    return "statement deletes other users' rows of " + table;
  case Use::Insert:
    return "statement adds rows to " + table + " that may belong to another user";
  case Use::Merge:
    return "statement merges into other users' rows of " + table;
  case Use::CopyOut:
    return "COPY reads the rows of all users from " + table;
  case Use::CopyIn:
    return "COPY writes rows of any user to " + table;
  case Use::Truncate:
    return "TRUNCATE removes the rows of all users from " + table;
  }
  return {};
}

static std::string remedy(const TableReference &reference) {
  if (llvm::StringRef(reference.predicate).starts_with("SELECT "))
    return "; take the parent from the user's rows, in place of VALUES: `" + reference.predicate + "`";
  if (!reference.predicate.empty() && reference.use == Use::Insert)
    return "; tie it to the user: `" + reference.predicate + "`";
  if (!reference.predicate.empty())
    return "; add `" + reference.predicate + "`";
  if (reference.use == Use::CopyOut)
    return "; copy a query that has a condition on the user";
  if (reference.use == Use::Truncate)
    return "; delete the user's rows only";
  return "; tie it to the signed-in user";
}

Findings isolation_unscoped(const Input &input) {
  Findings findings;
  for (const JudgedReference &judged : referencesJudged(input, analysis::Verdict::Open)) {
    const TableReference &reference = *judged.reference;
    bool isPlain = reference.use == Use::Truncate || reference.use == Use::CopyOut || reference.reason.empty();
    std::string reason = isPlain ? "" : ": " + reference.reason;
    findings.push_back(
        findingAt(input, judged, whatHappens(reference) + reason + remedy(reference) + circumstances(judged)));
    findings.back().advice = isolationAdvice(reference, judged.query->dialect);
  }
  return findings;
}

} // namespace pgtidy::checks
