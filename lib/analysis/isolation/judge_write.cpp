// Statements that write: whose rows they change, and whose the rows are that they make.
#include "isolation/rewritten.h"
#include "isolation/walk.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {

void Walk::update(const sql::Statement &statement, const CteScope *scope, const Frame *outer) {
  const sql::Update &update = *statement.update;
  const Frame *frame = S.openWriter(statement, outer, scope, Within);
  Way.push_back(Step::at(*frame, frame->first));
  target(frame->first, Use::Update, {});
  if (isOwned(S.item(frame->first)))
    mention(frame->first, Use::Update).cursorDecides = !update.currentOf.empty();
  ownershipChange(update.set, *frame, {});
  items(*frame, frame->first + 1);
  joinConditions(*frame);
  conditions(update.where.get(), *frame);
  for (const sql::Assignment &one : update.set)
    expression(one.value.get(), *frame, false);
  for (const sql::Target &target : update.returning)
    expression(target.value.get(), *frame, false);
  Way.pop_back();
}

/// Whether the column is a part of the primary key of the users table: who has another is another user. An e-mail
/// address that is merely unique may change.
bool Walk::namesOwner(const sql::Table &users, std::string_view column) {
  return std::any_of(users.keys.begin(), users.keys.end(),
                     [&](const sql::Key &key) { return key.primary && llvm::is_contained(key.columns, column); });
}

bool Walk::mayChangeOwner(const Item &target, const std::vector<sql::Assignment> &set) {
  return target.owned->kind != OwnerKind::Users ||
         (target.table && std::any_of(set.begin(), set.end(), [&](const sql::Assignment &one) {
            return namesOwner(*target.table, one.column);
          }));
}

/// Whether a SET gives the row to somebody else: an owner column gets a value that is neither the old one nor the
/// principal, or a foreign key leads to a parent that is not known to be the principal's.
void Walk::ownershipChange(const std::vector<sql::Assignment> &set, const Frame &frame,
                           const std::vector<Fact> &facts) {
  int target = frame.first;
  if (S.item(target).isView)
    return ownershipChangeBehind(target, set, frame, facts);
  if (!isOwned(S.item(target)) || set.empty() || !mayChangeOwner(S.item(target), set))
    return;
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
  computeAnew(row, set);
  Way.back().item = target;
  Mention &found = mention(target, Use::Update);
  noteBetween(row, "update", frame, [&] {
    Mention probe = asIfClosed(found);
    judgeChanges(probe, target, row, facts);
    return !probe.ownershipChange;
  });
  forEachTriggered(row, "update", frame, [&] { judgeChanges(found, target, row, facts); });
  claim(found, set);
}

/// Generated columns follow those that are set.
void Walk::computeAnew(int row, const std::vector<sql::Assignment> &set) {
  const sql::Table *table = S.item(row).table;
  if (!table)
    return;
  const bool isFired = !firedFor(row, "update").empty(); // and triggers may set others
  for (const sql::Column &column : table->columns)
    if (column.generatedAs && (isFired || std::any_of(set.begin(), set.end(), [&](const sql::Assignment &one) {
                                 return isComputedFrom(column, one.column);
                               })))
      S.item(row).values.push_back(defaultOf(row, column.name, *Way.back().frame));
}

