// Queries that have one row at most: nothing hangs on which of several comes first.
#pragma once

#include "analysis/isolation.h"
#include "sql/ast.h"

namespace pgtidy::analysis::isolation {

/// Whether the query has at most one row, whatever is in the tables: it is one group, or gives each table's key.
bool givesOneRow(const sql::Query &query, const Ownership &ownership);

} // namespace pgtidy::analysis::isolation
