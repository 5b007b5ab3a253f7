// What an expression comes down to: a value, or cases.
#include "isolation/own_operators.h"
#include "isolation/refutation.h"
#include "isolation/rewritten.h"
#include "isolation/scalars.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

/// x of x + 0, 0 + x, x - 0, x * 1, 1 * x; null for other expressions.
const Expr *unchanged(const Expr &expr) {
  if (expr.kind != ExprKind::Op || expr.args.size() != 2)
    return nullptr;
  auto is = [&](size_t i, std::string_view digits) {
    const Expr &part = *expr.args[i];
    return part.kind == ExprKind::Const && part.constant == sql::ConstKind::Integer && part.value == digits;
  };
  std::string_view op = expr.name;
  if ((op == "+" || op == "-") && is(1, "0"))
    return expr.args[0].get();
  if (op == "*" && is(1, "1"))
    return expr.args[0].get();
  return (op == "+" && is(0, "0")) || (op == "*" && is(0, "1")) ? expr.args[1].get() : nullptr;
}

/// The frame, `from` or one around it, that the item is of.
const Frame *frameWith(const Frame &from, int item) {
  for (const Frame *frame = &from; frame; frame = frame->outer)
    if (item >= frame->first && item < frame->last)
      return frame;
  return nullptr;
}

} // namespace

/// A column behind GROUPING SETS: where rows are grouped by it, NULL or itself, and NULL in the row of the empty set.
Refutation::Resolved Refutation::groupedValue(const Operand &operand, int item, const Frame &frame) {
  const auto &keys = frame.query->groupBy;
  bool isKey =
      operand.expr->kind == ExprKind::Column && std::any_of(keys.begin(), keys.end(), [&](const sql::ExprPtr &key) {
        return key && key->kind == ExprKind::Column && !key->path.empty() &&
               key->path.back() == operand.expr->path.back() && S.find(frame, key->path) == item;
      });
  if (!isKey)
    return anyValue();
  return frame.isTotal ? Resolved{Resolved::Kind::Value, S.null(), {}, {}}
                       : Resolved{Resolved::Kind::Branching, -1, operand, {}};
}

/// A value of which nothing is known.
Refutation::Resolved Refutation::anyValue() { return {Resolved::Kind::Value, S.terms().add(), {}, {}, true}; }

Refutation::Resolved Refutation::resolve(Situation &s, Operand operand) {
  int written = -1;        // a new row that has the value
  std::string_view column; // of it
  // Bounded: each step goes one query level down.
  for (int depth = 0; depth < 64; ++depth) {
    if (!spend(1))
      break;
    switch (operand.kind) {
    case Operand::Kind::Value:
      return {Resolved::Kind::Value, operand.term, {}, {}};
    case Operand::Kind::Expression: {
      const Expr &expr = *operand.expr;
      const bool isOfParameter = expr.kind == ExprKind::Field && scalarText(expr, S.ownership(), HoleNames);
      if ((expr.kind != ExprKind::Column && expr.kind != ExprKind::Field) || isOfParameter)
        return keptIn(s, written, column, operand, resolveExpr(s, operand));
      const std::vector<std::string> *path = &expr.path;
      std::vector<std::string> fieldPath;
      if (expr.kind == ExprKind::Field) {
        if (expr.args.empty() || !expr.args[0] || expr.args[0]->kind != ExprKind::Column)
          return anyValue();
        fieldPath = {expr.args[0]->path.back(), expr.name};
        path = &fieldPath;
      }
      int item = path->empty() ? -1 : S.find(*operand.frame, *path);
      if (item == -1 && expr.kind == ExprKind::Field)
        item = S.rowGiven(*expr.args[0], *operand.frame);
      if (item == -2 && expr.kind == ExprKind::Column && !S.merged(*operand.frame, *path).empty())
        return {Resolved::Kind::Branching, -1, operand, {}};
      if (item < 0)
        return anyValue();
      if (const Frame *frame = frameWith(*operand.frame, item); frame && frame->isGrouped)
        return groupedValue(operand, item, *frame);
      std::string_view name = expr.kind == ExprKind::Field ? std::string_view(expr.name) : path->back();
      operand = Operand::columnOf(item, S.columnNamed(item, name), operand.view);
      break;
    }
    case Operand::Kind::Column:
    case Operand::Kind::Output: {
      Item &item = S.item(operand.item);
      if (seenNull(s, operand.item, operand.view))
        return {Resolved::Kind::Value, S.null(), {}, {}};
      if (static_cast<size_t>(operand.item) >= s.touched.size())
        s.touched.resize(operand.item + 1);
      s.touched[operand.item] = true;
      if (item.kind == ItemKind::Table || item.kind == ItemKind::Opaque) {
        const bool isItself = written >= 0 && S.item(written).forward == operand.item && operand.column == column;
        return keptIn(isItself ? -1 : written, column, columnValue(s, operand.item, operand.column));
      }
      if (stateOf(s, operand.item) == ItemState::Absent)
        return {Resolved::Kind::Value, S.null(), {}, {}};
      bool blocked = false;
      std::optional<Operand> next = outputOf(s, operand, blocked);
      if (blocked)
        return {Resolved::Kind::Blocked, -1, {}, {}};
      if (!next)
        return {Resolved::Kind::Value,
                S.column(operand.item, operand.kind == Operand::Kind::Column ? operand.column : placeName(operand)),
                {},
                givenType(operand)};
      if (item.kind == ItemKind::NewRow && operand.kind == Operand::Kind::Column) {
        if (written >= 0 && operand.column != column && mayLoseIn(operand.item, operand.column))
          return {Resolved::Kind::Value, S.column(written, column), {}, {}, true};
        written = operand.item;
        column = operand.column;
      }
      operand = *next;
      break;
    }
    }
  }
  return anyValue();
}

