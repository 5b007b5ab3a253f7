// Keys and unique indexes of a partitioned table that its partitions do not have yet (ALTER TABLE ONLY … ADD, CREATE
// UNIQUE INDEX … ON ONLY): nothing is unique by them before each partition has its part (PostgreSQL's manual, Table
// Partitioning, Partition Maintenance).
#pragma once

#include "sql/catalog.h"

#include <optional>
#include <set>
#include <string>

namespace pgtidy::sql {

class Session;

struct Unattached {
  std::string table;             ///< "schema.name"
  std::optional<Key> key;        ///< absent for an index that is no key
  std::set<std::string> missing; ///< partitions without their part, "schema.name"
  std::string partOf;            ///< the index of a table above that it is attached to; "" for none
};

/// Whether what is made unique of the table alone (`only`) is not so yet: it has partitions.
bool isUnattached(const Session &session, const Table &table, bool only);

/// Keeps the key or index aside until it is attached.
void keepUnattached(Session &session, const Table &table, const std::string &name, std::optional<Key> key);

} // namespace pgtidy::sql
