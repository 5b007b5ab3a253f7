// Without a schema, what the statements say: a table on which an owner column is used is user-owned.
#include "analysis/isolation.h"
#include "isolation/other_paths.h"
#include "isolation/visit.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace pgtidy::analysis {
namespace {

void add(TableOwnership &entry, const std::string &column) {
  if (entry.kind == OwnerKind::Users)
    return;
  entry.kind = OwnerKind::Column;
  entry.byName = true;
  if (!llvm::is_contained(entry.ownerColumns, column))
    entry.ownerColumns.push_back(column);
  std::sort(entry.ownerColumns.begin(), entry.ownerColumns.end());
}

/// Of a users table of which only the name is known: `users` with a `user_id` has its ids there.
void addUserKey(TableOwnership &entry, const std::string &table, const std::string &column) {
  const std::string singular = table.ends_with("s") ? table.substr(0, table.size() - 1) : table;
  if ((column != singular + "_id" && column != singular + "id") || llvm::is_contained(entry.ownerColumns, column))
    return;
  entry.ownerColumns.insert(entry.ownerColumns.begin(), column);
  entry.keys.insert(entry.keys.begin(), 1);
}

/// Names that are taken for owner columns as long as the configuration says nothing of them.
const std::vector<std::string> &kinOfOwners() {
  static const std::vector<std::string> kin{"userid", "owner_user_id", "author_id", "tenant_id"};
  return kin;
}

} // namespace

std::vector<std::string> ownerWords(const UserModel &model) {
  std::vector<std::string> words = model.ownerColumns;
  words.insert(words.end(), model.tables.begin(), model.tables.end());
  words.insert(words.end(), model.memberships.begin(), model.memberships.end());
  if (!model.ownerColumnsConfigured)
    words.insert(words.end(), kinOfOwners().begin(), kinOfOwners().end());
  return words;
}

void Ownership::learn(const sql::Statement &statement) {
  if (Schema.isWhole())
    return;
  for (const std::shared_ptr<isolation::OtherPath> &other : Others)
    other->owners().learn(statement);
  auto isOwner = [&](const std::string &column) {
    return llvm::is_contained(Model.ownerColumns, column) ||
           (!Model.ownerColumnsConfigured && llvm::is_contained(kinOfOwners(), column));
  };
  auto learnOn = [&](const sql::Name &table, const std::string &column) {
    bool catalogue =
        table.schema == "pg_catalog" || table.schema == "information_schema" || table.name.starts_with("pg_");
    if (catalogue || table.hole >= 0 || (Schema.partial && Schema.find(table)) || isShared(table.name) ||
        !isOwner(column))
      return;
    // `accounts` with an owner column are what users own.
    auto known = Tables.find(table.name);
    if (known != Tables.end() && known->second.kind == OwnerKind::Users && !Model.tablesConfigured &&
        table.name.starts_with("account"))
      Tables.erase(known);
    TableOwnership &entry = Tables[table.name];
    if (entry.kind == OwnerKind::Users && entry.byName)
      return addUserKey(entry, table.name, column);
    add(entry, column);
    entry.keys.clear();
    for (const std::string &owner : entry.ownerColumns)
      entry.keys.push_back(keysByName(owner));
    Learned.insert(table.name);
  };
  auto onExpr = [&](const sql::Expr &expr, const isolation::Place &place) {
    if (expr.kind != sql::ExprKind::Column || expr.path.empty() || !place.tables)
      return;
    for (const isolation::NamedTable &table : *place.tables)
      if (expr.path.size() > 1 ? expr.path[expr.path.size() - 2] == table.alias
                               : place.elementsOnly && place.tables->size() == 1)
        learnOn(*table.name, expr.path.back());
  };
  isolation::visit(statement, onExpr);
  const sql::Statement *inner = &statement;
  while (inner->inner)
    inner = inner->inner.get();
  if (inner->insert)
    for (const std::string &column : inner->insert->columns)
      learnOn(inner->insert->table, column);
  if (inner->update)
    for (const sql::Assignment &one : inner->update->set)
      learnOn(inner->update->table, one.column);
  if (inner->copy)
    for (const std::string &column : inner->copy->columns)
      learnOn(inner->copy->table, column);
}

} // namespace pgtidy::analysis
