#include "indexes.h"
#include "policies.h"

#include <set>

namespace pgtidy::checks {

Findings rls_unindexed(const Input &input) {
  Findings findings;
  std::set<std::string> told;
  eachPolicy(input, [&](const std::string &key, const sql::Table &table, const sql::Policy &policy) {
    if (!policy.usingExpr || !table.rowSecurity)
      return;
    for (const std::string &column : analysis::columnsOfSession(*policy.usingExpr)) {
      if (!table.column(column) || hasLeadingIndex(table, {column}) || !told.insert(key + "." + column).second)
        continue;
      findings::Finding finding =
          findingAt(input, policy.origin,
                    "policy '" + policy.name + "' compares '" + column + "' with the user in every query of '" +
                        shownTable(table) + "', and no index begins with that column; add one");
      finding.advice = "CREATE INDEX CONCURRENTLY ON " + shownTable(table) + " (" + identifier(column) + ");";
      findings.push_back(std::move(finding));
    }
  });
  return findings;
}

} // namespace pgtidy::checks
