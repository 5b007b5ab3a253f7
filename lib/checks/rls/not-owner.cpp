#include "policies.h"

namespace pgtidy::checks {

/// Columns by which the row can be tied: its owner's, and those of its foreign keys.
static std::vector<std::string> tyingColumns(const sql::Table &table, const analysis::TableOwnership &ownership) {
  std::vector<std::string> columns = ownership.ownerColumns;
  for (const sql::ForeignKey &key : table.foreignKeys)
    columns.insert(columns.end(), key.columns.begin(), key.columns.end());
  if (const sql::Key *key = table.primaryKey())
    columns.insert(columns.end(), key->columns.begin(), key->columns.end());
  return columns;
}

/// Whether the condition is only about who is asking: `auth.role() = 'authenticated'`.
static bool isOfSessionOnly(const sql::Expr &condition) {
  bool columns = false;
  for (const sql::ExprPtr &arg : condition.args)
    columns |= arg && arg->kind == sql::ExprKind::Column;
  return !columns && !analysis::asksElsewhere(condition) && !analysis::perRowCalls(condition).empty();
}

Findings rls_not_owner(const Input &input) {
  Findings findings;
  eachPolicy(input, [&](const std::string &key, const sql::Table &table, const sql::Policy &policy) {
    const analysis::TableOwnership *ownership = ownershipOf(input, key);
    if (!ownership || ownership->kind != analysis::OwnerKind::Column || !policy.permissive ||
        !analysis::isForUsers(policy, roleOf(input)))
      return;
    std::vector<std::string> columns = tyingColumns(table, *ownership);
    for (const sql::Expr *condition : conditionsOf(policy)) {
      bool asksRole = false; // a question after an administrator is meant to open all rows
      analysis::visitConstants(*condition, [&](llvm::StringRef value) {
        asksRole |= value.contains_insensitive("admin") || value.contains_insensitive("service");
      });
      if (asksRole || analysis::mentionsAny(*condition, columns) || !isOfSessionOnly(*condition))
        continue;
      findings.push_back(findingAt(input, policy.origin,
                                   "policy '" + policy.name + "' of '" + shownTable(table) +
                                       "' asks who the session is and not whose the row is: everyone it admits " +
                                       "reaches the rows of all; compare '" + ownership->ownerColumns.front() + "'"));
      return;
    }
  });
  return findings;
}

} // namespace pgtidy::checks