/// Whether a scalar that has a type of its own is cut to that of the column that it is written to.
static bool isCut(std::string_view made, const sql::Column &column, const sql::Catalog &catalog) {
  const std::string to = baseOf(column.type, catalog);
  const bool isCutting = to == "float4" || to == "float8" || to == "name" || to == "char";
  return isCutting && !made.empty() && baseOf(made, catalog) != to;
}

/// Whether the new row's column does not keep all of what is put in, so that what is read of it is another value.
bool Refutation::mayLoseIn(int row, std::string_view column) {
  const sql::Table *table = S.item(row).table;
  const sql::Column *known = table ? table->column(column) : nullptr;
  return known && (mayMergeValues(baseOf(known->type, S.ownership().catalog())) ||
                   isRounded("", *table, *known, S.ownership().catalog()));
}

/// A column that is written has one value, whatever was put in, and a cast of the schema made of it.
Refutation::Resolved Refutation::keptIn(Situation &s, int row, std::string_view column, const Operand &given,
                                        Resolved value) {
  const sql::Table *table = row >= 0 ? S.item(row).table : nullptr;
  const sql::Column *known = table ? table->column(column) : nullptr;
  if (row >= 0 && (value.isAny || (known && areMerged(value.type, known->type)) ||
                   (known && isRounded(value.type, *table, *known, S.ownership().catalog())) ||
                   (known && isCastByOwn(s, *given.expr, *given.frame, known->type, false))))
    return {Resolved::Kind::Value, S.column(row, column), {}, {}, true};
  if (known && isCut(value.made, *known, S.ownership().catalog()))
    return {Resolved::Kind::Value, S.column(row, column), {}, {}, true};
  if (known)
    value.made = known->type;
  return value;
}

/// The same of what another column has.
Refutation::Resolved Refutation::keptIn(int row, std::string_view column, Resolved value) {
  const sql::Table *table = row >= 0 ? S.item(row).table : nullptr;
  const sql::Column *known = table ? table->column(column) : nullptr;
  const bool isAnother =
      known && (areMerged(value.type, known->type) || isRounded(value.type, *table, *known, S.ownership().catalog()) ||
                (S.hasOwnComparisons() && mayBeCastByOwn(value.type, known->type, false, S.ownership().catalog())));
  if (known)
    value.made = known->type;
  return isAnother ? Resolved{Resolved::Kind::Value, S.column(row, column), {}, {}, true} : value;
}

Refutation::Resolved Refutation::columnValue(Situation &s, int index, std::string_view name) {
  Resolved result{Resolved::Kind::Value, S.column(index, name), {}, {}};
  const Item &item = S.item(index);
  const sql::Column *column = item.table ? item.table->column(name) : nullptr;
  if (column)
    result.type = column->type;
  else if (item.kind == ItemKind::Opaque)
    result.type = givenType(Operand::columnOf(index, name, 0));
  ItemState state = stateOf(s, index);
  if (state == ItemState::Absent)
    result.term = S.null();
  else if (state == ItemState::Present && column && column->notNull && S.isNeverNull(item, *column))
    s.equal.mark(result.term, NotNull); // a contradiction shows at the next fact on it
  return result;
}

