// Which calls take in many rows.
#include "isolation/refutation.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace pgtidy::analysis::isolation {
namespace {

bool isAggregate(const sql::Expr &call) {
  static constexpr std::string_view Names[] = {
      "any_value",  "array_agg",  "avg",      "bit_and",         "bit_or",          "bit_xor",
      "bool_and",   "bool_or",    "corr",     "count",           "covar_pop",       "covar_samp",
      "cume_dist",  "every",      "json_agg", "json_object_agg", "jsonb_agg",       "jsonb_object_agg",
      "max",        "min",        "mode",     "percentile_cont", "percentile_disc", "range_agg",
      "regr_count", "regr_slope", "stddev",   "stddev_pop",      "stddev_samp",     "string_agg",
      "sum",        "var_pop",    "var_samp", "variance",        "xmlagg"};
  if (call.kind != sql::ExprKind::Func || call.path.empty() || (call.func && call.func->isWindow))
    return false;
  if (call.func && (call.func->star || call.func->distinct || call.func->filter || !call.func->orderBy.empty()))
    return true;
  return std::find(std::begin(Names), std::end(Names), call.path.back()) != std::end(Names);
}

} // namespace

void collectAggregates(const sql::Expr *expr, std::vector<const sql::Expr *> &into) {
  if (!expr)
    return;
  if (isAggregate(*expr)) {
    into.push_back(expr);
    return;
  }
  for (const sql::ExprPtr &part : expr->args)
    collectAggregates(part.get(), into);
}

void collectWindows(const sql::Expr *expr, std::vector<const sql::Expr *> &into) {
  if (!expr)
    return;
  if (expr->func && expr->func->isWindow)
    into.push_back(expr);
  for (const sql::ExprPtr &part : expr->args)
    collectWindows(part.get(), into);
}

bool isSingleGroup(const sql::Query &query) {
  if (!query.groupBy.empty() || query.groupingSets)
    return false;
  if (query.having)
    return true;
  std::vector<const sql::Expr *> calls;
  for (const sql::Target &target : query.targets)
    collectAggregates(target.value.get(), calls);
  return !calls.empty();
}

} // namespace pgtidy::analysis::isolation
