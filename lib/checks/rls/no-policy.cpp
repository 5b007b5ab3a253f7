#include "policies.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::checks {

/// Whether somebody named the table to give a role of an interface a right on it, which is none without a policy.
static bool isGranted(const Input &input, const std::string &key) {
  return llvm::any_of(input.conclusions.schema->catalog.grants, [&](const sql::TableGrant &grant) {
    return grant.table == key && !grant.isWide && analysis::isInterfaceRole(grant.role);
  });
}

Findings rls_no_policy(const Input &input) {
  Findings findings;
  eachTable(input, [&](const std::string &key, const sql::Table &table) {
    bool restricts = !table.policies.empty();
    // A table of nobody's rows is often shut on purpose.
    if (!table.rowSecurity || (!restricts && !ownershipOf(input, key) && !isGranted(input, key)))
      return;
    if (llvm::any_of(table.policies, [](const sql::Policy &policy) { return policy.permissive; }))
      return;
    std::string why =
        restricts ? "has restrictive policies only, and they grant nothing" : "has row-level security and no policy";
    findings.push_back(findingAt(input, restricts ? table.policies.front().origin : table.origin,
                                 "'" + shownTable(table) + "' " + why +
                                     ": every role but the owner sees no row; add a permissive policy, or say that "
                                     "this is meant"));
  });
  return findings;
}

} // namespace pgtidy::checks