void Walk::judgeChanges(Mention &found, int target, int row, const std::vector<Fact> &facts) {
  const TableOwnership &owned = *S.item(target).owned;
  auto judge = [&](const Refutation::Supposition &supposed, const std::string &column) {
    Outcome outcome = R.refute(Way, supposed);
    if (outcome.closed || found.ownershipChange)
      return;
    found.ownershipChange = true;
    found.changedColumn = column;
  };
  const std::vector<NewValue> changes = S.item(row).values;
  for (const NewValue &change : changes) {
    const std::string column(change.column);
    Refutation::Supposition supposed;
    supposed.facts = facts;
    supposed.signedIn = true;
    supposed.policies = "update";
    const bool isMerelyKey = owned.kind == OwnerKind::Users && !namesOwner(*S.item(row).table, column);
    if (llvm::is_contained(owned.ownerColumns, column) && !isMerelyKey) {
      supposed.written = row;
      Term owner = S.column(row, column);
      Operand now = Operand::columnOf(row, column, 0);
      supposed.facts.push_back({Fact::Kind::Stranger, True, Operand::of(owner), {}, Ownership::keysOf(owned, column)});
      supposed.facts.push_back({Fact::Kind::Same, True, Operand::of(owner), now});
      supposed.facts.push_back({Fact::Kind::Distinct, True, now, Operand::columnOf(target, column, 0)});
      judge(supposed, column);
    }
    for (const ParentLink &link : owned.parents)
      if (llvm::is_contained(link.columns, column) && changesCoOwner(target, row, link, column, facts)) {
        found.changedColumn = found.ownershipChange ? found.changedColumn : column;
        found.ownershipChange = true;
      }
    for (const ParentLink &link : owned.parents)
      if (llvm::is_contained(link.columns, column) && !llvm::is_contained(owned.ownerColumns, column)) {
        supposed.stranger = row;
        supposed.written = -1;
        supposed.nobodyToo = true;
        supposed.publicToo = true;
        supposed.facts = facts;
        if (const sql::Column *defined = S.item(row).table ? S.item(row).table->column(column) : nullptr;
            defined && defined->notNull)
          supposed.facts.push_back({Fact::Kind::NotNull, True, Operand::of(S.column(row, column)), {}});
        judge(supposed, column);
        if (S.ownership().isMembership(S.item(row).key) && !found.ownershipChange && joinsAnothers(row, link, facts)) {
          found.ownershipChange = true;
          found.changedColumn = column;
        }
        break;
      }
  }
}

/// Whether columns that name one of the row's owners together, or its parent where only several parents say whose it
/// is, may name another user than before, or nobody, by what `column` of them is set to: the row may have other owners,
/// to whom it stays.
bool Walk::changesCoOwner(int target, int row, const ParentLink &link, const std::string &column,
                          const std::vector<Fact> &facts) {
  const TableOwnership *users = S.ownership().find(link.parent);
  const TableOwnership &owned = *S.item(target).owned;
  const bool isOneOfSeveral = owned.ownerColumns.empty() && owned.parents.size() > 1;
  if (!users || (users->kind != OwnerKind::Users && !isOneOfSeveral))
    return false;
  const Operand now = Operand::columnOf(row, column, 0);
  Refutation::Supposition supposed;
  supposed.written = row;
  supposed.signedIn = true;
  supposed.policies = "update";
  supposed.facts = facts;
  supposed.facts.push_back({Fact::Kind::Distinct, True, now, Operand::columnOf(target, column, 0)});
  Refutation::Supposition nobodys = supposed;
  nobodys.facts.push_back({Fact::Kind::Null, True, now, {}});
  const sql::Column *defined = S.item(row).table ? S.item(row).table->column(column) : nullptr;
  if (!(defined && defined->notNull) && !R.refute(Way, nobodys).closed)
    return true;
  supposed.stranger = S.addRow(link.parent);
  for (size_t i = 0; i < link.columns.size() && i < link.referenced.size(); ++i)
    supposed.facts.push_back({Fact::Kind::Equal, True, Operand::columnOf(supposed.stranger, link.referenced[i], 0),
                              Operand::columnOf(row, link.columns[i], 0)});
  return !R.refute(Way, supposed).closed;
}

