#include "catalog/bound.h"
#include "catalog/natural.h"
#include "catalog/statements.h"
#include "catalog/view.h"
#include "lower/lower.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::sql {
namespace {

std::vector<std::string> roleNames(Node roles) {
  std::vector<std::string> names;
  for (Node role : roles)
    names.push_back(roleName(role));
  return names;
}

Policy *findPolicy(Table &table, std::string_view name) {
  auto found = llvm::find_if(table.policies, [&](const Policy &policy) { return policy.name == name; });
  return found == table.policies.end() ? nullptr : &*found;
}

} // namespace

void createPolicy(Session &session, Node body) {
  Table *table = session.require(tableName(body["table"]), false);
  if (!table)
    return;
  Policy policy;
  policy.name = std::string(body["policy_name"].str());
  if (findPolicy(*table, policy.name))
    return session.leftOut(0, "policy \"" + policy.name + "\" for table \"" + table->name + "\" already exists");
  policy.command = body["cmd_name"] ? std::string(body["cmd_name"].str()) : "all";
  policy.permissive = body["permissive"].boolean();
  policy.roles = roleNames(body["roles"]);
  if (policy.roles.empty())
    policy.roles.push_back("public");
  policy.usingExpr = lowerExpr(body["qual"]);
  policy.checkExpr = lowerExpr(body["with_check"]);
  for (const Expr *condition : {policy.usingExpr.get(), policy.checkExpr.get()}) {
    bindNames(condition, session.catalog, session.searchPath);
    bindNaturalJoins(condition, session);
  }
  policy.origin = session.origin(0);
  table->policies.push_back(std::move(policy));
}

void alterPolicy(Session &session, Node body) {
  Table *table = session.require(tableName(body["table"]), false);
  if (!table)
    return;
  std::string name(body["policy_name"].str());
  Policy *policy = findPolicy(*table, name);
  if (!policy)
    return session.leftOut(0, "policy \"" + name + "\" for table \"" + table->name + "\" does not exist");
  if (body["roles"].size())
    policy->roles = roleNames(body["roles"]);
  if (body["qual"])
    policy->usingExpr = lowerExpr(body["qual"]);
  if (body["with_check"])
    policy->checkExpr = lowerExpr(body["with_check"]);
  for (const Expr *condition : {policy->usingExpr.get(), policy->checkExpr.get()}) {
    bindNames(condition, session.catalog, session.searchPath);
    bindNaturalJoins(condition, session);
  }
  policy->origin = session.origin(0);
}

} // namespace pgtidy::sql
