// Which calls take in many rows.
#pragma once

#include "sql/ast.h"
#include "sql/catalog.h"

#include <string_view>
#include <vector>

namespace pgtidy::analysis::isolation {

/// Whether the block makes one row of all its rows.
bool isSingleGroup(const sql::Query &query, const sql::Catalog &catalog);
/// The same where an aggregate of the block may stand in a sub-query: SELECT (SELECT max(p.k)) FROM pool p.
bool mayBeSingleGroup(const sql::Query &query, const sql::Catalog &catalog);
/// The aggregate calls in an expression.
void collectAggregates(const sql::Expr *expr, const sql::Catalog &catalog, std::vector<const sql::Expr *> &into);
/// Whether an expression calls a function on columns that may be an aggregate, though it is not known as one.
bool maySumUp(const sql::Expr *expr, const sql::Catalog &catalog);
/// The calls of window functions in an expression.
void collectWindows(const sql::Expr *expr, std::vector<const sql::Expr *> &into);
/// Whether the call is one of an aggregate, which sums up rows of its own query.
bool isAggregate(const sql::Expr &call, const sql::Catalog &catalog);
/// Whether the call of an aggregate is of PostgreSQL's own: not of one that the schema has under the name.
bool isOfPostgres(const sql::Expr &call, const sql::Catalog &catalog);
/// Whether it is PostgreSQL's `name` of one argument, or of `*`, of all rows, and no window's.
bool isPlainAggregate(const sql::Expr &call, std::string_view name, const sql::Catalog &catalog);

} // namespace pgtidy::analysis::isolation
