// What an expression comes down to: a value, or cases.
#include "isolation/refutation.h"
#include "isolation/scalars.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

/// Expressions whose truth value the refutation follows.
bool isCondition(const Expr &expr) {
  switch (expr.kind) {
  case ExprKind::And:
  case ExprKind::Or:
  case ExprKind::Not:
  case ExprKind::IsNull:
  case ExprKind::IsNotNull:
  case ExprKind::BoolTest:
  case ExprKind::Distinct:
  case ExprKind::NotDistinct:
  case ExprKind::In:
  case ExprKind::NotIn:
  case ExprKind::AnyArray:
  case ExprKind::AllArray:
  case ExprKind::Between:
  case ExprKind::NotBetween:
  case ExprKind::Exists:
  case ExprKind::InQuery:
    return true;
  case ExprKind::Op:
    return expr.name == "=" || expr.name == "<>" || expr.name == "!=";
  default:
    return false;
  }
}

/// Whether RETURNING of the CTE gives a column that the statement has just set.
bool isRewritten(const Item &item, std::string_view column) {
  if (!item.writer || !item.writer->update)
    return false;
  const auto &set = item.writer->update->set;
  return std::any_of(set.begin(), set.end(), [&](const sql::Assignment &one) { return one.column == column; });
}

/// Whether the expression may read the column, or the whole row, which is called `row`.
bool mayRead(const Expr *expr, std::string_view column, std::string_view row) {
  if (!expr)
    return false;
  // What a sub-query reads is not looked for.
  if (expr->query || expr->kind == ExprKind::Star || expr->kind == ExprKind::Field || expr->kind == ExprKind::Unknown)
    return true;
  if (expr->kind == ExprKind::Column)
    return expr->path.empty() || expr->path.back() == column || expr->path.back() == row;
  if (expr->func && (expr->func->isWindow || expr->func->filter || !expr->func->orderBy.empty()))
    return true;
  return std::any_of(expr->args.begin(), expr->args.end(),
                     [&](const sql::ExprPtr &part) { return mayRead(part.get(), column, row); });
}

/// Whether a block may read a column of what it selects from. It does not where all it reads are other columns.
bool mayRead(const sql::Query &query, const std::string &column) {
  if (column.empty() || query.from.size() != 1 || query.from[0]->kind != sql::FromKind::Subquery ||
      !query.from[0]->columnAliases.empty() || !query.ctes.empty() || query.setOp != sql::SetOp::None)
    return true;
  auto reads = [&](const sql::ExprPtr &one) { return mayRead(one.get(), column, query.from[0]->alias); };
  return std::any_of(query.targets.begin(), query.targets.end(),
                     [&](const sql::Target &target) { return reads(target.value); }) ||
         reads(query.where) || reads(query.having) || std::any_of(query.groupBy.begin(), query.groupBy.end(), reads) ||
         std::any_of(query.distinctOn.begin(), query.distinctOn.end(), reads) ||
         std::any_of(query.orderBy.begin(), query.orderBy.end(),
                     [&](const sql::OrderItem &item) { return reads(item.value); });
}

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

bool equalsAny(const Expr &output, const std::vector<sql::ExprPtr> &list) {
  return std::any_of(list.begin(), list.end(), [&](const sql::ExprPtr &one) { return one && sameExpr(*one, output); });
}

} // namespace

/// A column behind GROUPING SETS: NULL or itself where rows are grouped by it.
Refutation::Resolved Refutation::groupedValue(const Operand &operand, int item, const Frame &frame) {
  const auto &keys = frame.query->groupBy;
  bool isKey =
      operand.expr->kind == ExprKind::Column && std::any_of(keys.begin(), keys.end(), [&](const sql::ExprPtr &key) {
        return key && key->kind == ExprKind::Column && !key->path.empty() &&
               key->path.back() == operand.expr->path.back() && S.find(frame, key->path) == item;
      });
  return isKey ? Resolved{Resolved::Kind::Branching, -1, operand, {}}
               : Resolved{Resolved::Kind::Value, S.terms().add(), {}, {}};
}

