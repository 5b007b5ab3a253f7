// The users tables, and what names a user in them.
#include "analysis/isolation.h"
#include "isolation/dotted_name.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace pgtidy::analysis {

using isolation::isNamedIn;
using isolation::keyOf;

namespace {

/// What names users of the table together, or while a condition holds; what has a column that does so alone says no
/// more than that.
std::vector<JointKey> jointKeysOf(const sql::Table &table, const std::vector<std::string> &alone) {
  std::vector<JointKey> result;
  auto add = [&](const std::vector<std::string> &columns, const std::shared_ptr<const sql::Expr> &predicate) {
    const bool isKnown = std::any_of(columns.begin(), columns.end(), [&](const std::string &column) {
      return column.empty() || llvm::is_contained(alone, column);
    });
    if (!isKnown)
      result.push_back({columns, predicate});
  };
  for (const sql::Key &key : table.keys)
    add(key.columns, nullptr);
  for (const sql::Index &index : table.indexes)
    if (index.unique && (index.partial ? index.predicate != nullptr : llvm::is_contained(index.columns, "")))
      add(index.elements, index.predicate);
  return result;
}

/// The columns that are unique alone in the table, functions of one too: of keys, then of indexes.
std::vector<std::string> uniqueAlone(const sql::Table &table) {
  std::vector<std::string> columns;
  for (const sql::Key &key : table.keys)
    if (key.columns.size() == 1)
      columns.push_back(key.columns[0]);
  for (const sql::Index &index : table.indexes)
    if (index.unique && !index.partial && index.elements.size() == 1 && !index.elements[0].empty())
      for (const std::string &name : Ownership::namesOver(index.elements[0]))
        columns.push_back(name);
  return columns;
}

} // namespace

/// The users tables: those that are configured and exist; else those of a default name, foremost the ones that
/// foreign keys lead to.
std::set<std::string> Ownership::userTables() const {
  static const std::vector<std::string> kin{"app_user", "app_users"};
  std::set<std::string> candidates, referenced;
  for (const auto &[key, table] : Schema.tables())
    if (!table.view && !isShared(key) &&
        (isNamedIn(Model.tables, key) || (!Model.tablesConfigured && llvm::is_contained(kin, table.name))))
      candidates.insert(key);
  if (Model.tablesConfigured)
    return candidates;
  for (const auto &[key, table] : Schema.tables())
    for (const sql::ForeignKey &foreign : table.foreignKeys)
      if (std::string parent = foreign.schema + "." + foreign.table; parent != key && candidates.count(parent))
        referenced.insert(parent);
  // `accounts` that belong to `users` are not users themselves.
  std::set<std::string> result;
  for (const std::string &key : referenced.empty() ? candidates : referenced) {
    const sql::Table &table = Schema.tables().at(key);
    bool below = std::any_of(table.foreignKeys.begin(), table.foreignKeys.end(), [&](const sql::ForeignKey &foreign) {
      std::string parent = foreign.schema + "." + foreign.table;
      return parent != key && candidates.count(parent) && llvm::is_contained(Model.ownerColumns, foreign.columns[0]);
    });
    if (!below)
      result.insert(key);
  }
  return result;
}

/// What names a user where the schema declares no key: a configured owner column, a column of that kind of name.
std::string Ownership::keyByName(const sql::Table &table) const {
  for (const std::string &name : Model.ownerColumns)
    if (table.column(name))
      return name;
  if (table.column("id"))
    return "id";
  for (const sql::Column &column : table.columns)
    if (column.name.ends_with("id"))
      return column.name;
  return table.columns.empty() ? "id" : table.columns.front().name;
}

/// A row of the users table is known by its primary key, and by every column and function of one that is unique alone.
TableOwnership Ownership::ofUsers(const sql::Table &table) const {
  TableOwnership result{OwnerKind::Users, {}, {}, false};
  for (bool primary : {true, false})
    for (const sql::Key &key : table.keys)
      if (key.primary == primary && key.columns.size() == 1 && !llvm::is_contained(result.ownerColumns, key.columns[0]))
        result.ownerColumns.push_back(key.columns[0]);
  std::vector<std::string> alone = result.ownerColumns;
  const sql::Key *primary = table.primaryKey();
  auto isAlone = [&](const std::string &column) { return llvm::is_contained(alone, column); };
  if (primary && primary->columns.size() > 1) {
    auto named = std::find_if(primary->columns.begin(), primary->columns.end(), isAlone);
    if (named != primary->columns.end())
      std::iter_swap(result.ownerColumns.begin(),
                     std::find(result.ownerColumns.begin(), result.ownerColumns.end(), *named));
    else
      result.ownerColumns.insert(result.ownerColumns.begin(), primary->columns.begin(), primary->columns.end());
  } else if (const std::string key = keyByName(table);
             !primary && !isAlone(key) && (alone.empty() || key.ends_with("id"))) {
    result.ownerColumns.insert(result.ownerColumns.begin(), key);
    alone.push_back(key);
  }
  if (hasHeirs(keyOf(table))) { // rows of heirs are read along, and no key holds across tables (Inheritance, Caveats)
    if (primary && primary->columns.size() > 1 && !isAlone(result.ownerColumns.front())) {
      result.ownerColumns = primary->columns;
      result.keys.assign(result.ownerColumns.size(), 0);
      result.joint = {{primary->columns}};
    } else
      result.ownerColumns.resize(1);
    return result;
  }
  for (const std::string &name : uniqueAlone(table))
    if (!llvm::is_contained(result.ownerColumns, name)) {
      result.ownerColumns.push_back(name);
      alone.push_back(name);
    }
  // The columns of a joint primary key name nobody; the rest is numbered later.
  result.keys.assign(result.ownerColumns.size() - alone.size(), 0);
  result.joint = jointKeysOf(table, alone);
  return result;
}

/// A partition of users is known by what names them in the whole, and by what is unique in it alone: of that it says
/// nothing whether another partition has the same.
TableOwnership Ownership::ofUsersPart(const sql::Table &part, const TableOwnership &whole) {
  TableOwnership result = whole;
  for (const std::string &column : uniqueAlone(part)) {
    if (llvm::is_contained(result.ownerColumns, column) || KeyNames.size() == MostUserKeys)
      continue;
    result.ownerColumns.push_back(column);
    result.keys.push_back(1u << KeyNames.size());
    KeyNames.push_back(keyOf(part) + "." + column);
  }
  std::vector<std::string> alone = result.ownerColumns;
  llvm::erase_if(alone, [&](const std::string &column) { return keysOf(result, column) == 0; });
  for (JointKey &joint : jointKeysOf(part, alone))
    if (llvm::none_of(whole.joint, [&](const JointKey &known) { return known.columns == joint.columns; }))
      result.joint.push_back(std::move(joint));
  return result;
}

} // namespace pgtidy::analysis
