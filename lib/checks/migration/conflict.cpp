#include "checks/check.h"

#include "llvm/ADT/StringRef.h"

namespace pgtidy::checks {

Findings migration_conflict(const Input &input) {
  Findings findings;
  if (!input.conclusions.schema)
    return findings;
  for (const sql::SchemaProblem &problem : input.conclusions.schema->problems) {
    if (problem.kind != sql::ProblemKind::Conflict)
      continue;
    findings::Finding finding;
    finding.place = {problem.file, problem.line, problem.column};
    finding.message = "does not fit the schema that the files before it leave: " +
                      llvm::StringRef(problem.message).split(';').first.str() +
                      "; applied in this order to an empty database it fails";
    findings.push_back(std::move(finding));
  }
  return findings;
}

} // namespace pgtidy::checks