Refutation::Resolved Refutation::scalarValue(Situation &s, const std::string &text, const Frame &frame) {
  if (isNamedByConstant(text))
    return namedByConstant(s, text);
  const bool ofSession = isSessionUser(text);
  if ((ofSession && frame.rights == Rights::Stored) || (text == "current_user" && frame.rights == Rights::Definer))
    return anyValue(); // another session's, or the function's owner
  Resolved result{Resolved::Kind::Value, S.scalar(text), {}, {}};
  markScalar(s, result.term, text);
  return result;
}

/// The key of a row that a constant names is no user, and a part of what names one only with a value.
Refutation::Resolved Refutation::namedByConstant(Situation &s, const std::string &text) {
  Resolved result{Resolved::Kind::Value, S.scalar(text), {}, {}};
  UserKeys keys = 0;
  if (Selected.kind == Principals::Kind::Every || Selected.kind == Principals::Kind::Constants)
    keys = EveryUserKey & ~AnyUserKey;
  for (const auto &[other, others] : Selected.together)
    if (other == text)
      keys |= others;
  if (keys)
    s.equal.mark(result.term, isPrincipal(keys));
  return result;
}

Refutation::Resolved Refutation::constantValue(Situation &s, const Expr &expr) {
  if (expr.constant == sql::ConstKind::Null)
    return {Resolved::Kind::Value, S.null(), {}, {}};
  TermKind kind = expr.constant == sql::ConstKind::Integer   ? TermKind::Integer
                  : expr.constant == sql::ConstKind::Boolean ? TermKind::Boolean
                                                             : TermKind::Text;
  Resolved result{Resolved::Kind::Value, S.constant(kind, expr.value, expr.location), {}, {}};
  if (Selected.kind == Principals::Kind::Constants && kind != TermKind::Boolean)
    s.equal.mark(result.term, isPrincipal(EveryUserKey));
  if (Selected.constantFor)
    s.equal.mark(result.term, isPrincipal(Selected.constantFor));
  for (const auto &[constant, column] : Selected.constants)
    if (isSameConstant(constant, S.constantText(result.term)))
      s.equal.mark(result.term, isPrincipal(column));
  return result;
}

/// lower(email) of a table that is unique by it is like a column.
std::optional<Operand> Refutation::uniqueCall(const Operand &operand) {
  if (operand.kind != Operand::Kind::Expression)
    return std::nullopt;
  const Expr &expr = *operand.expr;
  const Expr *column = expr.kind == ExprKind::Func && expr.args.size() == 1 ? expr.args[0].get() : nullptr;
  while (column && column->kind == ExprKind::Cast && keepsScalar(column->name) && column->value.empty())
    column = column->args[0].get();
  if (!column || column->kind != ExprKind::Column || column->path.empty() || expr.path.empty())
    return std::nullopt;
  int index = S.find(*operand.frame, column->path);
  if (index < 0 || S.item(index).kind != ItemKind::Table || !S.item(index).owned)
    return std::nullopt;
  if (const Frame *frame = frameWith(*operand.frame, index); frame && frame->isGrouped)
    return std::nullopt;
  const std::string name = expr.path.back() + "(" + std::string(S.columnNamed(index, column->path.back())) + ")";
  auto among = [&](const std::vector<std::string> &columns) -> std::optional<Operand> {
    auto unique = std::find(columns.begin(), columns.end(), name);
    return unique == columns.end() ? std::nullopt : std::optional(Operand::columnOf(index, *unique, operand.view));
  };
  std::optional<Operand> found = among(S.item(index).owned->ownerColumns);
  for (const JointKey &joint : S.item(index).owned->joint)
    found = found ? found : among(joint.columns);
  return found;
}

