// Which columns an index finds.
#pragma once

#include "sql/catalog.h"

namespace pgtidy::checks {

/// Whether an index, or the index of a key, begins with these columns in any order.
bool hasLeadingIndex(const sql::Table &table, const std::vector<std::string> &columns);

} // namespace pgtidy::checks
