// Statements that write: whose rows they change, and whose the rows are that they make.
#include "isolation/walk.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

bool contains(const std::vector<std::string> &list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

bool isOwned(const Item &item) { return item.owned && item.owned->kind != OwnerKind::None && item.name; }

Step stepOf(const Frame &frame, int item) {
  Step step;
  step.frame = &frame;
  step.item = item;
  return step;
}

} // namespace

void Walk::insert(const sql::Statement &statement, const CteScope *scope, const Frame *outer) {
  const sql::Insert &insert = *statement.insert;
  if (insert.source)
    query(*insert.source, outer, scope, false, OwnerRights, nullptr);
  const Frame *frame = S.openWriter(statement, outer, scope, OwnerRights);
  Way.push_back(stepOf(*frame, -1));
  int source = insert.source ? S.addSubquery(*insert.source, outer, scope) : -1;
  insertedRow(insert, *frame, source);
  if (insert.conflict == sql::Insert::Conflict::Update)
    conflictingRow(insert, *frame, source);
  for (const sql::Assignment &one : insert.conflictSet)
    expression(one.value.get(), *frame, false);
  conditions(insert.conflictWhere.get(), *frame);
  for (const sql::Target &target : insert.returning)
    expression(target.value.get(), *frame, false);
  Way.pop_back();
}

/// The new row has to be the principal's, or nobody's.
void Walk::insertedRow(const sql::Insert &insert, const Frame &frame, int source) {
  int excluded = frame.first + 1;
  Item &row = S.item(excluded);
  const sql::Table *table = row.table;
  bool named = !insert.columns.empty();
  size_t count = named ? insert.columns.size() : table ? table->columns.size() : 0;
  for (size_t i = 0; source >= 0 && i < count; ++i) {
    NewValue value;
    value.column = named ? insert.columns[i] : table->columns[i].name;
    value.item = source;
    value.position = static_cast<int>(i);
    if (insert.source->values.size() == 1 && i < insert.source->values[0].size() && insert.source->values[0][i] &&
        insert.source->values[0][i]->kind == sql::ExprKind::Default)
      value = defaultOf(excluded, value.column, frame);
    row.values.push_back(value);
  }
  if (!isOwned(row))
    return;
  bool allKnown = named || table || source < 0;
  auto complete = [&](const std::string &column) {
    bool given = std::any_of(row.values.begin(), row.values.end(),
                             [&](const NewValue &value) { return value.column == column; });
    if (!given && allKnown)
      row.values.push_back(defaultOf(excluded, column, frame));
  };
  for (const std::string &column : row.owned->ownerColumns)
    complete(column);
  for (const ParentLink &link : row.owned->parents)
    for (const std::string &column : link.columns)
      complete(column);
  Refutation::Supposition supposed;
  supposed.stranger = excluded;
  supposed.signedIn = true;
  supposed.policies = "insert";
  if (source >= 0)
    supposed.facts.push_back({Fact::Kind::Open, True, Operand::output(source, 0, 0), {}});
  Mention &found = mention(frame.first, Use::Insert);
  Way.back().bare = true;
  // A new user's row is the new user's own, and of what only a membership opens nobody is a member yet.
  bool isNobodys = row.owned->kind == OwnerKind::Member && row.owned->parents.empty();
  if (row.owned->kind != OwnerKind::Users && !isNobodys)
    note(found, R.refute(Way, supposed));
  withoutPrincipal(found, excluded, supposed.facts);
  if (S.ownership().isMembership(row.key))
    for (const ParentLink &link : row.owned->parents)
      if (found.closed && joinsAnothers(excluded, link, supposed.facts)) {
        found.closed = false;
        found.membership = true;
      }
  Way.back().bare = false;
}

