// What hangs on which table, looked up once: a schema may have hundreds of them, and each write asks.
#pragma once

#include "sql/catalog.h"

#include "llvm/ADT/DenseMap.h"

#include <vector>

namespace pgtidy::analysis::isolation {

/// A foreign key with the table that has it.
struct ChildKey {
  const sql::Table *child;
  const sql::ForeignKey *key;
};

/// Of the tables of a catalog that does not change any more; all in the catalog's order.
class Relations {
public:
  explicit Relations(const sql::Catalog &catalog);

  /// The foreign keys that lead to the table, its own to itself included.
  const std::vector<ChildKey> &children(const sql::Table &table) const { return of(table).children; }
  /// Its partitions, and the tables that inherit from it.
  const std::vector<const sql::Table *> &below(const sql::Table &table) const { return of(table).below; }
  const std::vector<const sql::Trigger *> &triggers(const sql::Table &table) const { return of(table).triggers; }
  /// Whether any table has row-level security.
  bool hasRowSecurity() const { return HasRowSecurity; }

private:
  struct Entry {
    std::vector<ChildKey> children;
    std::vector<const sql::Table *> below;
    std::vector<const sql::Trigger *> triggers;
  };
  const Entry &of(const sql::Table &table) const;

  llvm::DenseMap<const sql::Table *, Entry> Entries;
  bool HasRowSecurity = false;
};

} // namespace pgtidy::analysis::isolation
