// Which expression a column of a sub-query, view or CTE hands up, and whether it says anything of the rows below.
#include "isolation/refutation.h"
#include "isolation/scalars.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

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

bool equalsAny(const Expr &output, const std::vector<sql::ExprPtr> &list) {
  return std::any_of(list.begin(), list.end(), [&](const sql::ExprPtr &one) { return one && sameExpr(*one, output); });
}

} // namespace

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
      position = static_cast<int>(std::strtol(std::string(operand.column.substr(6)).c_str(), nullptr, 10)) - 1;
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
  if (!star || frame.grouped || frame.isGrouped)
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
  return Operand::columnOf(inner, S.columnNamed(inner, starColumn), operand.view);
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

} // namespace pgtidy::analysis::isolation