Refutation::Resolved Refutation::resolveExpr(Situation &s, const Operand &operand) {
  const Expr &expr = *operand.expr;
  switch (expr.kind) {
  case ExprKind::Const:
    return constantValue(s, expr);
  case ExprKind::Collate:
    return resolve(s, Operand::of(*expr.args[0], *operand.frame, operand.view));
  case ExprKind::Cast:
    return resolveCast(s, operand);
  case ExprKind::Case:
  case ExprKind::Coalesce:
  case ExprKind::NullIf:
    return {Resolved::Kind::Branching, -1, operand, {}};
  default:
    break;
  }
  if (const Expr *given = givenByCall(expr, S.ownership()))
    return resolve(s, Operand::of(*given, *operand.frame, operand.view));
  if (std::optional<std::string> scalar = scalarText(expr, S.ownership(), HoleNames))
    return scalarValue(s, *scalar, *operand.frame);
  if (std::optional<Operand> unique = uniqueCall(operand))
    return resolve(s, *unique);
  if (const Expr *same = mayBeOwnOperator(expr, S.ownership().catalog()) ? nullptr : unchanged(expr))
    return resolve(s, Operand::of(*same, *operand.frame, operand.view));
  if (operand.frame)
    if (const Expr *same = sameInGroup(expr, *operand.frame))
      return resolve(s, Operand::of(*same, *operand.frame, operand.view));
  if (expr.kind == ExprKind::Scalar || isCondition(expr) || unnested(expr) || isSummedUp(operand) ||
      (operand.frame && S.givesValue(expr, *operand.frame)))
    return {Resolved::Kind::Branching, -1, operand, {}};
  return anyValue();
}

/// Whether the cast is to the type that the column has, and cuts nothing: that of a char(3) to char(3).
bool Refutation::isToOwnType(const Expr &cast, const Frame &frame) {
  const Expr &column = *cast.args[0];
  const int index = column.kind == ExprKind::Column && !column.path.empty() ? S.find(frame, column.path) : -1;
  const sql::Table *table = index >= 0 && S.item(index).kind == ItemKind::Table ? S.item(index).table : nullptr;
  const sql::Column *defined = table ? table->column(S.columnNamed(index, column.path.back())) : nullptr;
  return defined && defined->type == cast.name && defined->modifiers == cast.value;
}

Refutation::Resolved Refutation::resolveCast(Situation &s, const Operand &operand) {
  const Expr &expr = *operand.expr;
  if (isCastByOwn(s, *expr.args[0], *operand.frame, expr.name, true))
    return anyValue();
  if (std::optional<std::string> scalar = scalarText(expr, S.ownership(), HoleNames)) {
    Resolved made = scalarValue(s, *scalar, *operand.frame);
    made.made = expr.name;
    return made;
  }
  Resolved inner = resolve(s, Operand::of(*expr.args[0], *operand.frame, operand.view));
  if (inner.kind == Resolved::Kind::Blocked)
    return inner;
  const Expr &written = *expr.args[0];
  if (inner.kind == Resolved::Kind::Value && written.kind == ExprKind::Const)
    return castConstant(expr, inner);
  const bool isBoolean = expr.name == "bool";
  if (isBoolean && !givesTruth(s, Operand::of(written, *operand.frame, operand.view))) {
    const std::optional<std::string> scalar = scalarText(written, S.ownership(), HoleNames);
    return scalar ? Resolved{Resolved::Kind::Value, S.scalar(*scalar + "::bool"), {}, {}} : anyValue();
  }
  const sql::Catalog &catalog = S.ownership().catalog();
  const std::string given = inner.kind == Resolved::Kind::Branching && operand.frame
                                ? knownType(Operand::of(written, *operand.frame, operand.view))
                                : std::string(inner.type);
  if ((inner.kind == Resolved::Kind::Branching && isBoolean) || (operand.frame && isToOwnType(expr, *operand.frame)) ||
      (expr.value.empty() && isExactCast(baseOf(given, catalog), baseOf(expr.name, catalog)))) {
    inner.made = expr.name;
    return inner;
  }
  if (inner.kind != Resolved::Kind::Value || inner.isAny || inner.term == S.null())
    return inner.term == S.null() ? inner : anyValue();
  const std::string from = baseOf(inner.type, catalog), to = baseOf(expr.name, catalog);
  const bool isDigits = from.substr(0, from.find('(')) == "numeric" && (to == "text" || to == "varchar");
  const std::string cast = isDigits && expr.value.empty() ? DigitsOfNumber : expr.name + expr.value;
  return {Resolved::Kind::Value, S.cast(inner.term, cast), {}, expr.name};
}

} // namespace pgtidy::analysis::isolation
