// The tables that a statement writes, named or not.
#pragma once

#include "sql/catalog.h"

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
};

/// Whether a write fires the trigger: its event, and of UPDATE OF one of its columns (CREATE TRIGGER).
bool fires(const sql::Trigger &trigger, const WrittenTable &written);

/// What the statement and its CTEs write to; with that also the tables behind views, partitions, and what foreign keys
/// delete or change.
std::vector<WrittenTable> writtenBy(const sql::Statement &statement, const sql::Catalog &catalog);

} // namespace pgtidy::analysis::isolation
