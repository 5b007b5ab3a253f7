#include "catalog/drop.h"

#include "catalog/columns.h"
#include "catalog/query.h"

#include "llvm/ADT/STLExtras.h"

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
  catalog.tables().erase(found);
  for (const Name &dependent : falling)
    dropRelation(catalog, dependent.schema, dependent.name, cascade);
}

void dropColumn(Catalog &catalog, Table &table, const std::string &name, bool cascade) {
  auto holds = [&](const auto &item) { return llvm::is_contained(item.columns, name); };
  auto includes = [&](const auto &item) { return llvm::is_contained(item.included, name); };
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
  if (cascade)
    llvm::erase_if(table.policies, [&](const Policy &policy) {
      return readsColumn(policy.usingExpr, name) || readsColumn(policy.checkExpr, name);
    });
}

void dropConstraint(Catalog &catalog, Table &table, std::string_view name) {
  auto isNamed = [&](const auto &item) { return item.name == name; };
  auto key = llvm::find_if(table.keys, isNamed);
  if (key != table.keys.end()) {
    std::vector<std::string> columns = key->columns;
    bool primary = key->primary;
    table.keys.erase(key);
    eraseForeignKeys(catalog, table, [&](const ForeignKey &foreign) {
      return foreign.referenced == columns || (primary && foreign.referenced.empty());
    });
  }
  llvm::erase_if(table.foreignKeys, isNamed);
  llvm::erase_if(table.checks, isNamed);
}

bool dropIndex(Session &session, const std::string &schema, const std::string &name) {
  for (auto &[key, table] : session.catalog.tables()) {
    if (!schema.empty() && table.schema != schema)
      continue;
    auto found = llvm::find_if(table.indexes, [&](const Index &index) { return index.name == name; });
    if (found == table.indexes.end())
      continue;
    table.indexes.erase(found);
    dropConstraint(session.catalog, table, name); // the key that it is
    return true;
  }
  return false;
}

} // namespace pgtidy::sql
