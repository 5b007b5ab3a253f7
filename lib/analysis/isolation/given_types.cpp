// Types of what is no table's column: what functions in FROM give, and what sub-queries hand up.
#include "isolation/aggregates.h"
#include "isolation/declared_outputs.h"
#include "isolation/own_operators.h"
#include "isolation/refutation.h"
#include "isolation/scalars.h"

#include <algorithm>
#include <utility>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

bool isCallOfPostgres(const Expr &call) { return call.path.size() == 1 || call.path[0] == "pg_catalog"; }

/// Where the column stands among what the functions give; -1 where that is not known.
int placeOf(const Item &item, std::string_view column) {
  if (item.aliases) {
    const auto found = std::find(item.aliases->begin(), item.aliases->end(), column);
    return found == item.aliases->end() ? -1 : static_cast<int>(found - item.aliases->begin());
  }
  return item.alias == column ? 0 : -1;
}

/// The type of all of them, that of a literal apart; of several, the one that may merge values, else none that is
/// known.
std::string broughtTogether(const std::vector<std::string> &types) {
  std::string together;
  for (const std::string &type : types) {
    if (mayMergeValues(type))
      return type;
    if (!type.empty() && together != AnyType)
      together = type;
  }
  return together;
}

/// What a function of the schema gives in that place, or under that name.
std::string givenBy(const sql::Function &function, int place, std::string_view column, const sql::Catalog &catalog) {
  const std::vector<GivenColumn> columns = columnsGivenBy(function, catalog);
  const std::string type = function.returns.starts_with("setof ") ? function.returns.substr(6) : function.returns;
  if (columns.empty())
    return place == 0 && type != "record" && !type.empty() ? type : AnyType;
  if (columns.size() == 1)
    place = 0;
  else if (place < 0 || column != columns[static_cast<size_t>(place) % columns.size()].name)
    for (size_t i = 0; i < columns.size(); ++i)
      place = place < 0 && columns[i].name == column ? static_cast<int>(i) : place;
  return place >= 0 && static_cast<size_t>(place) < columns.size() ? columns[static_cast<size_t>(place)].type : AnyType;
}

/// What CASE, COALESCE or NULLIF may give.
std::vector<const Expr *> resultsOf(const Expr &expr) {
  std::vector<const Expr *> results;
  if (expr.kind == ExprKind::NullIf)
    results.push_back(expr.args[0].get());
  else if (expr.kind == ExprKind::Case || expr.kind == ExprKind::Coalesce)
    for (size_t i = expr.kind == ExprKind::Case ? 2 : 0; i < expr.args.size(); ++i)
      if (expr.args[i] && (expr.kind == ExprKind::Coalesce || i % 2 == 0 || i + 1 == expr.args.size()))
        results.push_back(expr.args[i].get());
  return results;
}

/// The type of the sum of such values (PostgreSQL manual, "Aggregate Functions").
std::string typeOfSum(const std::string &type) {
  if (type == "int2" || type == "int4")
    return "int8";
  return type == "int8" || type.substr(0, type.find('(')) == "numeric" ? "numeric" : AnyType;
}

} // namespace

/// The type of the array's elements; "" of parameters and literals alone.
std::string Refutation::elementType(const Operand &array) {
  const Expr &expr = *array.expr;
  if (expr.kind == ExprKind::Array) {
    std::vector<std::string> types;
    for (const sql::ExprPtr &element : expr.args)
      types.push_back(knownType(Operand::of(*element, *array.frame, 0)));
    return broughtTogether(types);
  }
  if (expr.kind == ExprKind::ArrayQuery)
    return outputType(Operand::output(S.addSubquery(*expr.query, array.frame, array.frame->scope), 0, 0), 0);
  if (expr.kind == ExprKind::Func && isPlainAggregate(expr, "array_agg", S.ownership().catalog()) &&
      expr.args.size() == 1)
    return knownType(Operand::of(*expr.args[0], *array.frame, 0));
  if (expr.kind == ExprKind::Const)
    return "";
  if (expr.kind == ExprKind::Coalesce) {
    std::vector<std::string> types;
    for (const sql::ExprPtr &part : expr.args)
      types.push_back(elementType(Operand::of(*part, *array.frame, 0)));
    return broughtTogether(types);
  }
  if (expr.kind == ExprKind::Scalar && expr.query) {
    const std::vector<Arm> arms = armsOf(S.addSubquery(*expr.query, array.frame, array.frame->scope));
    const bool isOne = arms.size() == 1 && arms[0].frame->targets && arms[0].frame->targets->size() == 1;
    const Expr *value = isOne ? arms[0].frame->targets->front().value.get() : nullptr;
    return value ? elementType(Operand::of(*value, *arms[0].frame, 0)) : AnyType;
  }
  const std::string type = typeAsWritten(array);
  return type.ends_with("[]") ? baseOf(type.substr(0, type.find('[')), S.ownership().catalog()) : AnyType;
}

