// Policies, as the checks of row-level security go over them.
#pragma once

#include "analysis/policies.h"
#include "schema_place.h"

namespace pgtidy::checks {

/// Each policy of each table that has row-level security or could have it.
template <class Visit> void eachPolicy(const Input &input, Visit visit) {
  if (!input.conclusions.schema)
    return;
  for (const auto &[key, table] : input.conclusions.schema->catalog.tables())
    for (const sql::Policy &policy : table.policies)
      if (policy.origin.file >= 0)
        visit(key, table, policy);
}

/// The place of an expression of a policy.
inline sql::Origin originIn(const sql::Policy &policy, const sql::Expr &expr) {
  return {policy.origin.file, policy.origin.offset + std::max(expr.location, 0)};
}

/// USING and WITH CHECK, as far as they are there.
inline std::vector<const sql::Expr *> conditionsOf(const sql::Policy &policy) {
  std::vector<const sql::Expr *> found;
  for (const auto &condition : {policy.usingExpr, policy.checkExpr})
    if (condition)
      found.push_back(condition.get());
  return found;
}

/// What the configuration calls the program's role; "" when it does not say.
inline const std::string &roleOf(const Input &input) { return input.conclusions.ownership->model().role; }

/// Whose the rows of a table are; null when nobody's.
inline const analysis::TableOwnership *ownershipOf(const Input &input, const std::string &key) {
  const analysis::TableOwnership *found = input.conclusions.ownership->find(key);
  return found && found->kind != analysis::OwnerKind::None ? found : nullptr;
}

/// Whether a foreign key of this column alone says whose the row is; a name alone may mean something else.
inline bool refersToOwner(const sql::Table &table, const std::string &column) {
  for (const sql::ForeignKey &foreign : table.foreignKeys)
    if (foreign.columns.size() == 1 && foreign.columns.front() == column)
      return true;
  return false;
}

} // namespace pgtidy::checks
