#include "isolation/having.h"

#include "isolation/aggregates.h"
#include "isolation/refutation.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

bool isInteger(const Expr &expr) { return expr.kind == ExprKind::Const && expr.constant == sql::ConstKind::Integer; }

/// The aggregate of a comparison with an integer; null for other expressions.
const Expr *comparedAggregate(const Expr &expr, const sql::Catalog &catalog) {
  if (expr.kind != ExprKind::Op || expr.args.size() != 2 || !isCondition(expr))
    return nullptr;
  for (size_t i = 0; i < 2; ++i)
    if (isAggregate(*expr.args[i], catalog) && isInteger(*expr.args[1 - i]))
      return expr.args[i].get();
  return nullptr;
}

/// Of `left op right`; nothing for an operator that is not known.
std::optional<bool> compare(std::string_view op, long long left, long long right) {
  if (op == "=")
    return left == right;
  if (op == "<>" || op == "!=")
    return left != right;
  if (op == "<")
    return left < right;
  if (op == "<=")
    return left <= right;
  if (op == ">")
    return left > right;
  return op == ">=" ? std::optional(left >= right) : std::nullopt;
}

/// Whether the aggregate, of PostgreSQL's own, is NULL of no row.
bool isNullOfNone(const Expr &call, const sql::Catalog &catalog) {
  static constexpr const char *Names[] = {"sum", "avg", "min", "max", "bool_and", "bool_or", "every", "array_agg"};
  const std::string &name = call.path.back();
  return isOfPostgres(call, catalog) &&
         std::any_of(std::begin(Names), std::end(Names), [&](const char *one) { return name == one; });
}

/// Whether the expression is true where its first part is, and only there: `x IS TRUE`, `x = true`.
bool isItsTruth(const Expr &expr) {
  const bool isEqual = expr.kind == ExprKind::Op && expr.name == "=" && expr.args.size() == 2 &&
                       expr.args[1]->kind == ExprKind::Const && expr.args[1]->constant == sql::ConstKind::Boolean &&
                       expr.args[1]->value.starts_with('t');
  return isEqual || (expr.kind == ExprKind::BoolTest && expr.name == "true");
}

void collect(const Expr *expr, const sql::Catalog &catalog, const Summed &kind, bool isTruth,
             std::vector<Summed> &into) {
  if (!expr)
    return;
  auto add = [&](const Expr *call, const Expr *otherwise, const Expr *test) {
    into.push_back({call, otherwise, test, kind.hasRow});
  };
  if (isAggregate(*expr, catalog))
    return add(expr, nullptr, isTruth ? expr : nullptr);
  if (expr->kind == ExprKind::Coalesce && expr->args.size() == 2 && isAggregate(*expr->args[0], catalog) &&
      expr->args[1]->kind == ExprKind::Const)
    return add(expr->args[0].get(), expr->args[1].get(), nullptr);
  if (const Expr *compared = isTruth ? comparedAggregate(*expr, catalog) : nullptr)
    return add(compared, nullptr, expr);
  if (isTruth && isItsTruth(*expr))
    return collect(expr->args[0].get(), catalog, kind, isTruth, into);
  const bool isJoined = expr->kind == ExprKind::And || expr->kind == ExprKind::Or;
  for (const sql::ExprPtr &part : expr->args)
    collect(part.get(), catalog, kind, isTruth && isJoined, into);
}

} // namespace

std::vector<Summed> summedIn(const Expr *expr, const sql::Catalog &catalog, bool hasRow, bool isTruth) {
  std::vector<Summed> all;
  Summed kind;
  kind.hasRow = hasRow;
  collect(expr, catalog, kind, isTruth, all);
  return all;
}

bool mayPass(const Expr &test, const std::string &value) {
  if (test.kind != ExprKind::Op)
    return value != "false";
  if (value.empty() || value == "true" || value == "false")
    return true;
  const bool isLeft = isInteger(*test.args[1]);
  const long long given = std::strtoll(value.c_str(), nullptr, 10),
                  asked = std::strtoll(test.args[isLeft ? 1 : 0]->value.c_str(), nullptr, 10);
  return compare(test.name, isLeft ? given : asked, isLeft ? asked : given).value_or(true);
}

bool mayHoldOfNone(const Expr *having, const sql::Catalog &catalog) {
  if (!having)
    return true;
  auto may = [&](const sql::ExprPtr &part) { return mayHoldOfNone(part.get(), catalog); };
  if (having->kind == ExprKind::And)
    return std::all_of(having->args.begin(), having->args.end(), may);
  if (having->kind == ExprKind::Or)
    return std::any_of(having->args.begin(), having->args.end(), may);
  if (having->kind == ExprKind::Coalesce && having->args.size() == 2 && isAggregate(*having->args[0], catalog))
    return !isNullOfNone(*having->args[0], catalog) || having->args[1]->kind != ExprKind::Const ||
           having->args[1]->value != "false";
  if (isAggregate(*having, catalog))
    return !isNullOfNone(*having, catalog);
  if (isItsTruth(*having))
    return may(having->args[0]);
  if (having->kind == ExprKind::IsNotNull && isAggregate(*having->args[0], catalog))
    return !isNullOfNone(*having->args[0], catalog);
  const Expr *compared = comparedAggregate(*having, catalog);
  if (compared && isPlainAggregate(*compared, "count", catalog))
    return mayPass(*having, "0");
  return !compared || !isNullOfNone(*compared, catalog);
}

} // namespace pgtidy::analysis::isolation
