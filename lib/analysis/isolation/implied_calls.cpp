#include "isolation/implied_calls.h"

#include "isolation/dotted_name.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;
using sql::ImplicitCall;

/// The operator that an expression applies, without its schema; "" when it applies none.
std::string_view operatorOf(const Expr &expr) {
  switch (expr.kind) {
  case ExprKind::Op:
  case ExprKind::AnyArray:
  case ExprKind::AllArray:
  case ExprKind::AnyQuery:
  case ExprKind::AllQuery:
    return std::string_view(expr.name).substr(expr.name.rfind('.') + 1); // no operator has a dot in it
  case ExprKind::In:
  case ExprKind::InQuery:
  case ExprKind::Distinct:
  case ExprKind::NotDistinct:
  case ExprKind::NullIf:
    return "=";
  case ExprKind::NotIn:
    return "<>";
  default:
    return "";
  }
}

bool means(const ImplicitCall &one, const Expr &expr) {
  switch (one.kind) {
  case ImplicitCall::Kind::Operator:
    if (expr.kind == ExprKind::Between || expr.kind == ExprKind::NotBetween)
      return one.name == "<=" || one.name == ">=" || one.name == "<" || one.name == ">";
    return one.name == operatorOf(expr);
  case ImplicitCall::Kind::Aggregate:
    return expr.kind == ExprKind::Func && !expr.path.empty() && expr.path.back() == one.name;
  case ImplicitCall::Kind::Cast:
    return expr.kind == ExprKind::Cast && expr.name == one.name;
  }
  return false;
}

void addNamed(const std::string &name, const sql::Catalog &catalog, std::vector<const sql::Function *> &into) {
  const sql::Name parts = dottedName(name);
  std::vector<const sql::Function *> named = catalog.functionsNamed(parts.schema, parts.name);
  into.insert(into.end(), named.begin(), named.end());
}

/// The name after the dot of `row.name`, where no column of a table of that block is meant.
std::optional<std::string_view> nameAfterDot(const Expr &expr, const Place &place, const sql::Catalog &catalog) {
  if (expr.kind == ExprKind::Field)
    return expr.name;
  if (expr.kind != ExprKind::Column || expr.path.size() < 2)
    return std::nullopt;
  const std::string &row = expr.path[expr.path.size() - 2], &name = expr.path.back();
  for (const NamedTable &table : place.tables ? *place.tables : NamedTables{})
    if (const sql::Table *known = table.alias == row ? catalog.find(*table.name) : nullptr;
        known && known->column(name))
      return std::nullopt;
  return name;
}

bool takesRow(const sql::Function &function, const sql::Catalog &catalog) {
  return function.argumentTypes.size() == 1 && catalog.find(dottedName(function.argumentTypes[0]));
}

} // namespace

std::vector<const sql::Function *> functionsImpliedBy(const Expr &expr, const Place &place,
                                                      const sql::Catalog &catalog) {
  std::vector<const sql::Function *> found;
  for (const ImplicitCall &one : catalog.implicitCalls)
    if (means(one, expr))
      for (const std::string &name : one.functions)
        addNamed(name, catalog, found);
  if (catalog.functions.empty())
    return found;
  if (std::optional<std::string_view> name = nameAfterDot(expr, place, catalog))
    for (const sql::Function *function : catalog.functionsNamed("", *name))
      if (takesRow(*function, catalog))
        found.push_back(function);
  return found;
}

bool mayImplyCalls(const sql::Query &query, const sql::Catalog &catalog) {
  auto isUnwritten = [](const ImplicitCall &one) { // JOIN … USING asks for `=`
    return one.kind == ImplicitCall::Kind::Cast ? !one.isExplicit
                                                : one.kind == ImplicitCall::Kind::Operator && one.name == "=";
  };
  if (std::any_of(catalog.implicitCalls.begin(), catalog.implicitCalls.end(), isUnwritten))
    return true;
  bool may = false;
  if (!catalog.implicitCalls.empty())
    visit(query, [&](const Expr &expr, const Place &) {
      may |= std::any_of(catalog.implicitCalls.begin(), catalog.implicitCalls.end(),
                         [&](const ImplicitCall &one) { return means(one, expr); });
    });
  return may;
}

} // namespace pgtidy::analysis::isolation
