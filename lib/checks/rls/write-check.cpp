#include "policies.h"

namespace pgtidy::checks {

using sql::Expr;
using sql::ExprKind;

/// A branch of USING that is about the row alone: fit for what may be read, not for what may be written.
static bool isPublicBranch(const Expr &branch, const std::vector<std::string> &owners) {
  bool session = false;
  for (const analysis::PerRow &call : analysis::perRowCalls(branch))
    session |= call.call != nullptr;
  return !session && !analysis::asksElsewhere(branch) && !analysis::mentionsAny(branch, owners) &&
         branch.kind != ExprKind::Scalar;
}

static bool isOfRow(const Expr &branch) {
  return branch.kind == ExprKind::Column || branch.kind == ExprKind::Op || branch.kind == ExprKind::BoolTest ||
         branch.kind == ExprKind::Not;
}

Findings rls_write_check(const Input &input) {
  Findings findings;
  eachPolicy(input, [&](const std::string &key, const sql::Table &table, const sql::Policy &policy) {
    const analysis::TableOwnership *ownership = ownershipOf(input, key);
    bool writes = policy.command == "all" || policy.command == "update";
    if (!ownership || ownership->ownerColumns.empty() || !policy.permissive || !writes || policy.checkExpr ||
        !policy.usingExpr || policy.usingExpr->kind != ExprKind::Or)
      return;
    bool tied = false, open = false;
    for (const sql::ExprPtr &branch : policy.usingExpr->args) {
      tied |= branch && analysis::mentionsAny(*branch, ownership->ownerColumns);
      open |= branch && isOfRow(*branch) && isPublicBranch(*branch, ownership->ownerColumns);
    }
    if (!tied || !open)
      return;
    findings.push_back(findingAt(input, policy.origin,
                                 "policy '" + policy.name + "' of '" + shownTable(table) +
                                     "' has no WITH CHECK, so that whoever may read a row by USING may write it as "
                                     "well, whosever it is; part it into a policy for SELECT and one for writes"));
  });
  return findings;
}

} // namespace pgtidy::checks