/// As typeAsWritten(), but AnyType where that says nothing of a value that is no parameter or literal.
std::string Refutation::knownType(const Operand &value) {
  const std::string type = typeAsWritten(value);
  if (!type.empty() || value.kind != Operand::Kind::Expression)
    return type;
  const Expr &expr = *value.expr;
  const bool isUntyped = expr.kind == ExprKind::Param || expr.kind == ExprKind::Hole || expr.kind == ExprKind::Const ||
                         expr.kind == ExprKind::Column || isCondition(expr);
  const bool isOfArgument = expr.kind == ExprKind::Func && expr.args.size() == 1 && !expr.path.empty() &&
                            (expr.path.back() == "max" || expr.path.back() == "min") &&
                            isOfPostgres(expr, S.ownership().catalog());
  if (isOfArgument)
    return knownType(Operand::of(*expr.args[0], *value.frame, value.view));
  if (expr.kind == ExprKind::Scalar && expr.query && value.frame)
    return outputType(Operand::output(S.addSubquery(*expr.query, value.frame, value.frame->scope), 0, 0), 0);
  if (const Expr *array = unnested(expr))
    return elementType(Operand::of(*array, *value.frame, value.view));
  if (const std::vector<const Expr *> results = resultsOf(expr); !results.empty()) {
    std::vector<std::string> types;
    for (const Expr *result : results)
      if (!anyUserText(*result, S.ownership(), HoleNames)) // as a parameter
        types.push_back(knownType(Operand::of(*result, *value.frame, value.view)));
    return broughtTogether(types);
  }
  if (isPlainAggregate(expr, "count", S.ownership().catalog()))
    return "int8";
  if (isPlainAggregate(expr, "sum", S.ownership().catalog()))
    return typeOfSum(knownType(Operand::of(*expr.args[0], *value.frame, value.view)));
  return isUntyped ? "" : AnyType;
}

/// The type of a column that functions in FROM give.
std::string Refutation::functionType(const Item &item, std::string_view column) {
  if (item.firstRows) {
    const int rows = S.addSubquery(*item.firstRows, item.outer, item.scope);
    return outputType(Operand::columnOf(rows, column, 0), positionOf(Operand::columnOf(rows, column, 0), item));
  }
  const sql::From *from = item.functions;
  if (!from || from->functions.empty())
    return AnyType;
  int place = placeOf(item, column);
  if (from->functions.size() > 1 || from->functions[0]->path.empty())
    return AnyType;
  const sql::Catalog &catalog = S.ownership().catalog();
  const Expr &call = *from->functions[0];
  if (!from->columnTypes.empty())
    return place >= 0 && static_cast<size_t>(place) < from->columnTypes.size()
               ? baseOf(from->columnTypes[static_cast<size_t>(place)], catalog)
               : AnyType;
  const std::string schema = call.path.size() > 1 ? call.path[call.path.size() - 2] : "";
  const std::vector<const sql::Function *> named = catalog.functionsNamed(schema, call.path.back());
  if (!named.empty()) {
    std::string type = baseOf(givenBy(*named[0], place, column, catalog), catalog);
    const bool isOne = std::all_of(named.begin(), named.end(), [&](const sql::Function *one) {
      return baseOf(givenBy(*one, place, column, catalog), catalog) == type;
    });
    return isOne ? type : AnyType;
  }
  auto argument = [&](size_t i) { return Operand::of(*call.args[i], *item.outer, 0); };
  if (!isCallOfPostgres(call) || !item.outer)
    return AnyType;
  if (call.path.back() == "unnest" && place >= 0 && static_cast<size_t>(place) < call.args.size())
    return elementType(argument(static_cast<size_t>(place)));
  if (call.path.back() != "generate_series" || place != 0)
    return AnyType;
  std::vector<std::string> types;
  for (size_t i = 0; i < call.args.size(); ++i)
    types.push_back(knownType(argument(i)));
  return broughtTogether(types);
}

/// The type of what a sub-query, view or CTE hands up.
std::string Refutation::outputType(const Operand &operand, int position) {
  auto [known, isNew] = OutputTypes.try_emplace({operand.item, position, std::string(operand.column)}, "");
  if (!isNew)
    return known->second;
  const Path *way = std::exchange(Way, nullptr); // what bars its rows has no part in its type
  std::vector<std::string> types;
  for (const Arm &arm : armsOf(operand.item)) {
    const std::optional<Operand> value = outputIn(operand, arm, position);
    types.push_back(value ? knownType(*value) : AnyType);
  }
  if (S.item(operand.item).recursive) // its steps are of the type of its first rows
    if (std::any_of(types.begin(), types.end(), [](const std::string &type) { return type != AnyType; }))
      types.erase(std::remove(types.begin(), types.end(), AnyType), types.end());
  Way = way;
  return OutputTypes[{operand.item, position, std::string(operand.column)}] = broughtTogether(types);
}

/// The type of an item's column; "" where a table does not say it, or it is of parameters and literals.
std::string Refutation::columnType(const Operand &operand) {
  const Item &item = S.item(operand.item);
  if (item.kind == ItemKind::Opaque) {
    auto [known, isNew] = OutputTypes.try_emplace({operand.item, -1, std::string(operand.column)}, AnyType);
    if (isNew) {
      const std::string type = functionType(item, operand.column); // which may ask for others
      OutputTypes[{operand.item, -1, std::string(operand.column)}] = type;
      return type;
    }
    return known->second;
  }
  if (item.kind == ItemKind::Derived)
    return outputType(operand, positionOf(operand, item));
  const sql::Column *column = item.table ? item.table->column(operand.column) : nullptr;
  return column ? baseOf(column->type, S.ownership().catalog()) : "";
}

/// The same, to be kept.
std::string_view Refutation::givenType(const Operand &operand) { return *GivenTypes.insert(columnType(operand)).first; }

} // namespace pgtidy::analysis::isolation
