#include "isolation/windows_read.h"

#include "isolation/aggregates.h"

#include <algorithm>
#include <cstdlib>

namespace pgtidy::analysis::isolation {

using sql::Expr;
using sql::ExprKind;

/// Whether the expression may read the column, or the whole row, which is called `row`.
bool mayRead(const Expr *expr, std::string_view column, std::string_view row) {
  if (!expr)
    return false;
  // What a sub-query reads is not looked for.
  if (expr->query || expr->kind == ExprKind::Star || expr->kind == ExprKind::Field || expr->kind == ExprKind::Unknown)
    return true;
  if (expr->kind == ExprKind::Column)
    return expr->path.empty() || expr->path.back() == column || expr->path.back() == row;
  if (expr->func && (expr->func->isWindow || expr->func->filter || !expr->func->orderBy.empty()))
    return true;
  return std::any_of(expr->args.begin(), expr->args.end(),
                     [&](const sql::ExprPtr &part) { return mayRead(part.get(), column, row); });
}

namespace {

/// Whether a block may read a column of what it selects from. It does not where all it reads are other columns.
bool mayReadOutput(const sql::Query &query, const std::string &column) {
  if (column.empty() || query.from.size() != 1 || query.from[0]->kind != sql::FromKind::Subquery ||
      !query.from[0]->columnAliases.empty() || !query.ctes.empty() || query.setOp != sql::SetOp::None)
    return true;
  auto reads = [&](const sql::ExprPtr &one) { return mayRead(one.get(), column, query.from[0]->alias); };
  return std::any_of(query.targets.begin(), query.targets.end(),
                     [&](const sql::Target &target) { return reads(target.value); }) ||
         reads(query.where) || reads(query.having) || std::any_of(query.groupBy.begin(), query.groupBy.end(), reads) ||
         std::any_of(query.distinctOn.begin(), query.distinctOn.end(), reads) ||
         std::any_of(query.orderBy.begin(), query.orderBy.end(),
                     [&](const sql::OrderItem &item) { return reads(item.value); });
}

/// Whether a set operation makes one row of several, or asks whether the other side has it.
bool tellsRowsApart(const sql::Query &query) {
  if (query.setOp == sql::SetOp::None)
    return false;
  return query.setOp != sql::SetOp::Union || !query.all || (query.left && tellsRowsApart(*query.left)) ||
         (query.right && tellsRowsApart(*query.right));
}

/// Whether a function that may give a set is given what a window says: it makes more or fewer rows.
bool mayGiveSetByWindow(const Expr *value) {
  static constexpr std::string_view Single[] = {"round", "abs",     "ceil",       "floor", "trunc",
                                                "sqrt",  "to_char", "date_trunc", "lower", "upper"};
  if (!value || (value->func && value->func->isWindow))
    return false;
  std::vector<const Expr *> windows;
  if (value->kind == ExprKind::Func && !value->path.empty() &&
      std::find(std::begin(Single), std::end(Single), value->path.back()) == std::end(Single))
    for (const sql::ExprPtr &part : value->args)
      collectWindows(part.get(), windows);
  return !windows.empty() || std::any_of(value->args.begin(), value->args.end(),
                                         [](const sql::ExprPtr &part) { return mayGiveSetByWindow(part.get()); });
}

} // namespace

/// What a key of DISTINCT ON means: a name is one of the select list's before it is a column's, a number counts in the
/// select list (SELECT, DISTINCT Clause and ORDER BY Clause).
const Expr *meantBy(const Expr &key, const sql::Query &query) {
  if (key.kind == ExprKind::Const && key.constant == sql::ConstKind::Integer) {
    const size_t number = std::strtoul(key.value.c_str(), nullptr, 10);
    return number >= 1 && number <= query.targets.size() ? query.targets[number - 1].value.get() : &key;
  }
  if (key.kind != ExprKind::Column || key.path.size() != 1)
    return &key;
  for (const sql::Target &target : query.targets) {
    const bool isNamed = target.name.empty()
                             ? target.value && target.value->kind == ExprKind::Column && !target.value->path.empty() &&
                                   target.value->path.back() == key.path[0]
                             : target.name == key.path[0];
    if (isNamed)
      return target.value.get();
  }
  return &key;
}

std::vector<const Expr *> windowsRead(const sql::Query &block, const sql::Query *whole, const sql::Query *reader) {
  std::vector<const Expr *> windows;
  const bool isDistinct = block.distinct || (whole && tellsRowsApart(*whole));
  for (const sql::Target &target : block.targets)
    if (isDistinct || !reader || mayReadOutput(*reader, target.name) || mayGiveSetByWindow(target.value.get()))
      collectWindows(target.value.get(), windows);
  for (const sql::ExprPtr &key : block.distinctOn)
    collectWindows(key.get(), windows);
  for (const sql::OrderItem &order : block.orderBy)
    if (!block.distinctOn.empty())
      collectWindows(order.value.get(), windows);
  return windows;
}

} // namespace pgtidy::analysis::isolation
