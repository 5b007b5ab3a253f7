#include "catalog/relation_names.h"

#include "catalog/session.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::sql {

RelationNames::RelationNames(const Catalog &catalog) : Schema(catalog) {
  for (const auto &[key, table] : catalog.tables()) {
    for (const Key &one : table.keys)
      add(one.name);
    for (const Index &one : table.indexes)
      add(one.name);
  }
}

bool RelationNames::has(const Table &table, std::string_view name) const {
  auto isNamed = [&](const auto &list) {
    return llvm::any_of(list, [&](const auto &item) { return item.name == name; });
  };
  const std::string key = tableKey(table.schema, name);
  if (table.name == name || isNamed(table.keys) || isNamed(table.indexes) || Schema.tables().count(key) ||
      Schema.otherRelations.count(key))
    return true;
  if (!Given.count(name))
    return false;
  const std::string prefix = tableKey(table.schema, "");
  for (auto one = Schema.tables().lower_bound(prefix);
       one != Schema.tables().end() && llvm::StringRef(one->first).starts_with(prefix); ++one)
    if (isNamed(one->second.keys) || isNamed(one->second.indexes))
      return true;
  return false;
}

} // namespace pgtidy::sql
