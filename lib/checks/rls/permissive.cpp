#include "policies.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::checks {

namespace {

bool letsAllThrough(const std::shared_ptr<const sql::Expr> &condition) {
  return condition && analysis::isAlwaysTrue(*condition);
}

/// The commands for which the policy says yes to every row.
std::vector<std::string> openCommands(const sql::Policy &policy) {
  std::vector<std::string> open;
  const auto &check = policy.checkExpr ? policy.checkExpr : policy.usingExpr;
  if (analysis::appliesTo(policy, "insert") && letsAllThrough(check))
    open.push_back("insert");
  if (analysis::appliesTo(policy, "update") && letsAllThrough(policy.usingExpr))
    open.push_back("update");
  if (analysis::appliesTo(policy, "delete") && letsAllThrough(policy.usingExpr))
    open.push_back("delete");
  return open;
}

/// Another policy that ties the same reads to the session, and is undone by one that lets all through.
const sql::Policy *undone(const sql::Table &table, const sql::Policy &open, const std::string &role) {
  auto found = llvm::find_if(table.policies, [&](const sql::Policy &other) {
    return other.permissive && &other != &open && analysis::appliesTo(other, "select") &&
           analysis::isForUsers(other, role) && other.usingExpr &&
           !analysis::columnsOfSession(*other.usingExpr).empty() && other.command == open.command;
  });
  return found == table.policies.end() ? nullptr : &*found;
}

} // namespace

Findings rls_permissive(const Input &input) {
  Findings findings;
  eachPolicy(input, [&](const std::string &, const sql::Table &table, const sql::Policy &policy) {
    if (!policy.permissive || !analysis::isForUsers(policy, roleOf(input)))
      return;
    std::vector<std::string> open = openCommands(policy);
    const sql::Policy *other = analysis::appliesTo(policy, "select") && letsAllThrough(policy.usingExpr)
                                   ? undone(table, policy, roleOf(input))
                                   : nullptr;
    if (open.empty() && !other)
      return;
    std::string what = open.empty() ? "undoes policy '" + other->name + "', since permissive policies are or-ed"
                                    : "lets everyone " + listed(open) + " every row";
    findings.push_back(findingAt(input, policy.origin,
                                 "policy '" + policy.name + "' of '" + shownTable(table) + "' is always true and " +
                                     what + "; tie it to the user"));
  });
  return findings;
}

} // namespace pgtidy::checks
