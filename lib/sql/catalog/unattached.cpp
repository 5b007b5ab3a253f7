#include "catalog/unattached.h"
#include "catalog/columns.h"
#include "catalog/statements.h"

#include <algorithm>

namespace pgtidy::sql {
namespace {

std::set<std::string> partitionsOf(const Catalog &catalog, const Table &table) {
  const std::string whole = tableKey(table.schema, table.name);
  std::set<std::string> partitions;
  for (const auto &[key, child] : catalog.tables())
    if (child.partitionOf == whole)
      partitions.insert(key);
  return partitions;
}

/// The table whose key or index has the name; "" for none.
std::string tableOf(const Catalog &catalog, std::string_view index) {
  auto isIt = [&](const auto &item) { return item.name == index; };
  for (const auto &[key, table] : catalog.tables())
    if (std::any_of(table.keys.begin(), table.keys.end(), isIt) ||
        std::any_of(table.indexes.begin(), table.indexes.end(), isIt))
      return key;
  return {};
}

/// Each partition has its part: nothing is twice in the whole.
void complete(Session &session, const std::string &name) {
  auto found = session.unattached.find(name);
  const Unattached whole = std::move(found->second);
  session.unattached.erase(found);
  if (auto table = session.catalog.tables().find(whole.table); table != session.catalog.tables().end()) {
    for (Index &index : table->second.indexes)
      if (index.name == name)
        index.unique = true;
    if (whole.key)
      addKey(session.names, table->second, *whole.key);
  }
  if (!whole.partOf.empty())
    attachIndex(session, whole.partOf, name);
}

} // namespace

bool isUnattached(const Session &session, const Table &table, bool only) {
  return only && table.partitioned && !partitionsOf(session.catalog, table).empty();
}

void keepUnattached(Session &session, const Table &table, const std::string &name, std::optional<Key> key) {
  session.unattached[name] = {tableKey(table.schema, table.name), std::move(key), partitionsOf(session.catalog, table),
                              ""};
}

void attachIndex(Session &session, const std::string &name, const std::string &part) {
  auto found = session.unattached.find(name);
  if (found == session.unattached.end())
    return;
  if (auto pending = session.unattached.find(part); pending != session.unattached.end()) {
    pending->second.partOf = name;
    return;
  }
  found->second.missing.erase(tableOf(session.catalog, part));
  if (found->second.missing.empty())
    complete(session, name);
}

} // namespace pgtidy::sql
