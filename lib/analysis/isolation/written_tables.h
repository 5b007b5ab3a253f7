// The tables that a statement writes, named or not.
#pragma once

#include "analysis/isolation.h"

#include <string_view>
#include <vector>

namespace pgtidy::analysis::isolation {

/// The table or view that a view takes each of its rows from as it is; null where it joins, groups or limits.
const sql::Name *onlySource(const sql::Table &view);

struct WrittenTable {
  const sql::Table *table;
  std::string_view event;                            ///< "insert", "update", "delete", "truncate"
  const sql::Name *name;                             ///< that the statement has for it
  const std::vector<sql::Assignment> *set = nullptr; ///< UPDATE's; null where not known, or of several
  bool takesDefaults = false;                        ///< columns may get their defaults
  const std::vector<std::string> *given = nullptr;   ///< the columns that do not; null where not known
  /// How the write comes to the table: it is the statement's own (or a foreign key's), or its rows are those of a table
  /// below or above, or an UPDATE moves them to another partition. In all but the first, only row triggers are fired.
  enum class Way : uint8_t { Own, Below, Above, Moved } way = Way::Own;
  bool areOthers = false; ///< a foreign key takes them along below rows that are nobody's: they are anybody's
};

/// Whether a write fires the trigger: its event, and of UPDATE OF one of its columns (CREATE TRIGGER).
bool fires(const sql::Trigger &trigger, const WrittenTable &written);

/// Whether an UPDATE may change one of the columns.
bool mayChange(const std::vector<std::string> &columns, const WrittenTable &written);

/// Whether the statement or a CTE of it writes to a table of the catalog.
bool writes(const sql::Statement &statement, const Ownership &ownership);

/// What the statement and its CTEs write to; with that also the tables behind views, partitions and what they are
/// partitions of, and, `withKeys`, what foreign keys delete or change.
std::vector<WrittenTable> writtenBy(const sql::Statement &statement, const Ownership &ownership, bool withKeys = true);

} // namespace pgtidy::analysis::isolation