/// coalesce($1, 7): what is the principal's when there is one has to be nobody's when there is none.
void Walk::withoutPrincipal(Mention &found, int row, const std::vector<Fact> &facts) {
  if (S.item(row).owned->kind == OwnerKind::Users)
    return;
  for (const std::string &column : S.item(row).owned->ownerColumns) {
    Refutation::Supposition supposed;
    supposed.policies = "insert";
    supposed.facts = facts;
    Term owner = S.column(row, column);
    supposed.facts.push_back({Fact::Kind::Stranger, True, Operand::of(owner), {}});
    supposed.facts.push_back({Fact::Kind::Equal, True, Operand::of(owner), Operand::columnOf(row, column, 0)});
    supposed.signedIn = true;
    if (!R.refute(Way, supposed).closed)
      continue; // somebody else by intent: the other party of a message
    supposed.signedIn = false;
    note(found, R.refute(Way, supposed));
  }
}

/// Whether a membership row may open rows that are not the principal's: it has to hang below a row that is.
bool Walk::joinsAnothers(int row, const ParentLink &link, const std::vector<Fact> &facts) {
  Refutation::Supposition supposed;
  supposed.stranger = S.addRow(link.parent);
  supposed.signedIn = true;
  supposed.facts = facts;
  for (size_t i = 0; i < link.columns.size() && i < link.referenced.size(); ++i)
    supposed.facts.push_back({Fact::Kind::Equal, True, Operand::columnOf(supposed.stranger, link.referenced[i], 0),
                              Operand::columnOf(row, link.columns[i], 0)});
  return !R.refute(Way, supposed).closed;
}

/// What a column is when the INSERT does not give it.
NewValue Walk::defaultOf(int item, std::string_view name, const Frame &frame) {
  NewValue value;
  value.column = name;
  const sql::Table *table = S.item(item).table;
  const sql::Column *column = table ? table->column(name) : nullptr;
  value.isNull = !column || (!column->hasDefault && !column->generated && !column->identity);
  if (!column || column->defaultText.empty())
    return value;
  Defaults.push_back(sql::parse("SELECT " + column->defaultText));
  const sql::Parsed &parsed = Defaults.back();
  if (parsed.statements.size() == 1 && parsed.statements[0].select && !parsed.statements[0].select->targets.empty()) {
    value.expr = parsed.statements[0].select->targets[0].value.get();
    value.frame = &frame;
  }
  return value;
}

std::vector<std::string> Walk::conflictColumns(const sql::Insert &insert, const Frame &frame) {
  const sql::Table *table = S.item(frame.first).table;
  if (insert.conflictConstraint.empty() || !table)
    return insert.conflictColumns;
  for (const sql::Key &key : table->keys) {
    std::string usual = table->name;
    for (const std::string &column : key.columns)
      usual += "_" + column;
    bool primary = key.primary && insert.conflictConstraint == table->name + "_pkey";
    if (key.name == insert.conflictConstraint || primary || insert.conflictConstraint == usual + "_key")
      return key.columns;
  }
  return {};
}

/// ON CONFLICT DO UPDATE changes the row that is there: it has to be the principal's too.
void Walk::conflictingRow(const sql::Insert &insert, const Frame &frame, int source) {
  int target = frame.first, excluded = frame.first + 1;
  std::vector<Fact> facts;
  if (source >= 0)
    facts.push_back({Fact::Kind::Open, True, Operand::output(source, 0, 0), {}});
  const std::vector<std::string> columns = conflictColumns(insert, frame);
  for (const std::string &column : columns)
    facts.push_back(
        {Fact::Kind::Equal, True, Operand::columnOf(target, column, 0), Operand::columnOf(excluded, column, 0)});
  if (insert.conflictWhere)
    facts.push_back({Fact::Kind::Truth, True, Operand::of(*insert.conflictWhere, frame, 0), {}});
  if (!isOwned(S.item(target)))
    return;
  Refutation::Supposition supposed;
  supposed.stranger = target;
  supposed.facts = facts;
  supposed.policies = "update";
  Way.back().item = target;
  written(mention(target, Use::Insert), supposed);
  ownershipChange(insert.conflictSet, frame, facts);
  Way.back().item = -1;
}