Refutation::Resolved Refutation::resolve(Situation &s, Operand operand) {
  // Bounded: each step goes one query level down.
  for (int depth = 0; depth < 64; ++depth) {
    if (!spend(1))
      break;
    switch (operand.kind) {
    case Operand::Kind::Value:
      return {Resolved::Kind::Value, operand.term, {}, {}};
    case Operand::Kind::Expression: {
      const Expr &expr = *operand.expr;
      if (expr.kind != ExprKind::Column && expr.kind != ExprKind::Field)
        return resolveExpr(s, operand);
      const std::vector<std::string> *path = &expr.path;
      std::vector<std::string> fieldPath;
      if (expr.kind == ExprKind::Field) {
        if (expr.args.empty() || !expr.args[0] || expr.args[0]->kind != ExprKind::Column)
          return {Resolved::Kind::Value, S.terms().add(), {}, {}};
        fieldPath = {expr.args[0]->path.back(), expr.name};
        path = &fieldPath;
      }
      int item = path->empty() ? -1 : S.find(*operand.frame, *path);
      if (item < 0)
        return {Resolved::Kind::Value, S.terms().add(), {}, {}};
      if (const Frame *frame = frameWith(*operand.frame, item); frame && frame->isGrouped)
        return groupedValue(operand, item, *frame);
      std::string_view name = expr.kind == ExprKind::Field ? std::string_view(expr.name) : path->back();
      operand = Operand::columnOf(item, name, operand.view);
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
      if (item.kind == ItemKind::Table || item.kind == ItemKind::Opaque)
        return columnValue(s, operand.item, operand.column);
      if (stateOf(s, operand.item) == ItemState::Absent)
        return {Resolved::Kind::Value, S.null(), {}, {}};
      bool blocked = false;
      std::optional<Operand> next = outputOf(s, operand, blocked);
      if (blocked)
        return {Resolved::Kind::Blocked, -1, {}, {}};
      if (!next)
        return {Resolved::Kind::Value,
                S.column(operand.item, operand.kind == Operand::Kind::Column ? operand.column : "?"),
                {},
                {}};
      operand = *next;
      break;
    }
    }
  }
  return {Resolved::Kind::Value, S.terms().add(), {}, {}};
}

Refutation::Resolved Refutation::columnValue(Situation &s, int index, std::string_view name) {
  Resolved result{Resolved::Kind::Value, S.column(index, name), {}, {}};
  const Item &item = S.item(index);
  const sql::Column *column = item.table ? item.table->column(name) : nullptr;
  if (column)
    result.type = column->type;
  ItemState state = stateOf(s, index);
  if (state == ItemState::Absent)
    result.term = S.null();
  else if (state == ItemState::Present && column && column->notNull)
    s.equal.mark(result.term, NotNull); // a contradiction shows at the next fact on it
  return result;
}

/// The expression behind a column of a sub-query, or of a row that is being written.
std::optional<Operand> Refutation::outputOf(Situation &s, const Operand &operand, bool &blocked) {
  Item &item = S.item(operand.item);
  if (item.kind == ItemKind::NewRow) {
    for (const NewValue &value : item.values) {
      if (value.column != operand.column)
        continue;
      if (value.expr)
        return Operand::of(*value.expr, *value.frame, operand.view);
      if (value.item >= 0)
        return Operand::output(value.item, value.position, operand.view);
      return value.isNull ? std::optional(Operand::of(S.null())) : std::nullopt;
    }
    if (item.forward >= 0)
      return Operand::columnOf(item.forward, operand.column, operand.view);
    return std::nullopt;
  }
  if (stateOf(s, operand.item) == ItemState::Optional) {
    blocked = true;
    return std::nullopt;
  }
  const Arm arm = static_cast<size_t>(operand.item) < s.arms.size() ? s.arms[operand.item] : Arm{};
  if (!arm.frame) {
    blocked = stateOf(s, operand.item) == ItemState::Present;
    return std::nullopt;
  }
  int position = operand.kind == Operand::Kind::Output ? operand.position : -1;
  if (position < 0 && item.aliases)
    for (size_t i = 0; i < item.aliases->size() && position < 0; ++i)
      if ((*item.aliases)[i] == operand.column)
        position = static_cast<int>(i);
  if (position < 0 && item.innerAliases)
    for (size_t i = 0; i < item.innerAliases->size() && position < 0; ++i)
      if ((*item.innerAliases)[i] == operand.column)
        position = static_cast<int>(i);
  const Frame &frame = *arm.frame;
  if (frame.query && !frame.query->values.empty()) {
    if (position < 0 && operand.column.starts_with("column"))
      position = std::atoi(std::string(operand.column.substr(6)).c_str()) - 1;
    const auto &row = frame.query->values[arm.row];
    if (position < 0 || static_cast<size_t>(position) >= row.size() || !row[position])
      return std::nullopt;
    return Operand::of(*row[position], frame, operand.view);
  }
  if (!frame.targets)
    return std::nullopt;
  if (position < 0 && item.query && item.query->setOp != sql::SetOp::None) {
    const Outputs &names = S.outputs(*item.query, item.scope);
    for (size_t i = 0; i < names.columns.size() && position < 0; ++i)
      if (names.columns[i].name == operand.column)
        position = static_cast<int>(i);
  }
  const sql::Name *written = frame.hasTarget ? S.item(frame.first).name : nullptr;
  Outputs returned;
  if (!frame.query)
    returned = S.outputs(*frame.targets, frame.from, written, frame.scope);
  const Outputs &outputs = frame.query ? S.outputs(*frame.query, frame.scope) : returned;
  const Output *output = nullptr;
  for (size_t i = 0; i < outputs.columns.size() && !output; ++i) {
    if (position >= 0 ? static_cast<size_t>(position) == i : outputs.columns[i].name == operand.column)
      output = &outputs.columns[i];
  }
  std::string_view starColumn;
  const Expr *star = nullptr;
  if (output && output->starred) {
    star = (*frame.targets)[output->target].value.get();
    starColumn = output->name;
  } else if (output) {
    if (position >= 0 && outputs.open)
      return std::nullopt; // a star of unknown width comes before or after: positions are not known
    const Expr &value = *(*frame.targets)[output->target].value;
    int at = static_cast<int>(output - outputs.columns.data());
    if (isBarred(s, operand.item, at, value, frame) ||
        (value.kind == ExprKind::Column && isRewritten(item, value.path.back())))
      return std::nullopt;
    return Operand::of(value, frame.grouped ? *frame.grouped : frame, operand.view);
  } else if (outputs.open && position < 0) {
    for (const sql::Target &target : *frame.targets)
      if (target.value && target.value->kind == ExprKind::Star)
        star = target.value.get();
    starColumn = operand.column;
  }
  if (!star || frame.grouped)
    return std::nullopt;
  if (isRewritten(item, starColumn))
    return std::nullopt;
  std::vector<std::string> path = star->path;
  path.emplace_back(starColumn);
  int inner = S.find(frame, path);
  if (inner < frame.first || inner >= frame.last)
    return std::nullopt;
  sql::Expr plain;
  plain.kind = ExprKind::Column;
  plain.path = path;
  if (isBarred(s, operand.item, output ? static_cast<int>(output - outputs.columns.data()) : -1, plain, frame))
    return std::nullopt;
  return Operand::columnOf(inner, starColumn, operand.view);
}

