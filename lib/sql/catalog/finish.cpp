#include "catalog/bound.h"
#include "catalog/columns.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::sql {
namespace {

/// The table that a foreign key points to; one that was not there when the key was made may be in another schema.
const Table *parentOf(const Catalog &catalog, ForeignKey &key) {
  const Table *parent = catalog.find(key.schema, key.table);
  if (parent)
    return parent;
  parent = catalog.find("", key.table);
  if (parent)
    key.schema = parent->schema;
  return parent;
}

void linkForeignKeys(Catalog &catalog) {
  for (auto &[name, table] : catalog.tables())
    for (ForeignKey &key : table.foreignKeys) {
      const Table *parent = parentOf(catalog, key);
      const Key *primary = parent ? parent->primaryKey() : nullptr;
      if (key.referenced.empty() && primary && primary->columns.size() == key.columns.size())
        key.referenced = primary->columns;
    }
}

/// A table takes over from its parents, once these have from theirs.
void inherit(Catalog &catalog, RelationNames &names, Table &table, std::set<const Table *> &done) {
  if (!done.insert(&table).second)
    return;
  std::vector<std::string> parents = table.inherits;
  if (!table.partitionOf.empty())
    parents.push_back(table.partitionOf);
  for (const std::string &key : parents) {
    auto parent = catalog.tables().find(key);
    if (parent == catalog.tables().end() || &parent->second == &table)
      continue;
    inherit(catalog, names, parent->second, done);
    inheritColumns(table, parent->second);
    if (key == table.partitionOf)
      inheritKeys(names, table, parent->second);
  }
}

} // namespace

void finish(Catalog &catalog) {
  linkForeignKeys(catalog);
  std::set<const Table *> done;
  RelationNames names(catalog);
  for (auto &[key, table] : catalog.tables())
    inherit(catalog, names, table, done);
  bindToPublic(catalog);
}

} // namespace pgtidy::sql
