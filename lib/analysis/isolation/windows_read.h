// What is read of a block that other rows than the one that is handed up have a part in.
#pragma once

#include "sql/ast.h"

#include <string_view>
#include <vector>

namespace pgtidy::analysis::isolation {

/// Whether the expression may read the column, or the whole row, which is called `row`.
bool mayRead(const sql::Expr *expr, std::string_view column, std::string_view row);

/// What a key of DISTINCT ON means: a name is one of the select list's before it is a column's, a number counts in the
/// select list (SELECT, DISTINCT Clause and ORDER BY Clause).
const sql::Expr *meantBy(const sql::Expr &key, const sql::Query &query);

/// The window functions of a block, one of the branches of `whole`, that count: `reader`, the query around it (null
/// where it is none), may read what they say, or they make rows or tell them apart.
std::vector<const sql::Expr *> windowsRead(const sql::Query &block, const sql::Query *whole, const sql::Query *reader);

} // namespace pgtidy::analysis::isolation
