// MERGE: each action is judged like a statement of its own.
#include "isolation/walk.h"

namespace pgtidy::analysis::isolation {

/// Each action of MERGE is a statement of its own: what it updates or deletes meets ON and its condition.
void Walk::merge(const sql::Statement &statement, const CteScope *scope, const Frame *outer) {
  const sql::Merge &merge = *statement.merge;
  const Frame *frame = S.openWriter(statement, outer, scope, Within);
  int target = frame->first;
  Way.push_back(Step::at(*frame, target));
  bool onlyMatched = true;
  std::vector<Fact> matched;
  if (merge.on)
    matched.push_back({Fact::Kind::Truth, True, Operand::of(*merge.on, *frame, 0), {}});
  for (const sql::MergeAction &action : merge.actions) {
    using Kind = sql::MergeAction::Kind;
    std::vector<Fact> facts = action.matched ? matched : std::vector<Fact>{};
    onlyMatched &= action.matched;
    if (!action.matched && action.kind != Kind::Nothing && isOwned(S.item(target)))
      missedBy(target, matched);
    Way.back().item = action.matched ? target : -1;
    Way.back().extra = facts;
    conditions(action.condition.get(), *frame);
    Way.back().extra.clear();
    if (action.condition)
      facts.push_back({Fact::Kind::Truth, True, Operand::of(*action.condition, *frame, 0), {}});
    if (action.kind == Kind::Update || action.kind == Kind::Delete) {
      Way.back().item = target;
      this->target(target, Use::Merge, facts);
      if (action.kind == Kind::Update)
        ownershipChange(action.set, *frame, facts);
    } else if (action.kind == Kind::Insert && isOwned(S.item(target))) {
      mergedRow(action, *frame, facts);
    } else if (action.kind == Kind::Insert && S.item(target).isView) {
      mergedBehind(target);
    }
    Way.back().item = action.matched ? target : -1;
    Way.back().extra = facts;
    for (const sql::Assignment &one : action.set)
      expression(one.value.get(), *frame, false);
    for (const sql::ExprPtr &value : action.values)
      expression(value.get(), *frame, false);
    Way.back().extra.clear();
  }
  if (onlyMatched)
    Way.back().extra = matched;
  items(*frame, target + 1);
  Way.back().extra.clear();
  if (merge.source)
    joinConditions(*merge.source, *frame);
  conditions(merge.on.get(), *frame);
  Way.pop_back();
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

/// WHEN NOT MATCHED tells whether there is a row that meets ON, whoever's it is.
void Walk::missedBy(int target, const std::vector<Fact> &matched) {
  Refutation::Supposition supposed;
  supposed.stranger = target;
  supposed.facts = matched;
  if (!S.item(target).isReadToo)
    supposed.policies = {}; // none hold
  Way.back().item = target;
  note(mention(target, Use::Merge), R.refute(Way, supposed));
}

} // namespace pgtidy::analysis::isolation