void Walk::update(const sql::Statement &statement, const CteScope *scope, const Frame *outer) {
  const sql::Update &update = *statement.update;
  const Frame *frame = S.openWriter(statement, outer, scope, OwnerRights);
  Way.push_back(stepOf(*frame, frame->first));
  reference(frame->first, Use::Update, {});
  if (isOwned(S.item(frame->first)))
    mention(frame->first, Use::Update).cursorDecides = !update.currentOf.empty();
  ownershipChange(update.set, *frame, {});
  items(*frame, frame->first + 1);
  for (const sql::FromPtr &from : update.from)
    joinConditions(*from, *frame);
  conditions(update.where.get(), *frame);
  for (const sql::Assignment &one : update.set)
    expression(one.value.get(), *frame, false);
  for (const sql::Target &target : update.returning)
    expression(target.value.get(), *frame, false);
  Way.pop_back();
}

/// Whether a SET gives the row to somebody else: an owner column gets a value that is neither the old one nor the
/// principal, or a foreign key leads to a parent that is not known to be the principal's.
void Walk::ownershipChange(const std::vector<sql::Assignment> &set, const Frame &frame,
                           const std::vector<Fact> &facts) {
  int target = frame.first;
  if (!isOwned(S.item(target)) || set.empty() || S.item(target).owned->kind == OwnerKind::Users)
    return;
  const TableOwnership &owned = *S.item(target).owned;
  int row = S.addNewRow(target, true);
  for (const sql::Assignment &one : set) {
    NewValue value;
    value.column = one.column;
    if (one.part < 0 && one.value && one.value->kind != sql::ExprKind::Default) {
      value.expr = one.value.get();
      value.frame = &frame;
    }
    S.item(row).values.push_back(value);
  }
  Way.back().item = target;
  Mention &found = mention(target, Use::Update);
  auto judge = [&](const Refutation::Supposition &supposed, const std::string &column) {
    Outcome outcome = R.refute(Way, supposed);
    if (outcome.closed || found.ownershipChange)
      return;
    found.ownershipChange = true;
    found.changedColumn = column;
  };
  for (const sql::Assignment &one : set) {
    Refutation::Supposition supposed;
    supposed.facts = facts;
    supposed.signedIn = true;
    supposed.policies = "update";
    if (contains(owned.ownerColumns, one.column)) {
      Term owner = S.column(row, one.column);
      Operand now = Operand::columnOf(row, one.column, 0);
      supposed.facts.push_back({Fact::Kind::Stranger, True, Operand::of(owner), {}});
      supposed.facts.push_back({Fact::Kind::Same, True, Operand::of(owner), now});
      supposed.facts.push_back({Fact::Kind::Distinct, True, now, Operand::columnOf(target, one.column, 0)});
      judge(supposed, one.column);
    }
    for (const ParentLink &link : owned.parents)
      if (contains(link.columns, one.column) && !contains(owned.ownerColumns, one.column)) {
        supposed.stranger = row;
        supposed.nobodyToo = true;
        supposed.facts = facts;
        judge(supposed, one.column);
        if (S.ownership().isMembership(S.item(row).key) && !found.ownershipChange && joinsAnothers(row, link, facts)) {
          found.ownershipChange = true;
          found.changedColumn = one.column;
        }
        break;
      }
  }
  claim(found, set);
}

/// Taking what is nobody's changes its owner, too.
void Walk::claim(Mention &found, const std::vector<sql::Assignment> &set) {
  if (!found.nobodys || found.ownershipChange)
    return;
  for (const sql::Assignment &one : set)
    if (contains(found.owned->ownerColumns, one.column)) {
      found.ownershipChange = found.claims = found.closed = true;
      found.changedColumn = one.column;
    }
}