/// The same through a view, where what it sets is said column by column: what triggers and generated columns make of it
/// is not followed.
void Walk::ownershipChangeBehind(int view, const std::vector<sql::Assignment> &set, const Frame &frame,
                                 const std::vector<Fact> &facts) {
  std::vector<NewValue> values;
  for (const sql::Assignment &one : set) {
    std::string_view column;
    const sql::Table *table = S.behind(*S.item(view).table, one.column, column);
    const TableOwnership *owned = table ? S.ownership().find(table->schema + "." + table->name) : nullptr;
    if (!owned || owned->kind == OwnerKind::None || (owned->kind == OwnerKind::Users && !namesOwner(*table, column)))
      continue;
    bool changes = triggersChangeOwner(table->schema + "." + table->name) || column.empty();
    for (const sql::Column &each : table->columns)
      changes |= each.generatedAs && isComputedFrom(each, column);
    const bool isKnown = one.part < 0 && one.value && one.value->kind != sql::ExprKind::Default;
    values.push_back({column, isKnown ? one.value.get() : nullptr, isKnown ? &frame : nullptr});
    if (!changes)
      continue;
    Mention &found = mention(view, Use::Update);
    found.owned = found.owned ? found.owned : owned;
    if (!found.ownershipChange)
      found.changedColumn = one.column;
    found.ownershipChange = true;
  }
  const int before = values.empty() ? -1 : S.addRowBehind(view);
  if (before < 0)
    return;
  const int row = S.addNewRow(before, false);
  S.item(row).values = std::move(values);
  Mention &found = mention(view, Use::Update);
  found.owned = found.owned ? found.owned : S.item(before).owned;
  const bool isSaid = found.ownershipChange;
  judgeChanges(found, before, row, facts);
  for (const sql::Assignment &one : set) // by the name that the statement has for it
    if (std::string_view column; !isSaid && S.behind(*S.item(view).table, one.column, column) &&
                                 column == std::string_view(found.changedColumn) && found.ownershipChange) {
      found.changedColumn = one.column;
      break;
    }
}

/// Taking what is nobody's changes its owner, too.
void Walk::claim(Mention &found, const std::vector<sql::Assignment> &set) {
  if (!found.nobodys || found.ownershipChange)
    return;
  for (const sql::Assignment &one : set)
    if (llvm::is_contained(found.owned->ownerColumns, one.column)) {
      found.ownershipChange = found.claims = found.closed = true;
      found.changedColumn = one.column;
    }
}

void Walk::remove(const sql::Statement &statement, const CteScope *scope, const Frame *outer) {
  const sql::Delete &remove = *statement.remove;
  const Frame *frame = S.openWriter(statement, outer, scope, Within);
  Way.push_back(Step::at(*frame, frame->first));
  target(frame->first, Use::Delete, {});
  if (isOwned(S.item(frame->first)))
    mention(frame->first, Use::Delete).cursorDecides = !remove.currentOf.empty();
  items(*frame, frame->first + 1);
  joinConditions(*frame);
  conditions(remove.where.get(), *frame);
  for (const sql::Target &target : remove.returning)
    expression(target.value.get(), *frame, false);
  Way.pop_back();
}

void Walk::copy(const sql::Copy &copy, const CteScope *scope) {
  if (copy.query) {
    query(*copy.query, nullptr, scope, false, Within, {});
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
  supposed.policies = "select"; // COPY, "Notes": they hold for COPY … TO
  if (!copy.from)
    note(found, R.refute({}, supposed));
}

/// TRUNCATE empties the table, and with CASCADE those that have foreign keys to it.
void Walk::truncate(const sql::Name &table, bool cascade) {
  std::vector<std::string> emptied{S.ownership().key(table)};
  for (size_t i = 0; i < emptied.size(); ++i) {
    int item = S.addRow(emptied[i]);
    S.item(item).name = &table;
    S.item(item).alias = table.name;
    S.item(item).owned = S.ownership().find(emptied[i]); // heirs are emptied too
    if (isOwned(S.item(item)))
      mention(item, Use::Truncate).closed = false;
    for (const auto &[key, child] : S.ownership().catalog().tables())
      if (cascade && !llvm::is_contained(emptied, key) &&
          std::any_of(child.foreignKeys.begin(), child.foreignKeys.end(), [&](const sql::ForeignKey &foreign) {
            return foreign.schema + "." + foreign.table == emptied[i];
          }))
        emptied.push_back(key);
  }
}

} // namespace pgtidy::analysis::isolation
