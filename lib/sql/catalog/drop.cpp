#include "catalog/drop.h"

#include "catalog/cascade.h"
#include "catalog/columns.h"
#include "catalog/query.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <utility>

namespace pgtidy::sql {
namespace {

template <class Predicate> void eraseForeignKeys(Catalog &catalog, const Table &parent, Predicate drops) {
  for (auto &[key, table] : catalog.tables())
    llvm::erase_if(table.foreignKeys, [&](const ForeignKey &foreign) {
      return foreign.table == parent.name && foreign.schema == parent.schema && drops(foreign);
    });
}

/// The names of the relations that fall with `table`.
std::vector<Name> dependents(const Catalog &catalog, const Table &table, bool cascade) {
  std::vector<Name> names;
  std::string key = tableKey(table.schema, table.name);
  for (const auto &[otherKey, other] : catalog.tables()) {
    bool falls = other.partitionOf == key || (cascade && llvm::is_contained(other.inherits, key));
    if (cascade && other.view)
      visit(*other.view, {[](const Expr &) {},
                          [&](const Name &read) {
                            falls |= read.name == table.name && (read.schema.empty() || read.schema == table.schema);
                          }});
    if (falls && otherKey != key)
      names.push_back({other.schema, other.name});
  }
  return names;
}

bool readsColumn(const std::shared_ptr<const Expr> &condition, const std::string &column) {
  bool reads = false;
  if (condition)
    visit(*condition, {[&](const Expr &expr) {
                         reads |= expr.kind == ExprKind::Column && !expr.path.empty() && expr.path.back() == column;
                       },
                       [](const Name &) {}});
  return reads;
}

/// Policies that ask the relation fall with it (DROP TABLE … CASCADE). Of a name that may mean another it is not known.
void erasePoliciesThatRead(Catalog &catalog, const Table &relation) {
  bool isUnsure = false;
  auto reads = [&](const std::shared_ptr<const Expr> &condition) {
    bool found = false;
    if (condition)
      visit(*condition, {[](const Expr &) {},
                         [&](const Name &read) {
                           const Table *meant = read.name == relation.name ? catalog.find(read) : nullptr;
                           found |= meant == &relation;
                           isUnsure |= read.name == relation.name && read.schema.empty() && !meant;
                         }});
    return found;
  };
  for (auto &[key, table] : catalog.tables()) {
    isUnsure = false;
    llvm::erase_if(table.policies,
                   [&](const Policy &policy) { return reads(policy.usingExpr) || reads(policy.checkExpr); });
    table.rowSecurityUnsure |= isUnsure;
  }
}

} // namespace

void dropRelation(Catalog &catalog, const std::string &schema, const std::string &name, bool cascade) {
  auto found = catalog.tables().find(tableKey(schema, name));
  if (found == catalog.tables().end())
    return;
  eraseForeignKeys(catalog, found->second, [](const ForeignKey &) { return true; });
  if (cascade)
    erasePoliciesThatRead(catalog, found->second);
  std::vector<Name> falling = dependents(catalog, found->second, cascade);
  llvm::erase_if(catalog.triggers, [&](const Trigger &t) { return t.schema == schema && t.table == name; });
  llvm::erase_if(catalog.grants, [&](const TableGrant &grant) { return grant.table == found->first; });
  catalog.tables().erase(found);
  if (cascade)
    dropFunctionsOfTable(catalog, schema, name);
  for (const Name &dependent : falling)
    dropRelation(catalog, dependent.schema, dependent.name, cascade);
}

void dropColumn(Catalog &catalog, Table &table, const std::string &name, bool cascade) {
  auto holds = [&](const auto &item) { return llvm::is_contained(item.columns, name); };
  auto includes = [&](const auto &item) { return llvm::is_contained(item.included, name); };
  if (cascade)
    dropReadersOf(catalog, table, name);
  llvm::erase_if(table.columns, [&](const Column &column) { return column.name == name; });
  for (auto key = llvm::find_if(table.keys, includes); key != table.keys.end();
       key = llvm::find_if(table.keys, includes))
    dropConstraint(catalog, table, std::string(key->name));
  llvm::erase_if(table.keys, holds);
  llvm::erase_if(table.indexes, [&](const Index &index) {
    return holds(index) || includes(index) || readsColumn(index.predicate, name);
  });
  llvm::erase_if(table.foreignKeys, holds);
  eraseForeignKeys(catalog, table, [&](const ForeignKey &f) { return llvm::is_contained(f.referenced, name); });
}

/// Whether both have the same columns, in whatever order.
static bool areSame(const std::vector<std::string> &a, const std::vector<std::string> &b) {
  return a.size() == b.size() && std::is_permutation(a.begin(), a.end(), b.begin());
}

/// Takes out a key, and the foreign keys that stand on it and on no other.
static void dropKey(Catalog &catalog, Table &table, std::string_view name) {
  auto key = llvm::find_if(table.keys, [&](const Key &one) { return one.name == name; });
  if (key == table.keys.end())
    return;
  const Key dropped = std::move(*key);
  table.keys.erase(key);
  if (llvm::any_of(table.keys, [&](const Key &other) { return areSame(other.columns, dropped.columns); }))
    return;
  eraseForeignKeys(catalog, table, [&](const ForeignKey &foreign) {
    return areSame(foreign.referenced, dropped.columns) || (dropped.primary && foreign.referenced.empty());
  });
}

void dropConstraint(Catalog &catalog, Table &table, std::string_view name) {
  auto isNamed = [&](const auto &item) { return item.name == name; };
  dropKey(catalog, table, name);
  llvm::erase_if(table.foreignKeys, isNamed);
  llvm::erase_if(table.checks, isNamed);
}

/// The table that has the index: of several, the one that the search_path finds.
static Table *tableWithIndex(Session &session, const std::string &schema, const std::string &name) {
  Table *found = nullptr;
  size_t best = SIZE_MAX;
  for (auto &[key, table] : session.catalog.tables()) {
    if ((!schema.empty() && table.schema != schema) ||
        llvm::none_of(table.indexes, [&](const Index &index) { return index.name == name; }))
      continue;
    const auto place = static_cast<size_t>(llvm::find(session.searchPath, table.schema) - session.searchPath.begin());
    if (!found || place < best)
      found = &table, best = place;
  }
  return found;
}

bool dropIndex(Session &session, const std::string &schema, const std::string &name) {
  Table *table = tableWithIndex(session, schema, name);
  if (!table)
    return false;
  llvm::erase_if(table->indexes, [&](const Index &index) { return index.name == name; });
  dropKey(session.catalog, *table, name);
  return true;
}

} // namespace pgtidy::sql
