#include "guard_rows.h"

#include "isolation/visit.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::analysis {

using sql::Expr;
using sql::ExprKind;
using sql::ExprPtr;
using sql::QueryPtr;

ExprPtr exprOf(ExprKind kind) {
  auto made = std::make_unique<Expr>();
  made->kind = kind;
  return made;
}

ExprPtr plainCopy(const Expr &expr) {
  ExprPtr copy = exprOf(expr.kind);
  copy->number = expr.number;
  copy->path = expr.path;
  return copy;
}

ExprPtr conjunction(ExprPtr a, ExprPtr b) {
  if (!a)
    return b;
  ExprPtr both = exprOf(ExprKind::And);
  both->args.push_back(std::move(a));
  both->args.push_back(std::move(b));
  return both;
}

ExprPtr disjunction(ExprPtr a, ExprPtr b) {
  ExprPtr either = exprOf(ExprKind::Or);
  either->args.push_back(std::move(a));
  either->args.push_back(std::move(b));
  return either;
}

bool isAggregate(const Expr &expr) {
  static const char *const names[] = {"count",
                                      "sum",
                                      "min",
                                      "max",
                                      "avg",
                                      "bool_or",
                                      "bool_and",
                                      "every",
                                      "array_agg",
                                      "string_agg",
                                      "json_agg",
                                      "jsonb_agg",
                                      "bit_or",
                                      "bit_and",
                                      "xmlagg",
                                      "stddev",
                                      "variance",
                                      "any_value",
                                      "json_object_agg",
                                      "jsonb_object_agg"};
  if (expr.kind == ExprKind::Func && !expr.path.empty() && (!expr.func || !expr.func->isWindow) &&
      llvm::is_contained(names, llvm::StringRef(expr.path.back())))
    return true;
  return llvm::any_of(expr.args, [](const ExprPtr &part) { return part && isAggregate(*part); });
}

bool hasAggregate(const sql::Query &query) {
  return query.having ||
         llvm::any_of(query.targets, [](const sql::Target &target) { return isAggregate(*target.value); });
}

static QueryPtr fromTable(const sql::Name &table, const std::string &alias, bool only) {
  auto query = std::make_unique<sql::Query>();
  auto from = std::make_unique<sql::From>();
  from->table = table;
  from->alias = alias;
  from->only = only;
  query->from.push_back(std::move(from));
  return query;
}

/// What is behind the casts of an expression.
static const Expr &castFrom(const Expr &value) {
  return value.kind == ExprKind::Cast ? castFrom(*value.args[0]) : value;
}

/// The row that INSERT has added: what it was given is in it. Where it may have met another row, it is not known whose
/// that is.
static QueryPtr addedRow(sql::Insert &insert) {
  if (insert.conflict == sql::Insert::Conflict::Update || !insert.source || insert.source->values.size() != 1)
    return nullptr;
  std::vector<ExprPtr> &values = insert.source->values.front();
  if (values.size() != insert.columns.size())
    return nullptr;
  QueryPtr query = fromTable(insert.table, insert.alias, false);
  for (size_t i = 0; i < values.size(); ++i) {
    const ExprKind given = castFrom(*values[i]).kind;
    if (given != ExprKind::Param && given != ExprKind::Hole)
      continue;
    ExprPtr column = exprOf(ExprKind::Column);
    column->path = {insert.columns[i]};
    ExprPtr equal = exprOf(ExprKind::Op);
    equal->name = "=";
    equal->args.push_back(std::move(column));
    equal->args.push_back(std::move(values[i]));
    query->where = conjunction(std::move(query->where), std::move(equal));
  }
  query->targets = std::move(insert.returning);
  return query;
}

