// Rows that are summed up: which of them change what comes out.
#include "isolation/having.h"
#include "isolation/refutation.h"
#include "isolation/scalars.h"
#include "isolation/visit.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <string>

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

/// The results of CASE; the last is null where there is no ELSE.
std::vector<const Expr *> resultsOf(const Expr &choice) {
  std::vector<const Expr *> results;
  for (size_t i = 2; i < choice.args.size(); i += 2)
    results.push_back(choice.args[i].get());
  results.push_back(choice.args.size() % 2 == 0 ? choice.args.back().get() : nullptr);
  return results;
}

/// Whether the value is a truth value as a number: 1 or 0.
bool isCounted(const Expr &value) {
  return value.kind == ExprKind::Cast && value.name.starts_with("int") && value.value.empty() &&
         isCondition(*value.args[0]);
}

/// The integers that the value may be, beside NULL; nothing where it may be others.
std::optional<std::vector<long long>> integersOf(const Expr &value) {
  if (isCounted(value))
    return std::vector<long long>{0, 1};
  if (value.kind == ExprKind::Const && value.constant == sql::ConstKind::Integer)
    return std::vector<long long>{std::strtoll(value.value.c_str(), nullptr, 10)};
  if (value.kind == ExprKind::Const && value.constant == sql::ConstKind::Null)
    return std::vector<long long>{};
  std::vector<const Expr *> parts;
  if (value.kind == ExprKind::Case)
    parts = resultsOf(value);
  else if (value.kind == ExprKind::Coalesce)
    for (const sql::ExprPtr &part : value.args)
      parts.push_back(part.get());
  else
    return std::nullopt;
  std::vector<long long> all;
  for (const Expr *part : parts) {
    const auto some = part ? integersOf(*part) : std::vector<long long>{};
    if (!some)
      return std::nullopt;
    all.insert(all.end(), some->begin(), some->end());
  }
  return all;
}

bool isConstant(const Expr *expr, std::string_view value) {
  return expr && expr->kind == ExprKind::Const &&
         (expr->value == value || (expr->constant == sql::ConstKind::Boolean && value.starts_with(expr->value)));
}

} // namespace

/// A block that makes one row of many: a row counts only where an aggregate takes it in. So it is in a block with
/// GROUP BY whose groups are there without it, or are left out by HAVING where they are not.
void Refutation::addInfluence(Situation &s, const Frame &frame, int item, uint8_t view) {
  const sql::Catalog &catalog = S.ownership().catalog();
  const sql::Query &query = *frame.query;
  const bool isOne = mayBeSingleGroup(query, catalog), areOthers = !isOne && isMadeByOthers(frame, item);
  const bool areLeftOut = !isOne && !areOthers && leavesEmptyOut(frame);
  if (!isOne && !areOthers && !areLeftOut)
    return;
  std::vector<const Expr *> read, windows;
  for (const sql::Target &target : query.targets)
    read.push_back(target.value.get());
  for (const sql::OrderItem &order : query.orderBy)
    read.push_back(order.value.get());
  for (const sql::ExprPtr &key : query.distinctOn)
    read.push_back(key.get());
  std::vector<Summed> all = summedIn(query.having.get(), catalog, areOthers);
  for (const Expr *expr : read)
    for (const Summed &one : summedIn(expr, catalog, !isOne, /*isTruth=*/false))
      all.push_back(one);
  read.push_back(query.having.get());
  for (const Expr *expr : read) {
    collectWindows(expr, windows);
    if (!windows.empty() || maySumUp(expr, catalog) || (expr && sumsUpWithin(*expr, frame)))
      return;
  }
  std::vector<std::vector<Fact>> alternatives;
  for (const Summed &one : all)
    if (!influence(one, frame, view, alternatives))
      return;
  if (!alternatives.empty() || !isOne)
    either(s, std::move(alternatives));
}