void Walk::remove(const sql::Statement &statement, const CteScope *scope, const Frame *outer) {
  const sql::Delete &remove = *statement.remove;
  const Frame *frame = S.openWriter(statement, outer, scope, OwnerRights);
  Way.push_back(stepOf(*frame, frame->first));
  reference(frame->first, Use::Delete, {});
  if (isOwned(S.item(frame->first)))
    mention(frame->first, Use::Delete).cursorDecides = !remove.currentOf.empty();
  items(*frame, frame->first + 1);
  for (const sql::FromPtr &from : remove.usingItems)
    joinConditions(*from, *frame);
  conditions(remove.where.get(), *frame);
  for (const sql::Target &target : remove.returning)
    expression(target.value.get(), *frame, false);
  Way.pop_back();
}

/// Each action of MERGE is a statement of its own: what it updates or deletes meets ON and its condition.
void Walk::merge(const sql::Statement &statement, const CteScope *scope, const Frame *outer) {
  const sql::Merge &merge = *statement.merge;
  const Frame *frame = S.openWriter(statement, outer, scope, OwnerRights);
  int target = frame->first;
  Way.push_back(stepOf(*frame, target));
  bool onlyMatched = true;
  std::vector<Fact> matched;
  if (merge.on)
    matched.push_back({Fact::Kind::Truth, True, Operand::of(*merge.on, *frame, 0), {}});
  for (const sql::MergeAction &action : merge.actions) {
    using Kind = sql::MergeAction::Kind;
    std::vector<Fact> facts = action.matched ? matched : std::vector<Fact>{};
    onlyMatched &= action.matched;
    if (action.condition)
      facts.push_back({Fact::Kind::Truth, True, Operand::of(*action.condition, *frame, 0), {}});
    if (action.kind == Kind::Update || action.kind == Kind::Delete) {
      Way.back().item = target;
      reference(target, Use::Merge, facts);
      if (action.kind == Kind::Update)
        ownershipChange(action.set, *frame, facts);
    } else if (action.kind == Kind::Insert && isOwned(S.item(target))) {
      int row = S.addNewRow(target, false);
      const sql::Table *table = S.item(row).table;
      for (size_t i = 0; i < action.values.size(); ++i) {
        NewValue value;
        value.column = i < action.columns.size()                                      ? action.columns[i]
                       : action.columns.empty() && table && i < table->columns.size() ? table->columns[i].name
                                                                                      : std::string_view();
        value.expr = action.values[i].get();
        value.frame = frame;
        S.item(row).values.push_back(value);
      }
      Refutation::Supposition supposed;
      supposed.stranger = row;
      supposed.signedIn = true;
      supposed.facts = facts;
      supposed.policies = "insert";
      Way.back().item = -1;
      note(mention(target, Use::Merge), R.refute(Way, supposed));
    }
    for (const sql::Assignment &one : action.set)
      expression(one.value.get(), *frame, false);
    for (const sql::ExprPtr &value : action.values)
      expression(value.get(), *frame, false);
  }
  if (onlyMatched)
    Way.back().extra = matched;
  items(*frame, target + 1);
  Way.back().extra.clear();
  conditions(merge.on.get(), *frame);
  Way.pop_back();
}

void Walk::copy(const sql::Copy &copy, const CteScope *scope) {
  if (copy.query) {
    query(*copy.query, nullptr, scope, false, OwnerRights, nullptr);
    return;
  }
  int item = S.addRow(S.ownership().key(copy.table));
  S.item(item).name = &copy.table;
  S.item(item).alias = copy.table.name;
  if (!isOwned(S.item(item)))
    return;
  Mention &found = mention(item, copy.from ? Use::CopyIn : Use::CopyOut);
  Refutation::Supposition supposed;
  supposed.stranger = item;
  if (!copy.from)
    note(found, R.refute({}, supposed));
}

void Walk::truncate(const sql::Name &table) {
  int item = S.addRow(S.ownership().key(table));
  S.item(item).name = &table;
  S.item(item).alias = table.name;
  if (isOwned(S.item(item)))
    mention(item, Use::Truncate).closed = false;
}

} // namespace pgtidy::analysis::isolation
