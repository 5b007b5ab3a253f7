// MERGE: each action is judged like a statement of its own.
#include "isolation/walk.h"

namespace pgtidy::analysis::isolation {

/// Each action of MERGE is a statement of its own, for the rows that no action before it took: what it updates or
/// deletes meets ON and its condition.
void Walk::merge(const sql::Statement &statement, const CteScope *scope, const Frame *outer) {
  const sql::Merge &merge = *statement.merge;
  const Frame *frame = S.openWriter(statement, outer, scope, Within);
  const Frame *alone = S.withoutTarget(*frame); // where the source's row has no match
  Way.push_back(Step::at(*frame, frame->first));
  std::vector<Fact> matched, missed;
  if (merge.on)
    matched.push_back({Fact::Kind::Truth, True, Operand::of(*merge.on, *frame, 0), {}});
  const std::vector<Fact> meetsOn = matched;
  for (const sql::MergeAction &action : merge.actions) {
    std::vector<Fact> &facts = action.matched ? matched : missed;
    mergeAction(action, *frame, action.matched ? *frame : *alone, facts, meetsOn);
    if (action.condition)
      facts.push_back({Fact::Kind::Truth, False | Unknown, Operand::of(*action.condition, *frame, 0), {}});
  }
  Way.back() = Step::at(*frame, -1);
  conditions(merge.on.get(), *frame);
  Way.pop_back();
}

/// `facts` hold where the action's condition is asked.
void Walk::mergeAction(const sql::MergeAction &action, const Frame &frame, const Frame &seen, std::vector<Fact> facts,
                       const std::vector<Fact> &meetsOn) {
  using Kind = sql::MergeAction::Kind;
  const int target = frame.first;
  auto within = [&](const auto &judge) {
    Way.back() = Step::at(seen, action.matched ? target : -1);
    Way.back().extra = facts;
    judge();
    Way.back() = Step::at(seen, action.matched ? target : -1);
  };
  within([&] { conditions(action.condition.get(), frame); });
  if (action.condition)
    facts.push_back({Fact::Kind::Truth, True, Operand::of(*action.condition, frame, 0), {}});
  if (action.kind == Kind::Nothing)
    return;
  if (!action.matched && isOwned(S.item(target)))
    missedBy(frame, meetsOn, facts);
  if (action.kind == Kind::Update || action.kind == Kind::Delete) {
    this->target(target, Use::Merge, facts);
    if (action.kind == Kind::Update)
      ownershipChange(action.set, frame, facts);
  } else if (isOwned(S.item(target))) {
    mergedRow(action, frame, facts);
  } else if (S.item(target).isView) {
    mergedBehind(target);
  }
  within([&] {
    for (const sql::Assignment &one : action.set)
      expression(one.value.get(), frame, false);
    for (const sql::ExprPtr &value : action.values)
      expression(value.get(), frame, false);
  });
  within([&] {
    items(seen, target + 1);
    joinConditions(frame);
  });
}

/// The row that WHEN NOT MATCHED inserts has to be the principal's.
void Walk::mergedRow(const sql::MergeAction &action, const Frame &frame, const std::vector<Fact> &facts) {
  int row = S.addNewRow(frame.first, false);
  S.item(row).isReadToo = false; // its INSERT meets the policies of INSERT alone
  const sql::Table *table = S.item(row).table;
  for (size_t i = 0; i < action.values.size(); ++i) {
    std::string_view column = i < action.columns.size()                                      ? action.columns[i]
                              : action.columns.empty() && table && i < table->columns.size() ? table->columns[i].name
                                                                                             : std::string_view();
    NewValue value;
    value.column = column;
    value.expr = action.values[i].get();
    value.frame = &frame;
    if (value.expr && value.expr->kind == sql::ExprKind::Default)
      value = defaultOf(row, column, frame);
    S.item(row).values.push_back(value);
  }
  if (!action.columns.empty() || (table && !table->columns.empty()) || action.values.empty())
    giveDefaults(row, frame);
  Way.back().item = -1;
  judgeNewRow(mention(frame.first, Use::Merge), row, frame, facts);
}

/// What MERGE puts in through a view is not followed.
void Walk::mergedBehind(int view) {
  std::string_view unused;
  const sql::Table *table = S.behind(*S.item(view).table, "", unused);
  const TableOwnership *owned = table ? S.ownership().find(table->schema + "." + table->name) : nullptr;
  if (!owned || owned->kind == OwnerKind::None)
    return;
  Mention &found = mention(view, Use::Merge);
  found.owned = found.owned ? found.owned : owned;
  found.closed = false;
}

/// WHEN NOT MATCHED tells of a row of the source that meets `facts` whether there is a row with which it meets ON,
/// whoever's it is.
void Walk::missedBy(const Frame &frame, const std::vector<Fact> &meetsOn, const std::vector<Fact> &facts) {
  const int target = frame.first;
  Refutation::Supposition supposed;
  supposed.stranger = target;
  supposed.facts = meetsOn;
  supposed.facts.insert(supposed.facts.end(), facts.begin(), facts.end());
  if (!S.item(target).isReadToo)
    supposed.policies = {}; // none hold
  const Step before = Way.back();
  Way.back() = Step::at(frame, target);
  Mention &found = mention(target, Use::Merge);
  const bool wasClosed = found.closed;
  note(found, R.refute(Way, supposed));
  found.missed |= wasClosed && !found.closed;
  Way.back() = before;
}

} // namespace pgtidy::analysis::isolation
