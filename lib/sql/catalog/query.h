// What a query reads and returns.
#pragma once

#include "catalog/session.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <string>
#include <vector>

namespace pgtidy::sql {

/// The output columns of `query`, with types as far as they are columns of known tables; `names` go before its own. A
/// star over an unknown table adds nothing.
std::vector<Column> columnsOf(const Query &query, const std::vector<std::string> &names, Session &session);

/// Makes columns of each star in the query of a view, as far as what it stands for is known: a column that is added
/// later is none of the view's.
void bindStars(const Query &view, Session &session);

/// What PostgreSQL calls an output without AS (FigureColname in parse_target.c): "?column?" where it has no name.
std::string outputName(const Expr &value);

/// Visits all expressions of a tree, and all tables of the FROM lists of its queries; `from`, where there is one, all
/// elements of these lists.
struct Visitor {
  llvm::function_ref<void(const Expr &)> expr;
  llvm::function_ref<void(const Name &)> table;
  llvm::function_ref<void(const From &)> from = nullptr;
};
void visit(const Expr &expr, const Visitor &visitor);
void visit(const Query &query, const Visitor &visitor);

} // namespace pgtidy::sql
