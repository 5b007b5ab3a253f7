#include "policies.h"

namespace pgtidy::checks {

Findings rls_user_metadata(const Input &input) {
  Findings findings;
  eachPolicy(input, [&](const std::string &, const sql::Table &table, const sql::Policy &policy) {
    for (const sql::Expr *condition : conditionsOf(policy))
      for (const sql::Expr *part : analysis::editableMetadata(*condition))
        findings.push_back(findingAt(input, originIn(policy, *part),
                                     "policy '" + policy.name + "' of '" + shownTable(table) +
                                         "' trusts metadata that users may edit themselves; use app_metadata, or a "
                                         "table that only the server writes"));
  });
  return findings;
}

} // namespace pgtidy::checks