/// Whether what is known of this output of the block on the way says nothing about the supposed row.
bool Refutation::isBarred(const Situation &, int item, int position, const Expr &output, const Frame &frame) const {
  const std::vector<bool> *kept = S.item(item).kept;
  bool isKept = kept && position >= 0 && static_cast<size_t>(position) < kept->size() && (*kept)[position];
  if (S.item(item).isSelf && !isKept)
    return true;
  const Step *block = nullptr;
  for (size_t i = 0; Way && i + 1 < Way->size(); ++i)
    if ((*Way)[i].item == item && (*Way)[i + 1].frame == &frame)
      block = &(*Way)[i + 1];
  if (!block || !frame.query)
    return false;
  if ((S.item(item).recursive && !isKept) || block->barred || frame.query->limit || frame.query->offset)
    return true;
  const sql::Query &query = *frame.query;
  if (!query.distinctOn.empty() && !equalsAny(output, query.distinctOn))
    return true;
  std::vector<const Expr *> windows;
  const Frame *reader = (*Way)[block - Way->data() - 1].frame;
  for (const sql::Target &target : query.targets)
    if (query.distinct || !reader->query || mayRead(*reader->query, target.name))
      collectWindows(target.value.get(), windows);
  return std::any_of(windows.begin(), windows.end(),
                     [&](const Expr *call) { return !equalsAny(output, call->func->partitionBy); });
}

Refutation::Resolved Refutation::scalarValue(Situation &s, const std::string &text) {
  Resolved result{Resolved::Kind::Value, S.scalar(text), {}, {}};
  if (Selected.kind == Principals::Kind::Every || (Selected.kind == Principals::Kind::One && Selected.one == text))
    s.equal.mark(result.term, SignedIn ? IsPrincipal | NotNull : IsPrincipal);
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
    s.equal.mark(result.term, IsPrincipal);
  return result;
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
  if (std::optional<std::string> scalar = scalarText(expr, S.ownership(), HoleNames))
    return scalarValue(s, *scalar);
  if (const Expr *same = unchanged(expr))
    return resolve(s, Operand::of(*same, *operand.frame, operand.view));
  if (expr.kind == ExprKind::Scalar || isCondition(expr))
    return {Resolved::Kind::Branching, -1, operand, {}};
  return {Resolved::Kind::Value, S.terms().add(), {}, {}};
}

Refutation::Resolved Refutation::resolveCast(Situation &s, const Operand &operand) {
  const Expr &expr = *operand.expr;
  if (std::optional<std::string> scalar = scalarText(expr, S.ownership(), HoleNames))
    return scalarValue(s, *scalar);
  Resolved inner = resolve(s, Operand::of(*expr.args[0], *operand.frame, operand.view));
  if (inner.kind == Resolved::Kind::Blocked)
    return inner;
  const Expr &written = *expr.args[0];
  if (inner.kind == Resolved::Kind::Value && written.kind == ExprKind::Const)
    return inner; // '42'::int8 is the constant as the program meant it
  bool condition = inner.kind == Resolved::Kind::Branching && expr.name == "bool";
  if (condition || (expr.value.empty() && isExactCast(std::string(inner.type), expr.name)))
    return inner;
  return {Resolved::Kind::Value, S.terms().add(), {}, {}};
}

} // namespace pgtidy::analysis::isolation
