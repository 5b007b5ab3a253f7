#include "analysis/auth_reads.h"
#include "auth_tables.h"
#include "endpoints.h"

namespace pgtidy::checks {

Findings auth_editable_join(const Input &input) {
  std::optional<analysis::ManagedTables> tables = managedTables(input);
  if (!tables)
    return {};
  Findings findings;
  for (const analysis::Query &query : input.conclusions.queries)
    for (const analysis::Alternative &alternative : query.alternatives)
      for (const sql::Statement &statement : alternative.parsed.statements)
        for (const analysis::SecretRead &join : analysis::editableJoins(statement, *tables)) {
          findings.push_back(findingAt(input, query, alternative.source(join.location),
                                       "'" + join.column + "' of '" + join.table +
                                           "' is what its user made it, perhaps another's; join on 'id'"));
          findings.back().advice = "keep the id beside the row, and show the name by a join:\n  JOIN \"" + join.table +
                                   "\" ON \"" + join.table + "\".id = …";
        }
  keepOnce(findings);
  return findings;
}

} // namespace pgtidy::checks
