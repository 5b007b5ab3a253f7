#include "analysis/auth_reads.h"

#include "analysis/policies.h"
#include "isolation/visit.h"
#include "schema/expressions.h"

#include <algorithm>

namespace pgtidy::analysis {
namespace {

using isolation::NamedTable;

bool isSecret(const facts::ProviderTable &table, const std::string &column) {
  return std::any_of(table.secret.begin(), table.secret.end(),
                     [&](const std::string &secret) { return foldedName(secret) == foldedName(column); });
}

/// Those of the block's tables that a column qualified with `qualifier` may be of.
std::vector<const NamedTable *> meant(const isolation::Place &place, const std::string &qualifier) {
  std::vector<const NamedTable *> tables;
  for (const NamedTable &table : *place.tables)
    if (qualifier.empty() || table.alias == qualifier || (table.alias.empty() && table.name->name == qualifier))
      tables.push_back(&table);
  return tables;
}

} // namespace

std::vector<SecretRead> secretReads(const sql::Statement &statement, const ManagedTables &tables) {
  std::vector<SecretRead> reads;
  isolation::visit(statement, [&](const sql::Expr &expr, const isolation::Place &place) {
    bool isStar = expr.kind == sql::ExprKind::Star;
    if ((!isStar && expr.kind != sql::ExprKind::Column) || !place.tables || (expr.path.empty() && !isStar))
      return;
    size_t qualifiers = expr.path.size() - (isStar ? 0 : 1);
    std::vector<const NamedTable *> candidates = meant(place, qualifiers ? expr.path[qualifiers - 1] : "");
    // A column without a qualifier is certain only where there is one table to take it from.
    if (!isStar && !qualifiers && (candidates.size() != 1 || !place.elementsOnly))
      return;
    for (const NamedTable *candidate : candidates) {
      const facts::ProviderTable *managed = tables.find(*candidate->name);
      if (managed && (isStar ? !managed->secret.empty() : isSecret(*managed, expr.path.back())))
        reads.push_back({candidate->name->name, isStar ? "*" : expr.path.back(), expr.location});
    }
  });
  return reads;
}

namespace {

/// The table that a column is certainly of; null where that is not known.
const NamedTable *tableOf(const sql::Expr &expr, const isolation::Place &place) {
  if (expr.kind != sql::ExprKind::Column || expr.path.size() < 2 || !place.tables)
    return nullptr;
  std::vector<const NamedTable *> candidates = meant(place, expr.path[expr.path.size() - 2]);
  return candidates.size() == 1 ? candidates.front() : nullptr;
}

bool isEditable(const facts::ProviderTable &table, const std::string &column) {
  return std::any_of(table.editable.begin(), table.editable.end(),
                     [&](const std::string &other) { return foldedName(other) == foldedName(column); });
}

} // namespace

std::vector<SecretRead> editableJoins(const sql::Statement &statement, const ManagedTables &tables) {
  std::vector<SecretRead> joins;
  isolation::visit(statement, [&](const sql::Expr &expr, const isolation::Place &place) {
    if (expr.kind != sql::ExprKind::Op || expr.name != "=" || expr.args.size() != 2 || !expr.args[0] || !expr.args[1])
      return;
    for (size_t i = 0; i < 2; ++i) {
      const sql::Expr &own = *expr.args[i];
      const NamedTable *table = tableOf(own, place), *other = tableOf(*expr.args[1 - i], place);
      const facts::ProviderTable *managed = table ? tables.find(*table->name) : nullptr;
      if (managed && other && other != table && !tables.find(*other->name) && isEditable(*managed, own.path.back()))
        joins.push_back({table->name->name, own.path.back(), own.location});
    }
  });
  return joins;
}

bool asksSession(const sql::Query &query) {
  bool asks = false;
  visitExpressions(query, [&](const sql::Expr &expr) { asks |= isOfSession(expr); });
  return asks;
}

std::vector<sql::Offset> passwordHashes(const sql::Statement &statement) {
  std::vector<sql::Offset> calls;
  isolation::visit(statement, [&](const sql::Expr &expr, const isolation::Place &) {
    if (expr.kind == sql::ExprKind::Func && !expr.path.empty() &&
        (expr.path.back() == "crypt" || expr.path.back() == "gen_salt"))
      calls.push_back(expr.location);
  });
  return calls;
}

} // namespace pgtidy::analysis
