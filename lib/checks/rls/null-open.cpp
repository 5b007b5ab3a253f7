#include "policies.h"

namespace pgtidy::checks {

Findings rls_null_open(const Input &input) {
  Findings findings;
  eachPolicy(input, [&](const std::string &, const sql::Table &table, const sql::Policy &policy) {
    if (!policy.permissive)
      return;
    for (const sql::Expr *condition : conditionsOf(policy))
      for (const sql::Expr *branch : analysis::openWithoutUser(*condition))
        findings.push_back(findingAt(input, originIn(policy, *branch),
                                     "policy '" + policy.name + "' of '" + shownTable(table) +
                                         "' lets every row through when the session has no user, which is what a "
                                         "forgotten SET or an expired session gives; leave this branch out"));
  });
  return findings;
}

} // namespace pgtidy::checks
