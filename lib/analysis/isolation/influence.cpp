// Rows that are summed up: which of them change what comes out.
#include "isolation/refutation.h"
#include "isolation/scalars.h"
#include "isolation/visit.h"

#include <algorithm>
#include <array>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

/// Aggregates that leave out rows for which their argument is NULL.
bool ignoresNull(std::string_view name) {
  constexpr std::array<std::string_view, 16> names{
      "count",   "sum",    "avg",        "min",    "max",        "bool_and", "bool_or",  "every",
      "bit_and", "bit_or", "string_agg", "stddev", "stddev_pop", "var_pop",  "var_samp", "variance"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is(const Expr *expr, sql::ConstKind kind, std::string_view value) {
  return expr && expr->kind == ExprKind::Const && expr->constant == kind && expr->value == value;
}

bool isFalse(const Expr *expr) {
  return is(expr, sql::ConstKind::Boolean, "false") || is(expr, sql::ConstKind::Boolean, "f");
}

/// An aggregate, and x of coalesce(aggregate, x).
struct Summed {
  const Expr *call;
  const Expr *otherwise = nullptr;
};

void collect(const Expr *expr, const sql::Catalog &catalog, std::vector<Summed> &into) {
  if (!expr)
    return;
  if (isAggregate(*expr, catalog))
    return into.push_back({expr});
  if (expr->kind == ExprKind::Coalesce && expr->args.size() == 2 && isAggregate(*expr->args[0], catalog) &&
      expr->args[1]->kind == ExprKind::Const)
    return into.push_back({expr->args[0].get(), expr->args[1].get()});
  for (const sql::ExprPtr &part : expr->args)
    collect(part.get(), catalog, into);
}

/// Whether adding the integer 0 to a sum of such values changes nothing, as it does for a sum that is -0.
bool areExactNumbers(const Expr &value, Scene &scene, const Frame &frame) {
  if (value.kind == ExprKind::Const)
    return value.constant == sql::ConstKind::Integer || value.constant == sql::ConstKind::Null;
  if (value.kind == ExprKind::Column) {
    const int item = scene.find(frame, value.path);
    const sql::Table *table = item < 0 ? nullptr : scene.item(item).table;
    const sql::Column *column = table ? table->column(scene.columnNamed(item, value.path.back())) : nullptr;
    return column &&
           (column->type == "int2" || column->type == "int4" || column->type == "int8" || column->type == "numeric");
  }
  return value.kind == ExprKind::Op && (value.name == "+" || value.name == "-" || value.name == "*") &&
         std::all_of(value.args.begin(), value.args.end(),
                     [&](const sql::ExprPtr &part) { return areExactNumbers(*part, scene, frame); });
}

/// The results of CASE, and NULL where there is no ELSE.
bool haveExactResults(const Expr &expr, Scene &scene, const Frame &frame) {
  for (size_t i = 2; i < expr.args.size(); i += 2)
    if (!expr.args[i] || !areExactNumbers(*expr.args[i], scene, frame))
      return false;
  const Expr *otherwise = expr.args.size() % 2 == 0 ? expr.args.back().get() : nullptr;
  return !otherwise || areExactNumbers(*otherwise, scene, frame);
}

} // namespace

/// A block that makes one row of many: a row counts only where an aggregate takes it in. So it is in a block with
/// GROUP BY whose groups are there without it.
void Refutation::addInfluence(Situation &s, const Frame &frame, int item, uint8_t view) {
  const sql::Catalog &catalog = S.ownership().catalog();
  const sql::Query &query = *frame.query;
  const bool isOne = isSingleGroup(query, catalog);
  if (!isOne && !isMadeByOthers(frame, item))
    return;
  std::vector<const Expr *> read{query.having.get()}, windows;
  for (const sql::Target &target : query.targets)
    read.push_back(target.value.get());
  for (const sql::OrderItem &order : query.orderBy)
    read.push_back(order.value.get());
  for (const sql::ExprPtr &key : query.distinctOn)
    read.push_back(key.get());
  std::vector<Summed> all;
  for (const Expr *expr : read) {
    collectWindows(expr, windows);
    if (!windows.empty() || maySumUp(expr, catalog) || (expr && sumsUpWithin(*expr, frame)))
      return;
    collect(expr, catalog, all);
  }
  std::vector<std::vector<Fact>> alternatives;
  for (const Summed &one : all)
    if (!influence(*one.call, one.otherwise, !isOne, frame, view, alternatives))
      return;
  if (!alternatives.empty() || !isOne)
    either(s, std::move(alternatives));
}

/// The ways in which a row changes what the aggregate gives, or with what it gives coalesce(…, otherwise). False where
/// any row does. `hasRow`: there is a row even without it.
bool Refutation::influence(const Expr &call, const Expr *otherwise, bool hasRow, const Frame &frame, uint8_t view,
                           std::vector<std::vector<Fact>> &into) {
  std::vector<Fact> facts;
  const Expr *filter = call.func ? call.func->filter.get() : nullptr;
  if (filter)
    facts.push_back({Fact::Kind::Truth, True, Operand::of(*filter, frame, view), {}});
  const Expr *argument = call.args.empty() ? nullptr : call.args[0].get();
  const std::string_view name = call.path.back();
  const bool isSum = name == "sum" && argument && argument->kind == ExprKind::Case;
  if (isSum && haveExactResults(*argument, S, frame) &&
      (is(otherwise, sql::ConstKind::Integer, "0") || (hasRow && !filter && !mayGiveNull(*argument, frame)))) {
    Cases cases;
    branches(Operand::of(*argument, frame, view), cases);
    for (const auto &[holds, value] : cases) {
      if (is(value.expr, sql::ConstKind::Integer, "0"))
        continue;
      std::vector<Fact> &way = into.emplace_back(facts);
      way.insert(way.end(), holds.begin(), holds.end());
      way.push_back({Fact::Kind::NotNull, True, value, {}});
    }
    return true;
  }
  if (argument && name == "bool_or" && isFalse(otherwise))
    facts.push_back({Fact::Kind::Truth, True, Operand::of(*argument, frame, view), {}});
  else if (argument && ignoresNull(name))
    facts.push_back({Fact::Kind::NotNull, True, Operand::of(*argument, frame, view), {}});
  if (facts.empty())
    return false;
  into.push_back(std::move(facts));
  return true;
}

/// Whether the value may be NULL in some row of the block.
bool Refutation::mayGiveNull(const Expr &value, const Frame &frame) {
  Situation rows(S.terms());
  uint8_t view = 0;
  place(rows, Step::at(frame, -1), view);
  rows.todo.push_back({Fact::Kind::Null, True, Operand::of(value, frame, 0), {}});
  return possible(rows);
}

/// Whether a sub-query in the expression may hold an aggregate of this block: SELECT (SELECT max(o.total)) FROM o.
bool Refutation::sumsUpWithin(const Expr &expr, const Frame &frame) {
  const sql::Catalog &catalog = S.ownership().catalog();
  if (expr.query) {
    const Frame *inner = S.open(*expr.query, &frame, frame.scope);
    bool found = false;
    visit(*expr.query, [&](const Expr &part, const Place &) {
      if (!isAggregate(part, catalog))
        return;
      visitExpr(part, [&](const Expr &column, const Place &) {
        if (column.kind != ExprKind::Column)
          return;
        const int item = S.find(*inner, column.path);
        found |= item == -2 || (item >= frame.first && item < frame.last);
      });
    });
    if (found)
      return true;
  }
  return std::any_of(expr.args.begin(), expr.args.end(),
                     [&](const sql::ExprPtr &part) { return part && sumsUpWithin(*part, frame); });
}

} // namespace pgtidy::analysis::isolation
