#include "expressions.h"

namespace pgtidy::analysis {

using sql::Expr;
using sql::From;
using sql::Query;

namespace {

using Visit = llvm::function_ref<void(const Expr &)>;

void visitFrom(const From &from, Visit visit) {
  if (from.query)
    visitExpressions(*from.query, visit);
  for (const sql::ExprPtr &function : from.functions)
    if (function)
      visitExpressions(*function, visit);
  if (from.on)
    visitExpressions(*from.on, visit);
  for (const auto *side : {from.left.get(), from.right.get()})
    if (side)
      visitFrom(*side, visit);
}

void visitAll(const std::vector<sql::ExprPtr> &list, Visit visit) {
  for (const sql::ExprPtr &expr : list)
    if (expr)
      visitExpressions(*expr, visit);
}

void visitTablesOf(const From &from, llvm::function_ref<void(const sql::Name &)> visit) {
  if (from.kind == sql::FromKind::Table)
    visit(from.table);
  if (from.query)
    visitTables(*from.query, visit);
  for (const auto *side : {from.left.get(), from.right.get()})
    if (side)
      visitTablesOf(*side, visit);
}

} // namespace

void visitExpressions(const Expr &expr, Visit visit) {
  visit(expr);
  visitAll(expr.args, visit);
  if (expr.query)
    visitExpressions(*expr.query, visit);
  if (expr.func) {
    if (expr.func->filter)
      visitExpressions(*expr.func->filter, visit);
    visitAll(expr.func->partitionBy, visit);
    visitAll(expr.func->orderBy, visit);
  }
}

void visitExpressions(const Query &query, Visit visit) {
  for (const sql::Cte &cte : query.ctes)
    if (cte.statement && cte.statement->select)
      visitExpressions(*cte.statement->select, visit);
  for (const Query *side : {query.left.get(), query.right.get()})
    if (side)
      visitExpressions(*side, visit);
  for (const auto &row : query.values)
    visitAll(row, visit);
  for (const sql::Target &target : query.targets)
    if (target.value)
      visitExpressions(*target.value, visit);
  for (const sql::FromPtr &from : query.from)
    if (from)
      visitFrom(*from, visit);
  for (const sql::ExprPtr *part : {&query.where, &query.having, &query.limit, &query.offset})
    if (*part)
      visitExpressions(**part, visit);
  visitAll(query.groupBy, visit);
  for (const sql::OrderItem &item : query.orderBy)
    if (item.value)
      visitExpressions(*item.value, visit);
}

void visitTables(const Query &query, llvm::function_ref<void(const sql::Name &)> visit) {
  for (const sql::Cte &cte : query.ctes)
    if (cte.statement && cte.statement->select)
      visitTables(*cte.statement->select, visit);
  for (const Query *side : {query.left.get(), query.right.get()})
    if (side)
      visitTables(*side, visit);
  for (const sql::FromPtr &from : query.from)
    if (from)
      visitTablesOf(*from, visit);
  visitExpressions(query, [&](const Expr &expr) {
    if (!expr.query)
      return;
    for (const sql::FromPtr &from : expr.query->from)
      if (from)
        visitTablesOf(*from, visit);
  });
}

std::vector<const Expr *> branches(const Expr &expr, sql::ExprKind kind) {
  if (expr.kind != kind)
    return {&expr};
  std::vector<const Expr *> found;
  for (const sql::ExprPtr &arg : expr.args)
    if (arg)
      for (const Expr *branch : branches(*arg, kind))
        found.push_back(branch);
  return found;
}

} // namespace pgtidy::analysis
