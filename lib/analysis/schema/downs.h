// Whether the way down of a migration leads back.
#pragma once

#include "analysis/schema.h"
#include "sql/parse.h"

#include <map>
#include <set>
#include <string>

namespace pgtidy::analysis {

/// A description of each part of a table, by a name for messages: "column total of public.orders".
using Shape = std::map<std::string, std::string>;

/// What the way down has to lead back to: which tables there were, and how those looked that the migration touches.
struct StateBefore {
  std::set<std::string> tables;
  std::set<std::string> touched;
  Shape shape; ///< of those touched
};

StateBefore tablesBefore(const sql::Catalog &catalog);
/// Keeps how the table looks, the first time that it is touched.
void remember(StateBefore &state, const std::string &key, const sql::Catalog &catalog);

/// Applies the way down to a copy of `after`, and compares with what was before.
DownVerdict judgeDown(const sql::Migration &migration, const StateBefore &before, const sql::Catalog &after,
                      bool changed);

} // namespace pgtidy::analysis