QueryPtr queryOf(sql::Statement &statement) {
  if (statement.kind == sql::StatementKind::Insert && statement.ctes.empty())
    return addedRow(*statement.insert);
  if (statement.kind == sql::StatementKind::Select)
    return std::move(statement.select);
  if (statement.kind != sql::StatementKind::Update || !statement.ctes.empty() || !statement.update->from.empty() ||
      !statement.update->where)
    return nullptr;
  sql::Update &update = *statement.update;
  bool changesCondition = false;
  isolation::visit(statement, [&](const Expr &expr, const isolation::Place &place) {
    if (place.isCondition && expr.kind == ExprKind::Column)
      for (const sql::Assignment &assignment : update.set)
        changesCondition |= assignment.column == expr.path.back();
  });
  if (changesCondition)
    return nullptr;
  QueryPtr query = fromTable(update.table, update.alias, update.only);
  query->where = std::move(update.where);
  query->targets = std::move(update.returning);
  return query;
}

bool simplify(sql::Query &query) {
  if (query.setOp != sql::SetOp::None || query.into || !query.values.empty())
    return false;
  query.limit = nullptr;
  query.offset = nullptr;
  query.orderBy.clear();
  query.distinct = false;
  query.distinctOn.clear();
  query.locking = false;
  if (!query.groupBy.empty()) {
    if (query.groupingSets)
      return false;
    query.having = nullptr;
    query.groupBy.clear();
    llvm::erase_if(query.targets, [](const sql::Target &target) { return isAggregate(*target.value); });
  }
  return true;
}

/// The star that alone gives the columns that have no name of their own in the list; null where there are more.
static const sql::Target *soleStar(const sql::Query &query) {
  const sql::Target *sole = nullptr;
  for (const sql::Target &target : query.targets)
    if (target.value->kind == ExprKind::Star) {
      if (sole)
        return nullptr;
      sole = &target;
    }
  return sole;
}

/// The column that the expression is, or casts; null where it is another.
static const Expr *columnIn(const Expr &value) {
  const Expr &inner = castFrom(value);
  return inner.kind == ExprKind::Column ? &inner : nullptr;
}

/// A column once more, with its casts; null where the expression is another.
static ExprPtr columnCopy(const Expr &value) {
  if (value.kind != ExprKind::Cast)
    return value.kind == ExprKind::Column ? plainCopy(value) : nullptr;
  ExprPtr inner = columnCopy(*value.args[0]);
  if (!inner)
    return nullptr;
  ExprPtr cast = exprOf(ExprKind::Cast);
  cast->name = value.name;
  cast->value = value.value;
  cast->args.push_back(std::move(inner));
  return cast;
}

ExprPtr columnOf(const sql::Query &query, llvm::StringRef column) {
  bool isStar = llvm::any_of(query.targets, [](const sql::Target &t) { return t.value->kind == ExprKind::Star; });
  size_t index = 0;
  if (column.consume_front("#")) {
    if (isStar || column.getAsInteger(10, index) || index >= query.targets.size())
      return nullptr;
    return columnCopy(*query.targets[index].value);
  }
  if (column.empty())
    return nullptr;
  bool isBehindStar = false;
  for (const sql::Target &target : query.targets) {
    const Expr &value = *target.value;
    isBehindStar |= value.kind == ExprKind::Star;
    const Expr *own = columnIn(value);
    const bool isOwnName = own && own->path.back() == column;
    if (!(target.name.empty() ? isOwnName : target.name == column))
      continue;
    const bool isHidden = isBehindStar && isOwnName; // of two columns of one name, the first is meant
    return isHidden ? nullptr : columnCopy(value);
  }
  const sql::Target *star = soleStar(query);
  const bool isOneTable = query.from.size() == 1 && query.from.front()->kind == sql::FromKind::Table;
  if (!star || (star->value->path.empty() && !isOneTable))
    return nullptr;
  ExprPtr made = exprOf(ExprKind::Column);
  made->path = star->value->path; // `o` of `o.*`
  made->path.push_back(column.str());
  return made;
}

} // namespace pgtidy::analysis
