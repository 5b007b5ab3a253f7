// Which expression a column of a sub-query, view or CTE hands up, and whether it says anything of the rows below.
#include "isolation/refutation.h"
#include "isolation/rewritten.h"
#include "isolation/scalars.h"
#include "isolation/windows_read.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

/// Whether RETURNING of a CTE that writes gives the column otherwise than the statement has it.
bool isRewritten(const Item &item, std::string_view column, Scene &scene) {
  return item.writer && rewrittenBy(*item.writer, scene).has(column);
}

/// Whether what RETURNING gives may be made of such a column.
bool isOfRewritten(const Item &item, const Expr &value, Scene &scene, const Frame &frame) {
  if (!item.writer)
    return false;
  const Rewritten rewritten = rewrittenBy(*item.writer, scene);
  return rewritten.all ||
         std::any_of(rewritten.columns.begin(), rewritten.columns.end(),
                     [&](const std::string &column) { return mayRead(&value, column, scene.item(frame.first).alias); });
}

bool equalsAny(const Expr &output, const std::vector<sql::ExprPtr> &list) {
  return std::any_of(list.begin(), list.end(), [&](const sql::ExprPtr &one) { return one && sameExpr(*one, output); });
}

bool isDistinctKey(const Expr &output, const sql::Query &query) {
  return std::any_of(query.distinctOn.begin(), query.distinctOn.end(), [&](const sql::ExprPtr &key) {
    const Expr *meant = key ? meantBy(*key, query) : nullptr;
    return meant && sameExpr(*meant, output);
  });
}

/// What is written to a column of a new row.
std::optional<Operand> writtenTo(Scene &scene, const Item &row, const Operand &operand) {
  for (const NewValue &value : row.values) {
    if (value.column != operand.column)
      continue;
    if (value.expr)
      return Operand::of(*value.expr, *value.frame, operand.view);
    if (value.item >= 0)
      return Operand::output(value.item, value.position, operand.view);
    return value.isNull ? std::optional(Operand::of(scene.null())) : std::nullopt;
  }
  if (row.forward >= 0)
    return Operand::columnOf(row.forward, operand.column, operand.view);
  return std::nullopt;
}

int positionIn(const std::vector<std::string> *names, std::string_view column) {
  if (!names)
    return -1;
  auto found = std::find(names->begin(), names->end(), column);
  return found == names->end() ? -1 : static_cast<int>(found - names->begin());
}

/// A column of a row of VALUES: they are called column1, column2 …
std::optional<Operand> valueIn(const std::vector<sql::ExprPtr> &row, const Frame &frame, const Operand &operand,
                               int position) {
  if (position < 0 && operand.column.starts_with("column"))
    position = static_cast<int>(std::strtol(std::string(operand.column.substr(6)).c_str(), nullptr, 10)) - 1;
  if (position < 0 || static_cast<size_t>(position) >= row.size() ||
      std::any_of(
          row.begin(), row.begin() + position + 1,
          [](const sql::ExprPtr &part) { return !part || givesColumns(*part); }))
    return std::nullopt;
  return Operand::of(*row[position], frame, operand.view);
}

/// The branches of a set operation have the names of the first.
int positionInFirstBranch(Scene &scene, const Item &item, std::string_view column) {
  if (!item.query || item.query->setOp == sql::SetOp::None)
    return -1;
  const std::vector<Output> &outputs = scene.outputs(*item.query, item.scope).columns;
  auto found =
      std::find_if(outputs.begin(), outputs.end(), [&](const Output &output) { return output.name == column; });
  return found == outputs.end() ? -1 : static_cast<int>(found - outputs.begin());
}

/// What RETURNING gives.
Outputs returning(Scene &scene, const Frame &frame) {
  const sql::Name *written = frame.hasTarget ? scene.item(frame.first).name : nullptr;
  const std::string_view alias = frame.hasTarget ? scene.item(frame.first).alias : std::string_view();
  return scene.outputs(*frame.targets, frame.from, written, alias, frame.scope);
}

/// The index of the output of that position, or of that name where it has none; -1 when there is none.
int indexIn(const Outputs &outputs, int position, std::string_view column) {
  for (size_t i = 0; i < outputs.columns.size(); ++i)
    if (position >= 0 ? static_cast<size_t>(position) == i : outputs.columns[i].name == column)
      return static_cast<int>(i);
  return -1;
}

const Expr *lastStar(const std::vector<sql::Target> &targets) {
  const Expr *star = nullptr;
  for (const sql::Target &target : targets)
    if (target.value && target.value->kind == ExprKind::Star)
      star = target.value.get();
  return star;
}

} // namespace

/// Where the column stands among the outputs, by its number or a list of other names for them; -1: by its name.
int Refutation::positionOf(const Operand &operand, const Item &item) {
  int position = operand.kind == Operand::Kind::Output ? operand.position : -1;
  if (position < 0)
    position = positionIn(item.aliases, operand.column);
  if (position < 0)
    position = positionIn(item.innerAliases, operand.column);
  return position;
}

/// The expression behind a column of a sub-query, or of a row that is being written.
std::optional<Operand> Refutation::outputOf(Situation &s, const Operand &operand, bool &blocked) {
  const Item &item = S.item(operand.item);
  if (item.kind == ItemKind::NewRow)
    return writtenTo(S, item, operand);
  if (stateOf(s, operand.item) == ItemState::Optional) {
    blocked = true;
    return std::nullopt;
  }
  const Arm arm = static_cast<size_t>(operand.item) < s.arms.size() ? s.arms[operand.item] : Arm{};
  if (!arm.frame) {
    blocked = stateOf(s, operand.item) == ItemState::Present;
    return std::nullopt;
  }
  const int position = positionOf(operand, item);
  return mayMergeArms(operand, position) ? std::nullopt : outputIn(operand, arm, position);
}

