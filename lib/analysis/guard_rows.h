// The rows that a statement found, changed or added, as a query for them.
#pragma once

#include "sql/ast.h"

#include "llvm/ADT/StringRef.h"

namespace pgtidy::analysis {

/// An expression of the kind, without parts.
sql::ExprPtr exprOf(sql::ExprKind kind);
/// A column, parameter or hole once more.
sql::ExprPtr plainCopy(const sql::Expr &expr);
/// `a AND b`; `b` where `a` is null.
sql::ExprPtr conjunction(sql::ExprPtr a, sql::ExprPtr b);
/// `a OR b`.
sql::ExprPtr disjunction(sql::ExprPtr a, sql::ExprPtr b);

/// Whether the expression calls an aggregate function (PostgreSQL manual, 9.21).
bool isAggregate(const sql::Expr &expr);
/// Whether the query has one row for many: an aggregate in its list, or HAVING.
bool hasAggregate(const sql::Query &query);

/// The query of a statement that reads, or the rows that one which writes has found or added; takes it out of the
/// statement. Null where it can not be said.
sql::QueryPtr queryOf(sql::Statement &statement);
/// Leaves out what only takes rows away or puts them in order: that there is a row says less then, never more. False
/// where more is to it.
bool simplify(sql::Query &query);
/// The output column, by name or as "#0", as an expression of the query's inside: a column, or a cast of one; null
/// where it is another.
sql::ExprPtr columnOf(const sql::Query &query, llvm::StringRef column);

} // namespace pgtidy::analysis
