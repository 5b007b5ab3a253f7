// Taking things out of the catalog, with what hangs on them.
#pragma once

#include "catalog/session.h"

#include <string>
#include <string_view>

namespace pgtidy::sql {

/// Takes out a relation: its triggers, partitions, the foreign keys that point to it; with `cascade` also the views
/// over it and the tables that inherit.
void dropRelation(Catalog &catalog, const std::string &schema, const std::string &name, bool cascade);

/// Takes out a column with the keys, foreign keys and indexes that hold it, and the foreign keys that point to it; with
/// `cascade` also what reads it.
void dropColumn(Catalog &catalog, Table &table, const std::string &name, bool cascade);

/// Takes out a key, foreign key or check, or nothing when there is none: EXCLUDE is not in the catalog. With a key
/// go the foreign keys that stand on it.
void dropConstraint(Catalog &catalog, Table &table, std::string_view name);

/// Takes out an index; false when there is none.
bool dropIndex(Session &session, const std::string &schema, const std::string &name);

} // namespace pgtidy::sql
