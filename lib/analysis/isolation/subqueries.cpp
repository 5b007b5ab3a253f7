// Sub-queries, views and CTEs beside the way: a row of them is a row of one of their branches.
#include "isolation/refutation.h"
#include "isolation/rewritten.h"
#include "isolation/scalars.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

constexpr size_t MostArms = 16;
/// The rows of VALUES are short, and what they cost is counted.
constexpr size_t MostRows = 2000;

} // namespace

/// The branches that rows come from, and where `areCompared` those that rows are only compared with, too.
void Refutation::collectArms(const sql::Query &query, const Item &item, const CteScope *scope, bool areCompared,
                             std::vector<Arm> &into) {
  const CteScope *inner = S.open(query.ctes, query.recursive, scope, item.outer);
  if (query.setOp == sql::SetOp::None) {
    const Frame *frame = S.open(query, item.outer, inner, rightsWithin(item));
    for (size_t row = 0; row < std::max<size_t>(1, query.values.size()); ++row)
      into.push_back({frame, static_cast<int>(row)});
    if (frame->total)
      into.push_back({frame->total, 0});
    return;
  }
  if (into.size() > MostArms)
    return;
  // A row of EXCEPT or INTERSECT is one of the left side.
  if (query.left)
    collectArms(*query.left, item, inner, areCompared, into);
  if (query.right && (areCompared || query.setOp == sql::SetOp::Union))
    collectArms(*query.right, item, inner, areCompared, into);
}

std::vector<Refutation::Arm> Refutation::armsOf(int index) {
  const Item &item = S.item(index);
  std::vector<Arm> arms;
  if (item.writer) {
    const CteScope *inner = S.open(item.writer->ctes, item.writer->recursive, item.scope, item.outer);
    arms.push_back({S.openWriter(*item.writer, item.outer, inner, item.rights), 0});
  } else if (item.query) {
    collectArms(*item.query, item, item.scope, /*areCompared=*/false, arms);
  }
  return arms;
}

static bool isValues(const Item &item) {
  return item.query && item.query->setOp == sql::SetOp::None && !item.query->values.empty();
}

void Refutation::openDerived(Situation &s, int item, uint8_t view) {
  if (!spend(10)) {
    Current.tooLarge = true;
    return;
  }
  std::vector<Arm> arms = armsOf(item);
  if (arms.size() == 1) {
    openArm(s, item, arms[0], view);
  } else if (arms.size() <= (isValues(S.item(item)) ? MostRows : MostArms)) {
    Split split;
    split.kind = Split::Kind::Arms;
    split.item = item;
    split.view = view;
    s.splits.push_back(std::move(split));
  }
}

void Refutation::openArm(Situation &s, int item, const Arm &arm, uint8_t view) {
  s.arms.resize(std::max(s.arms.size(), static_cast<size_t>(item) + 1));
  s.arms[item] = arm;
  const Frame &frame = *arm.frame;
  // An aggregate without GROUP BY has a row even when nothing meets its conditions.
  if (frame.query && mayBeSingleGroup(*frame.query, S.ownership().catalog()))
    return;
  uint8_t below = view;
  if (frame.isTotal) // nor has the row of the empty grouping set
    return addCondition(s, frame.query->having.get(), frame, view, nullptr);
  place(s, {&frame, -1, nullptr, false, false, {}, nullptr}, below);
  if (const sql::Statement *writer = S.item(item).writer; writer && writer->insert)
    openInsert(s, *writer, frame, view);
}

/// Whether ON CONFLICT finds the row by the column, and has it in the same letters and digits.
static bool isFoundBy(std::string_view name, const sql::Insert &insert, const sql::Table *table,
                      const sql::Catalog &catalog) {
  const sql::Column *column = table ? table->column(name) : nullptr;
  return column && isEqualAsWritten(baseOf(column->type, catalog)) &&
         std::find(insert.conflictColumns.begin(), insert.conflictColumns.end(), name) != insert.conflictColumns.end();
}

/// The rows that an INSERT returns are those of its source; with ON CONFLICT DO UPDATE rows that equal those in the
/// columns of the key by which they are found.
void Refutation::openInsert(Situation &s, const sql::Statement &writer, const Frame &frame, uint8_t view) {
  const sql::Insert &insert = *writer.insert;
  const bool mayBeThere = insert.conflict == sql::Insert::Conflict::Update;
  if (!insert.source || (mayBeThere && (insert.conflictColumns.empty() || S.renames(insert.table))))
    return;
  int source = S.addSubquery(*insert.source, &frame, frame.scope);
  setState(s, source, ItemState::Present);
  openDerived(s, source, view);
  const sql::Table *table = S.item(frame.first).table;
  const Rewritten rewritten = rewrittenBy(writer, S);
  size_t count = insert.columns.empty() ? (table ? table->columns.size() : 0) : insert.columns.size();
  for (size_t i = 0; i < count; ++i) {
    std::string_view name = insert.columns.empty() ? table->columns[i].name : insert.columns[i];
    if (rewritten.has(name) || (mayBeThere && !isFoundBy(name, insert, table, S.ownership().catalog())))
      continue;
    s.todo.push_back({Fact::Kind::Same, True, Operand::columnOf(frame.first, name, view),
                      Operand::output(source, static_cast<int>(i), view)});
  }
}

} // namespace pgtidy::analysis::isolation
