// Every expression of a statement, with where it stands.
#pragma once

#include "sql/ast.h"

#include "llvm/ADT/SmallVector.h"

#include <functional>
#include <string_view>

namespace pgtidy::analysis::isolation {

/// A table that a query block reads or writes, by the name that its columns are qualified with.
struct NamedTable {
  const sql::Name *name;
  std::string_view alias;
};

using NamedTables = llvm::SmallVector<NamedTable, 4>;

/// Where an expression stands.
struct Place {
  const NamedTables *tables = nullptr; ///< of its query block
  bool elementsOnly = true;            ///< the block has nothing but `tables` in FROM
  bool isCondition = false;            ///< in WHERE, HAVING or ON
  bool underOr = false;
  bool underNot = false;
  bool outerOn = false;          ///< in the ON of an outer join
  const Place *around = nullptr; ///< where the sub-query stands that the expression is in; null outside of all
};

using OnExpr = std::function<void(const sql::Expr &, const Place &)>;
using OnTable = std::function<void(const sql::Name &)>;

/// Calls `onExpr` for every expression, outer ones before their parts, sub-queries and CTEs included; else in the order
/// in which PostgreSQL reads them (transformUpdateStmt() and kin: WHERE before SET, a sub-query before what is compared
/// with it), by which parameters have their types.
void visit(const sql::Statement &statement, const OnExpr &onExpr);
void visit(const sql::Query &query, const OnExpr &onExpr);

void visitExpr(const sql::Expr &expr, const OnExpr &onExpr);

/// Calls `onTable` for every table, view and CTE that the statement or query names.
void visitTables(const sql::Statement &statement, const OnTable &onTable);
void visitTables(const sql::Query &query, const OnTable &onTable);

/// What else a statement is made of, outer parts before inner ones.
struct PartVisitor {
  std::function<void(const sql::From &)> from;
  std::function<void(const sql::Query &)> query;
  std::function<void(const sql::Cte &)> cte;
};
void visitParts(const sql::Statement &statement, const PartVisitor &visitor);

} // namespace pgtidy::analysis::isolation
