// A table under another name.
#pragma once

#include "sql/catalog.h"

#include <string>

namespace pgtidy::sql {

/// Gives `table` another schema and name, and what refers to it follows: foreign keys, partitions, views, triggers.
/// False when there is such a table already.
bool moveTable(Catalog &catalog, Table &table, const std::string &schema, const std::string &name);

} // namespace pgtidy::sql
