// The names of indexes, which share them with tables: in the order of the files each is asked for many times.
#pragma once

#include "sql/catalog.h"

#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace pgtidy::sql {

/// The catalog, and all names that an index or a key ever had since it was begun with, of whatever schema: what is not
/// among them need not be looked for.
class RelationNames {
public:
  explicit RelationNames(const Catalog &catalog);

  /// Notes the name of an index or a key.
  void add(std::string_view name) { Given.emplace(name); }
  /// Whether a relation of the table's schema has the name: a table, a view, an index, a sequence. The table need not
  /// be in the catalog yet.
  bool has(const Table &table, std::string_view name) const;

private:
  const Catalog &Schema;
  std::set<std::string, std::less<>> Given;
};

} // namespace pgtidy::sql
