#include "checks/check.h"

#include "llvm/ADT/StringRef.h"

namespace pgtidy::checks {

Findings migration_syntax(const Input &input) {
  Findings findings;
  if (!input.conclusions.schema)
    return findings;
  for (const sql::SchemaProblem &problem : input.conclusions.schema->problems) {
    if (problem.kind != sql::ProblemKind::Syntax)
      continue;
    findings::Finding finding;
    finding.place = {problem.file, problem.line, problem.column};
    finding.message =
        "PostgreSQL's grammar rejects this statement: " + llvm::StringRef(problem.message).split(';').first.str() +
        "; what it would define is missing from here on";
    findings.push_back(std::move(finding));
  }
  return findings;
}

} // namespace pgtidy::checks
