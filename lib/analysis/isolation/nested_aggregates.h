// Aggregates that stand in a sub-query and are of a query around it.
#pragma once

#include "sql/ast.h"
#include "sql/catalog.h"

namespace pgtidy::analysis::isolation {

/// Whether a sub-query in `expr`, which is computed of the rows of `query`, may hold an aggregate of `query`: one whose
/// columns are all of that or of queries around it, and not all of the latter (PostgreSQL, Aggregate Expressions).
bool mayHoldAggregateOf(const sql::Query &query, const sql::Expr &expr, const sql::Catalog &catalog);

} // namespace pgtidy::analysis::isolation
