// Calls that are not written as one.
#pragma once

#include "isolation/visit.h"
#include "sql/catalog.h"

#include <vector>

namespace pgtidy::analysis::isolation {

/// The functions of the catalog that an operator, an aggregate or a cast of the program's own runs, and those written
/// like a column: `o.total` for total(o) (PostgreSQL manual, "Using Composite Types in Queries").
std::vector<const sql::Function *> functionsImpliedBy(const sql::Expr &expr, const Place &place,
                                                      const sql::Catalog &catalog);

/// Whether an operator, an aggregate or a cast of the program's own may be meant in the query.
bool mayImplyCalls(const sql::Query &query, const sql::Catalog &catalog);

} // namespace pgtidy::analysis::isolation
