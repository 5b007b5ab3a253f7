#include "isolation/aggregates.h"

#include "isolation/nested_aggregates.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace pgtidy::analysis::isolation {
/// PostgreSQL's own, and those of extensions that are met most.
bool isAggregate(const sql::Expr &call, const sql::Catalog &catalog) {
  static constexpr std::string_view Names[] = {
      "any_value", "array_agg", "avg", "bit_and", "bit_or", "bit_xor", "bool_and", "bool_or", "corr", "count",
      "covar_pop", "covar_samp", "cume_dist", "every", "json_agg", "json_object_agg", "jsonb_agg", "jsonb_object_agg",
      "max", "min", "mode", "percentile_cont", "percentile_disc", "range_agg", "regr_count", "regr_slope", "stddev",
      "stddev_pop", "stddev_samp", "string_agg", "sum", "var_pop", "var_samp", "variance", "xmlagg", "rank",
      "dense_rank", "percent_rank", "range_intersect_agg", "json_arrayagg", "json_objectagg", "regr_avgx", "regr_avgy",
      "regr_intercept", "regr_r2", "regr_sxx", "regr_sxy", "regr_syy", "st_union", "st_collect", "st_extent",
      "st_3dextent", "st_makeline", "st_memunion", "st_polygonize", "st_asmvt", "st_asgeobuf", "st_asflatgeobuf",
      "st_coverageunion", "hll_add_agg", "hll_union_agg", "tdigest", "first", "last", "histogram",
      // PostgreSQL 16
      "json_agg_strict", "jsonb_agg_strict", "json_object_agg_strict", "jsonb_object_agg_strict",
      "json_object_agg_unique", "jsonb_object_agg_unique", "json_object_agg_unique_strict",
      "jsonb_object_agg_unique_strict"};
  if (call.kind != sql::ExprKind::Func || call.path.empty() || (call.func && call.func->isWindow))
    return false;
  if (call.func && (call.func->star || call.func->distinct || call.func->filter || !call.func->orderBy.empty()))
    return true;
  return std::find(std::begin(Names), std::end(Names), call.path.back()) != std::end(Names) ||
         catalog.hasAggregate(call.path.back());
}

static bool readsColumn(const sql::Expr &expr) {
  return expr.kind == sql::ExprKind::Column || expr.kind == sql::ExprKind::Star ||
         std::any_of(expr.args.begin(), expr.args.end(),
                     [](const sql::ExprPtr &part) { return part && readsColumn(*part); });
}

bool isOfPostgres(const sql::Expr &call, const sql::Catalog &catalog) {
  return (call.path.size() == 1 && !catalog.hasAggregate(call.path[0])) ||
         (call.path.size() == 2 && call.path[0] == "pg_catalog");
}

bool isPlainAggregate(const sql::Expr &call, std::string_view name, const sql::Catalog &catalog) {
  return call.kind == sql::ExprKind::Func && !call.path.empty() && call.path.back() == name &&
         isOfPostgres(call, catalog) && (!call.func || (!call.func->isWindow && !call.func->distinct)) &&
         call.args.size() == (call.func && call.func->star ? 0U : 1U);
}

void collectAggregates(const sql::Expr *expr, const sql::Catalog &catalog, std::vector<const sql::Expr *> &into) {
  if (!expr)
    return;
  if (isAggregate(*expr, catalog)) {
    into.push_back(expr);
    return;
  }
  for (const sql::ExprPtr &part : expr->args)
    collectAggregates(part.get(), catalog, into);
  if (!expr->func)
    return;
  for (const auto *list : {&expr->func->partitionBy, &expr->func->orderBy, &expr->func->bounds}) // of a window
    for (const sql::ExprPtr &part : *list)
      collectAggregates(part.get(), catalog, into);
  collectAggregates(expr->func->filter.get(), catalog, into);
}

bool maySumUp(const sql::Expr *expr, const sql::Catalog &catalog) {
  if (!expr || isAggregate(*expr, catalog))
    return false;
  if (expr->kind == sql::ExprKind::Func && !(expr->func && expr->func->isWindow) && readsColumn(*expr))
    return std::none_of(expr->args.begin(), expr->args.end(), [&](const sql::ExprPtr &part) {
      std::vector<const sql::Expr *> inner;
      collectAggregates(part.get(), catalog, inner);
      return !inner.empty();
    });
  return std::any_of(expr->args.begin(), expr->args.end(),
                     [&](const sql::ExprPtr &part) { return maySumUp(part.get(), catalog); });
}

void collectWindows(const sql::Expr *expr, std::vector<const sql::Expr *> &into) {
  if (!expr)
    return;
  if (expr->func && expr->func->isWindow)
    into.push_back(expr);
  for (const sql::ExprPtr &part : expr->args)
    collectWindows(part.get(), into);
}

/// All that is computed of the rows that GROUP BY makes: an aggregate in any of it makes one group of them.
static std::vector<const sql::Expr *> computedOf(const sql::Query &query) {
  std::vector<const sql::Expr *> computed;
  for (const sql::Target &target : query.targets)
    computed.push_back(target.value.get());
  for (const sql::OrderItem &order : query.orderBy)
    computed.push_back(order.value.get());
  for (const auto *list : {&query.distinctOn, &query.windows})
    for (const sql::ExprPtr &key : *list)
      computed.push_back(key.get());
  return computed;
}

bool isSingleGroup(const sql::Query &query, const sql::Catalog &catalog) {
  if (!query.groupBy.empty() || query.groupingSets)
    return false;
  if (query.having)
    return true;
  std::vector<const sql::Expr *> calls;
  for (const sql::Expr *expr : computedOf(query))
    collectAggregates(expr, catalog, calls);
  return !calls.empty();
}

bool mayBeSingleGroup(const sql::Query &query, const sql::Catalog &catalog) {
  if (isSingleGroup(query, catalog))
    return true;
  if (!query.groupBy.empty() || query.groupingSets)
    return false;
  const std::vector<const sql::Expr *> computed = computedOf(query);
  return std::any_of(computed.begin(), computed.end(),
                     [&](const sql::Expr *expr) { return expr && mayHoldAggregateOf(query, *expr, catalog); });
}

} // namespace pgtidy::analysis::isolation
