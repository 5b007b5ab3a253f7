#include "isolation/nested_aggregates.h"

#include "isolation/aggregates.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

/// Whether a query hands up a column of that name; nothing where that is not known.
std::optional<bool> givesColumn(const sql::Query &query, std::string_view name) {
  const sql::Query *first = &query;
  while (first->left)
    first = first->left.get();
  bool hasStar = !first->values.empty();
  for (const sql::Target &target : first->targets) {
    const Expr *value = target.value.get();
    hasStar |= !value || value->kind == ExprKind::Star;
    const bool isNamed =
        value && (value->kind == ExprKind::Column || value->kind == ExprKind::Func) && !value->path.empty();
    if (target.name.empty() ? isNamed && value->path.back() == name : target.name == name)
      return true;
  }
  return hasStar ? std::nullopt : std::optional(false);
}

/// Whether an element of FROM has the column; nothing where that is not known.
std::optional<bool> hasColumn(const sql::From &from, const std::vector<std::string> &path,
                              const sql::Catalog &catalog) {
  if (from.kind == sql::FromKind::Join && from.left && from.right) {
    const std::optional<bool> left = hasColumn(*from.left, path, catalog),
                              right = hasColumn(*from.right, path, catalog);
    if (left == true || right == true || !from.alias.empty())
      return from.alias.empty() ? std::optional(true) : std::nullopt;
    return left && right ? std::optional(false) : std::nullopt;
  }
  const std::string &alias = from.alias.empty() ? from.table.name : from.alias;
  if (path.size() > 1)
    return alias == path[path.size() - 2];
  const std::string &column = path.back();
  if (column == alias ||
      std::find(from.columnAliases.begin(), from.columnAliases.end(), column) != from.columnAliases.end())
    return true;
  if (from.kind == sql::FromKind::Subquery && from.query)
    return givesColumn(*from.query, column);
  const sql::Table *table = from.kind == sql::FromKind::Table ? catalog.find(from.table) : nullptr;
  if (!table || table->columns.empty() || !from.columnAliases.empty())
    return std::nullopt;
  return table->column(column) != nullptr;
}

/// Looks for aggregates of the first of some queries, each of which stands in the one before.
class Search {
public:
  Search(const sql::Query &ours, const sql::Catalog &catalog) : Schema(catalog), Levels{&ours} {}

  bool isIn(const Expr &expr) { // of the innermost query
    if (Levels.size() > 1 && isAggregate(expr, Schema) && mayBeOurs(expr))
      return true;
    auto isInPart = [&](const sql::ExprPtr &part) { return part && isIn(*part); };
    if (std::any_of(expr.args.begin(), expr.args.end(), isInPart) || (expr.query && isWithin(*expr.query)))
      return true;
    const sql::FuncDetail *detail = expr.func.get();
    return detail &&
           (isInPart(detail->filter) || std::any_of(detail->partitionBy.begin(), detail->partitionBy.end(), isInPart) ||
            std::any_of(detail->orderBy.begin(), detail->orderBy.end(), isInPart));
  }

private:
  bool isWithin(const sql::Query &query) {
    if (Levels.size() > MostLevels)
      return true;
    for (const sql::Cte &cte : query.ctes) // which sees no more than the query around does
      if (cte.statement && cte.statement->select && isWithin(*cte.statement->select))
        return true;
    if ((query.left && isWithin(*query.left)) || (query.right && isWithin(*query.right)))
      return true;
    for (const sql::FromPtr &from : query.from)
      if (isInFrom(*from, query))
        return true;
    Levels.push_back(&query);
    auto isInPart = [&](const sql::ExprPtr &part) { return part && isIn(*part); };
    auto isInList = [&](const std::vector<sql::ExprPtr> &list) {
      return std::any_of(list.begin(), list.end(), isInPart);
    };
    const bool isFound = isInPart(query.where) || isInPart(query.having) || isInList(query.groupBy) ||
                         isInList(query.distinctOn) || isInList(query.windows) || isInPart(query.limit) ||
                         isInPart(query.offset) || std::any_of(query.values.begin(), query.values.end(), isInList) ||
                         std::any_of(query.targets.begin(), query.targets.end(),
                                     [&](const sql::Target &target) { return isInPart(target.value); }) ||
                         std::any_of(query.orderBy.begin(), query.orderBy.end(),
                                     [&](const sql::OrderItem &order) { return isInPart(order.value); });
    Levels.pop_back();
    return isFound;
  }

  /// What stands in FROM sees the elements beside it where it is LATERAL, as a function is.
  bool isInFrom(const sql::From &from, const sql::Query &query) {
    if ((from.left && isInFrom(*from.left, query)) || (from.right && isInFrom(*from.right, query)))
      return true;
    const bool seesBeside = from.lateral || from.kind != sql::FromKind::Subquery;
    if (seesBeside)
      Levels.push_back(&query);
    auto isInPart = [&](const sql::ExprPtr &part) { return part && isIn(*part); };
    const bool isFound = (from.query && isWithin(*from.query)) || isInPart(from.on) ||
                         std::any_of(from.functions.begin(), from.functions.end(), isInPart);
    if (seesBeside)
      Levels.pop_back();
    return isFound;
  }

  /// The level of the query that the column is of: 0 ours, -1 one around it; nothing where that is not known.
  std::optional<int> levelOf(const Expr &column) const {
    bool isSure = true;
    for (size_t level = Levels.size(); level-- > 0;)
      for (const sql::FromPtr &from : Levels[level]->from) {
        const std::optional<bool> has = hasColumn(*from, column.path, Schema);
        if (has == true && (level > 0 || isSure))
          return static_cast<int>(level);
        if (level == 0 && has != false)
          return std::nullopt;
        isSure &= has.has_value();
      }
    return -1;
  }

  bool mayBeOurs(const Expr &call) const {
    std::vector<const Expr *> columns;
    collectColumns(call, columns);
    bool hasOurs = false;
    for (const Expr *column : columns) {
      const std::optional<int> level = levelOf(*column);
      if (level && *level > 0)
        return false;
      hasOurs |= !level || *level == 0;
    }
    return hasOurs;
  }

  static void collectColumns(const Expr &expr, std::vector<const Expr *> &into) {
    if (expr.kind == ExprKind::Column && !expr.path.empty())
      into.push_back(&expr);
    for (const sql::ExprPtr &part : expr.args)
      if (part)
        collectColumns(*part, into);
    if (expr.func && expr.func->filter)
      collectColumns(*expr.func->filter, into);
  }

  static constexpr size_t MostLevels = 30;
  const sql::Catalog &Schema;
  std::vector<const sql::Query *> Levels;
};

} // namespace

bool mayHoldAggregateOf(const sql::Query &query, const Expr &expr, const sql::Catalog &catalog) {
  return Search(query, catalog).isIn(expr);
}

} // namespace pgtidy::analysis::isolation