/// Whether adding the integer 0 to a sum of such values changes nothing, as it does for a sum that is -0.
bool Refutation::areExactNumbers(const Expr &value, const Frame &frame) {
  static constexpr std::array<std::string_view, 4> Exact{"int2", "int4", "int8", "numeric"};
  auto areExact = [&](const Expr *part) { return !part || areExactNumbers(*part, frame); };
  if (value.kind == ExprKind::Const)
    return value.constant == sql::ConstKind::Integer || value.constant == sql::ConstKind::Null;
  if (value.kind == ExprKind::Case) {
    const std::vector<const Expr *> results = resultsOf(value);
    return std::all_of(results.begin(), results.end(), areExact);
  }
  if (value.kind == ExprKind::Column) {
    const std::string type = typeAsWritten(Operand::of(value, frame, 0));
    return std::find(Exact.begin(), Exact.end(), type.substr(0, type.find('('))) != Exact.end();
  }
  const bool isMade = (value.kind == ExprKind::Op && (value.name == "+" || value.name == "-" || value.name == "*")) ||
                      value.kind == ExprKind::Coalesce;
  return isCounted(value) || (isMade && std::all_of(value.args.begin(), value.args.end(),
                                                    [&](const sql::ExprPtr &part) { return areExact(part.get()); }));
}

/// What an aggregate may be given any number of times, and gives the same: 0 of sum(x), the least of all x of max(x).
/// "" where there is nothing.
std::string Refutation::neutralFor(std::string_view name, const Expr &argument, const Frame &frame) {
  if (name == "bool_or")
    return "false";
  if (name == "bool_and" || name == "every")
    return "true";
  if (name == "sum" || name == "bit_or")
    return areExactNumbers(argument, frame) ? "0" : "";
  const auto all = name == "max" || name == "min" ? integersOf(argument) : std::nullopt;
  if (!all || all->empty())
    return "";
  return std::to_string(name == "max" ? *std::min_element(all->begin(), all->end())
                                      : *std::max_element(all->begin(), all->end()));
}

/// The ways in which a row changes what the aggregate gives, or what is made of that. False where any row does.
bool Refutation::influence(const Summed &one, const Frame &frame, uint8_t view, std::vector<std::vector<Fact>> &into) {
  const Expr &call = *one.call;
  std::vector<Fact> facts;
  const Expr *filter = call.func ? call.func->filter.get() : nullptr;
  if (filter)
    facts.push_back({Fact::Kind::Truth, True, Operand::of(*filter, frame, view), {}});
  const Expr *argument = call.args.empty() ? nullptr : call.args[0].get();
  const std::string_view name = call.path.back();
  const bool isKnown = argument && isPlainAggregate(call, name, S.ownership().catalog());
  const std::string neutral = isKnown ? neutralFor(name, *argument, frame) : "";
  auto isLikeNone = [&] {
    return isConstant(one.otherwise, neutral) || (one.test && !mayPass(*one.test, neutral)) ||
           (one.hasRow && !filter && !mayGiveNull(*argument, frame));
  };
  if (!neutral.empty() && isLikeNone()) {
    differing(Operand::of(*argument, frame, view), neutral, std::move(facts), into);
    return true;
  }
  if (argument && ignoresNull(name) && isOfPostgres(call, S.ownership().catalog()))
    facts.push_back({Fact::Kind::NotNull, True, Operand::of(*argument, frame, view), {}});
  if (facts.empty())
    return false;
  into.push_back(std::move(facts));
  return true;
}

/// The ways in which the value is another than the constant, and not NULL, where `facts` hold.
void Refutation::differing(const Operand &value, const std::string &constant, std::vector<Fact> facts,
                           std::vector<std::vector<Fact>> &into) {
  const bool isTruth = constant == "true" || constant == "false";
  const Expr *expr = value.kind == Operand::Kind::Expression ? value.expr : nullptr;
  if (isConstant(expr, constant) || (value.kind == Operand::Kind::Value && value.term == S.null()))
    return;
  Cases cases;
  if (expr && (expr->kind == ExprKind::Case || expr->kind == ExprKind::Coalesce) && branches(value, cases)) {
    for (auto &[holds, result] : cases) {
      std::vector<Fact> here = facts;
      here.insert(here.end(), holds.begin(), holds.end());
      differing(result, constant, std::move(here), into);
    }
    return;
  }
  if (isTruth)
    facts.push_back({Fact::Kind::Truth, constant == "true" ? False : True, value, {}});
  else if (expr && isCounted(*expr))
    facts.push_back({Fact::Kind::Truth,
                     static_cast<uint8_t>(constant == "0"   ? True
                                          : constant == "1" ? False
                                                            : True | False),
                     Operand::of(*expr->args[0], *value.frame, value.view),
                     {}});
  else
    facts.push_back({Fact::Kind::NotNull, True, value, {}});
  into.push_back(std::move(facts));
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