/// What the branch hands up as that output.
std::optional<Operand> Refutation::outputIn(const Operand &operand, const Arm &arm, int position) {
  const Frame &frame = *arm.frame;
  if (frame.query && !frame.query->values.empty())
    return valueIn(frame.query->values[arm.row], frame, operand, position);
  if (!frame.targets)
    return std::nullopt;
  if (position < 0)
    position = positionInFirstBranch(S, S.item(operand.item), operand.column);
  return selected(operand, frame, position);
}

/// The target of the block that the column is, or what a star among them hands up.
std::optional<Operand> Refutation::selected(const Operand &operand, const Frame &frame, int position) {
  Outputs returned;
  if (!frame.query)
    returned = returning(S, frame);
  const Outputs &outputs = frame.query ? S.outputs(*frame.query, frame.scope) : returned;
  int at = indexIn(outputs, position, operand.column);
  if (at < 0 && (!outputs.open || position >= 0))
    return std::nullopt;
  if (at < 0)
    return throughStar(operand, frame, lastStar(*frame.targets), operand.column, -1);
  const Output &output = outputs.columns[at];
  const Expr *value = (*frame.targets)[output.target].value.get();
  if (position >= 0 && !outputs.isPlaced(static_cast<size_t>(at)))
    return std::nullopt; // behind a star of unknown width: the position is not known
  if (output.starred)
    return throughStar(operand, frame, value, output.name, at);
  if (isBarred(operand.item, at, *value, frame) || isOfRewritten(S.item(operand.item), *value, S, frame))
    return std::nullopt;
  return Operand::of(*value, frame.grouped ? *frame.grouped : frame, operand.view);
}

/// The column that the star hands up, as the output `position`.
std::optional<Operand> Refutation::throughStar(const Operand &operand, const Frame &frame, const Expr *star,
                                               std::string_view column, int position) {
  if (!star || frame.grouped || frame.isGrouped || isRewritten(S.item(operand.item), column, S))
    return std::nullopt;
  Expr plain;
  plain.kind = ExprKind::Column;
  plain.path = star->path;
  plain.path.emplace_back(column);
  int inner = S.find(frame, plain.path);
  if (inner < frame.first || inner >= frame.last || isBarred(operand.item, position, plain, frame))
    return std::nullopt;
  return Operand::columnOf(inner, S.columnNamed(inner, column), operand.view);
}

/// The parts of an AND.
static void collectParts(const Expr *condition, std::vector<const Expr *> &into) {
  if (!condition)
    return;
  if (condition->kind != ExprKind::And)
    return into.push_back(condition);
  for (const sql::ExprPtr &part : condition->args)
    collectParts(part.get(), into);
}

/// Whether WHERE leaves but one value of the column in all rows of the block: `list_id = $2`. What is asked of it
/// further out is true for all of them or for none.
bool Refutation::isOneValue(const Expr &output, const Frame &frame) const {
  if (output.kind != ExprKind::Column || output.path.empty() || S.hasOwnComparisons())
    return false;
  const int item = S.find(frame, output.path);
  const sql::Table *table = item < frame.first || item >= frame.last ? nullptr : S.item(item).table;
  const sql::Column *column = table ? table->column(S.columnNamed(item, output.path.back())) : nullptr;
  if (!column || !isEqualAsWritten(column->type))
    return false;
  auto isIt = [&](const Expr &side) {
    return side.kind == ExprKind::Column && !side.path.empty() && S.find(frame, side.path) == item &&
           S.columnNamed(item, side.path.back()) == S.columnNamed(item, output.path.back());
  };
  auto isValue = [&](const Expr &side) {
    const bool isConstant = side.kind == ExprKind::Const && side.constant != sql::ConstKind::Float;
    const std::optional<std::string> scalar = scalarText(side, S.ownership(), HoleNames);
    return isConstant || (scalar && !mayMergeValues(S.firstType(*scalar)));
  };
  std::vector<const Expr *> parts;
  collectParts(frame.where, parts);
  return std::any_of(parts.begin(), parts.end(), [&](const Expr *part) {
    return part->kind == ExprKind::Op && part->name == "=" && part->args.size() == 2 &&
           ((isIt(*part->args[0]) && isValue(*part->args[1])) || (isIt(*part->args[1]) && isValue(*part->args[0])));
  });
}

/// Whether what is known of this output of the block on the way says nothing about the supposed row.
bool Refutation::isBarred(int item, int position, const Expr &output, const Frame &frame) const {
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
  const sql::Query &query = *frame.query;
  if ((S.item(item).recursive && !isKept) || block->barred)
    return true;
  if (isOneValue(output, frame))
    return false; // whichever rows are taken
  if (query.limit || query.offset)
    return true;
  if (!query.distinctOn.empty() && !isDistinctKey(output, query))
    return true;
  const Frame *reader = (*Way)[block - Way->data() - 1].frame;
  const std::vector<const Expr *> windows = windowsRead(query, S.item(item).query, reader->query);
  return std::any_of(windows.begin(), windows.end(),
                     [&](const Expr *call) { return !equalsAny(output, call->func->partitionBy); });
}

} // namespace pgtidy::analysis::isolation
