#include "isolation/relations.h"

#include <string>

namespace pgtidy::analysis::isolation {

Relations::Relations(const sql::Catalog &catalog) {
  auto find = [&](const std::string &key) -> const sql::Table * {
    auto found = catalog.tables().find(key);
    return found == catalog.tables().end() ? nullptr : &found->second;
  };
  for (const auto &[key, table] : catalog.tables()) {
    HasRowSecurity |= table.rowSecurity;
    for (const sql::ForeignKey &foreign : table.foreignKeys)
      if (const sql::Table *parent = find(foreign.schema + "." + foreign.table))
        Entries[parent].children.push_back({&table, &foreign});
    if (const sql::Table *whole = find(table.partitionOf))
      Entries[whole].below.push_back(&table);
    for (const std::string &inherited : table.inherits)
      if (const sql::Table *parent = find(inherited))
        Entries[parent].below.push_back(&table);
  }
  for (const sql::Trigger &trigger : catalog.triggers)
    if (const sql::Table *table = find(trigger.schema + "." + trigger.table))
      Entries[table].triggers.push_back(&trigger);
}

const Relations::Entry &Relations::of(const sql::Table &table) const {
  static const Entry None;
  auto found = Entries.find(&table);
  return found == Entries.end() ? None : found->second;
}

} // namespace pgtidy::analysis::isolation
