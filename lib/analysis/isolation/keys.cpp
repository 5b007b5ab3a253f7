// What keys and foreign keys say about rows.
#include "isolation/refutation.h"

#include <algorithm>
#include <utility>

namespace pgtidy::analysis::isolation {

bool Refutation::mergeColumns(Situation &s, int a, std::string_view aColumn, int b, std::string_view bColumn,
                              bool &changed) {
  Term x = S.column(a, aColumn), y = S.column(b, bColumn);
  if (s.equal.same(x, y))
    return true;
  changed = true;
  return s.equal.merge(x, y);
}

bool Refutation::sameKey(Situation &s, int a, const std::vector<std::string> &aColumns, int b,
                         const std::vector<std::string> &bColumns) {
  if (aColumns.empty() || aColumns.size() != bColumns.size())
    return false;
  for (size_t i = 0; i < aColumns.size(); ++i) {
    Term x = S.column(a, aColumns[i]);
    if (!s.equal.same(x, S.column(b, bColumns[i])) || !(s.equal.traits(x) & NotNull))
      return false;
  }
  return true;
}

/// Whether the supposed row of a sub-query is the very row that a query around it reads: what it changes shows only
/// where that row gets through, which is judged by itself.
bool Refutation::isJudgedAbove(const Situation &s, int row, int other) {
  if (s.strangers.empty() || s.strangers[0] != row || !Way || !isOwned(S.item(other)))
    return false;
  return std::any_of(Way->begin(), Way->end(), [&](const Step &step) {
    return step.item < 0 && &step != &Way->back() && other >= step.frame->first && other < step.frame->last;
  });
}

/// Two rows of one table with the same key are one row.
bool Refutation::joinRows(Situation &s, int a, int b, bool &changed) {
  const Item &x = S.item(a);
  if (x.isPending || S.item(b).isPending)
    return true;
  static const std::vector<std::string> byName{"id"}, physical{"ctid"};
  // Keys hold in each table for itself (Inheritance, Caveats), places of rows in each partition too.
  bool isInOne = (x.isOnly && S.item(b).isOnly) || !S.ownership().hasHeirs(x.key);
  bool same = isInOne && !S.ownership().hasParts(x.key) && sameKey(s, a, physical, b, physical);
  if (!isInOne)
    return true;
  if (!x.table || x.table->columns.empty())
    same = same || sameKey(s, a, byName, b, byName);
  else
    same = same || std::any_of(x.table->keys.begin(), x.table->keys.end(), [&](const sql::Key &key) {
             return S.isChecked(key.deferrable) && sameKey(s, a, key.columns, b, key.columns);
           });
  if (!same)
    return joinByPartialKeys(s, a, b, changed);
  if (isJudgedAbove(s, a, b) || isJudgedAbove(s, b, a))
    return false;
  // A row that the statement makes has no members yet but those that it gets here.
  bool isMember = !s.strangers.empty() && S.item(s.strangers[0]).kind == ItemKind::NewRow &&
                  !S.item(s.strangers[0]).owned->ownerColumns.empty();
  if (!isMember && x.owned && x.owned->kind == OwnerKind::Member && (x.isNew || S.item(b).isNew))
    for (int stranger : s.strangers)
      if (stranger == a || stranger == b)
        return false;
  std::vector<std::string_view> names;
  for (int item : {a, b})
    for (const auto &[name, term] : S.item(item).columns)
      names.push_back(name);
  for (std::string_view name : names)
    if (!mergeColumns(s, a, name, b, name, changed))
      return false;
  return true;
}

/// Two rows that a partial unique index has with the same key are one row: where they are two, one of them does not
/// meet its predicate.
bool Refutation::joinByPartialKeys(Situation &s, int a, int b, bool &changed) {
  const std::pair<int, int> pair(a, b);
  const sql::Table *table = S.item(a).table;
  if (!table || std::find(s.partialKeys.begin(), s.partialKeys.end(), pair) != s.partialKeys.end())
    return true;
  for (const sql::Index &index : table->indexes) {
    if (!index.unique || !index.predicate || !sameKey(s, a, index.columns, b, index.columns))
      continue;
    std::vector<std::vector<Fact>> ways;
    for (int row : {a, b})
      ways.push_back({{Fact::Kind::Truth, False | Unknown, Operand::of(*index.predicate, *S.frameOf(row), 0), {}}});
    std::vector<Fact> isOne;
    for (const sql::Column &column : table->columns)
      isOne.push_back(
          {Fact::Kind::Same, True, Operand::of(S.column(a, column.name)), Operand::of(S.column(b, column.name))});
    if (!isJudgedAbove(s, a, b) && !isJudgedAbove(s, b, a))
      ways.push_back(std::move(isOne));
    s.partialKeys.push_back(pair);
    changed = true;
    either(s, std::move(ways));
  }
  return true;
}

/// A foreign key of several columns leads to a row with all of them: where a key among them matches, the rest does.
bool Refutation::followForeignKeys(Situation &s, int child, int parent, bool &changed) {
  const sql::Table *from = S.item(child).table, *to = S.item(parent).table;
  auto isInOne = [&](int item) { return S.item(item).isOnly || !S.ownership().hasHeirs(S.item(item).key); };
  if (!from || !to || !isInOne(child) || !isInOne(parent)) // heirs have keys of their own
    return true;
  if (S.item(child).isPending || S.item(parent).isPending)
    return true;
  for (const sql::ForeignKey &foreign : from->foreignKeys) {
    if (foreign.columns.size() < 2 || foreign.table != to->name || foreign.schema != to->schema ||
        foreign.columns.size() != foreign.referenced.size() || foreign.notValid || !S.isChecked(foreign.deferrable))
      continue;
    bool complete = std::all_of(foreign.columns.begin(), foreign.columns.end(), [&](const std::string &column) {
      const sql::Column *defined = from->column(column);
      bool present = stateOf(s, child) == ItemState::Present && defined && defined->notNull;
      return present || (s.equal.traits(S.column(child, column)) & NotNull);
    });
    auto isSame = [&](const sql::Key &key) {
      std::vector<std::string> mapped;
      for (const std::string &column : key.columns)
        for (size_t i = 0; i < foreign.referenced.size(); ++i)
          if (foreign.referenced[i] == column)
            mapped.push_back(foreign.columns[i]);
      return mapped.size() == key.columns.size() && sameKey(s, child, mapped, parent, key.columns);
    };
    bool matched = complete && std::any_of(to->keys.begin(), to->keys.end(), isSame);
    for (size_t i = 0; matched && i < foreign.columns.size(); ++i)
      if (!mergeColumns(s, child, foreign.columns[i], parent, foreign.referenced[i], changed))
        return false;
  }
  return true;
}

/// Whether the row's columns name a user at any time, or whatever else they are a key of: not as a DEFERRABLE one that
/// is not checked yet.
bool Refutation::isChecked(int item, const std::vector<std::string> &columns) const {
  const sql::Table *table = S.item(item).table;
  return S.isChecked(/*deferrable=*/true) || !table ||
         std::none_of(table->keys.begin(), table->keys.end(),
                      [&](const sql::Key &key) { return key.deferrable && key.columns == columns; });
}

/// Whether one of the columns that identify users, alone or with others, has what the principal does not have there.
bool Refutation::isSomebodyElse(Situation &s, int item) {
  const TableOwnership &owned = *S.item(item).owned;
  auto differs = [&](const std::string &column, UserKeys keys) {
    const Traits traits = s.equal.traits(S.column(item, column));
    return (traits & notPrincipal(keys)) && (traits & NotNull);
  };
  for (const std::string &column : owned.ownerColumns)
    if (isChecked(item, {column}) && differs(column, Ownership::keysOf(owned, column)))
      return true;
  for (const JointKey &joint : owned.joint)
    for (size_t i = 0; i < joint.columns.size(); ++i)
      if (differs(joint.columns[i], joint.keys[i]))
        return true;
  return false;
}

/// A user who is not the principal by one of the columns that identify users is not by the others.
bool Refutation::identifyUsers(Situation &s, int item, bool &changed) {
  const TableOwnership &owned = *S.item(item).owned;
  if (!isSomebodyElse(s, item))
    return true;
  for (const std::string &column : owned.ownerColumns) {
    Term term = S.column(item, column);
    const Traits somebodyElse = notPrincipal(Ownership::keysOf(owned, column));
    if ((s.equal.traits(term) & somebodyElse) == somebodyElse || !isChecked(item, {column}))
      continue;
    changed = true;
    if (!s.equal.mark(term, somebodyElse))
      return false;
  }
  differByJointKeys(s, item, changed);
  return true;
}

/// Somebody else has something else in one of the columns that name users together, or the row is one that they are
/// not unique for.
void Refutation::differByJointKeys(Situation &s, int item, bool &changed) {
  const TableOwnership &owned = *S.item(item).owned;
  for (size_t number = 0; number < owned.joint.size(); ++number) {
    const JointKey &joint = owned.joint[number];
    // Whether the principal's own row meets the predicate is known where that key names them.
    if (!isChecked(item, joint.columns))
      continue;
    if (joint.predicate && Selected.kind == Principals::Kind::One && Selected.joint != joint.number)
      continue;
    const std::pair<int, size_t> asked(item, number);
    if (std::find(s.jointKeys.begin(), s.jointKeys.end(), asked) != s.jointKeys.end())
      continue;
    s.jointKeys.push_back(asked);
    changed = true;
    std::vector<std::vector<Fact>> ways;
    for (size_t i = 0; i < joint.columns.size(); ++i) {
      std::vector<Fact> &way = ways.emplace_back();
      for (const std::string &column : Ownership::namesOver(joint.columns[i]))
        way.push_back({Fact::Kind::Stranger, True, Operand::of(S.column(item, column)), {}, joint.keys[i]});
    }
    if (joint.predicate)
      ways.push_back({{Fact::Kind::Truth, False | Unknown, Operand::of(*joint.predicate, *S.frameOf(item), 0), {}}});
    either(s, std::move(ways));
  }
}

/// A row of which the owner is somebody else has another credential than the principal shows.
void Refutation::distinguishCredentials(Situation &s, int item, bool &changed) {
  const TableOwnership &owned = *S.item(item).owned;
  const std::string &owner = owned.ownerColumns.front();
  const Traits traits = s.equal.traits(S.column(item, owner));
  const sql::Column *defined = S.item(item).table ? S.item(item).table->column(owner) : nullptr;
  const bool isSomebodys = (traits & NotNull) || (defined && defined->notNull);
  if ((traits & notPrincipal(Ownership::keysOf(owned, owner))) && isSomebodys)
    differByJointKeys(s, item, changed);
}

/// A membership row that leads to a stranger's row is not the principal's.
bool Refutation::applyGrants(Situation &s, int stranger, bool &changed) {
  for (const Grant &grant : S.ownership().grants(S.item(stranger).key))
    for (size_t item = 0; item < s.states.size(); ++item) {
      int member = static_cast<int>(item);
      if (s.states[item] != ItemState::Present || S.item(member).isPending || S.item(member).key != grant.membership ||
          !sameKey(s, member, grant.columns, stranger, grant.referenced))
        continue;
      for (const std::string &user : grant.users) {
        Term term = S.column(member, user);
        const TableOwnership *owned = S.item(member).owned;
        const Traits somebodyElse = notPrincipal(owned ? Ownership::keysOf(*owned, user) : AnyUserKey);
        if ((s.equal.traits(term) & somebodyElse) == somebodyElse)
          continue;
        changed = true;
        if (!s.equal.mark(term, somebodyElse))
          return false;
      }
    }
  return true;
}

/// Draws the conclusions that keys allow. False on a contradiction.
bool Refutation::saturate(Situation &s, bool &changed) {
  if (!agreeViews(s, changed) || !agreeCasts(s, changed))
    return false;
  llvm::SmallVector<int, 8> rows;
  for (int stranger : s.strangers)
    if (S.item(stranger).kind == ItemKind::Table)
      rows.push_back(stranger);
  for (size_t item = 0; item < s.states.size(); ++item) {
    bool isRow = s.states[item] == ItemState::Present && S.item(static_cast<int>(item)).kind == ItemKind::Table &&
                 !S.item(static_cast<int>(item)).key.empty();
    if (isRow && std::find(rows.begin(), rows.end(), item) == rows.end())
      rows.push_back(static_cast<int>(item));
  }
  if (!spend(static_cast<int>(rows.size() * rows.size() * 2))) {
    Current.tooLarge = true;
    return true;
  }
  for (size_t i = 0; i < rows.size(); ++i) {
    for (size_t j = 0; j < rows.size(); ++j) {
      int a = rows[i], b = rows[j];
      if (i < j && S.item(a).key == S.item(b).key && !joinRows(s, a, b, changed))
        return false;
      if (i != j && !followForeignKeys(s, a, b, changed))
        return false;
    }
    if (S.item(rows[i]).isPending) // no key is checked yet that would say who it is
      continue;
    if (!S.ownership().namedRows().empty() && !nameRows(s, rows[i], changed))
      return false;
    const TableOwnership *owned = S.item(rows[i]).owned;
    if (owned && owned->kind == OwnerKind::Users && !identifyUsers(s, rows[i], changed))
      return false;
    if (owned && owned->kind == OwnerKind::Column && !owned->joint.empty())
      distinguishCredentials(s, rows[i], changed);
  }
  if (!S.ownership().model().memberships.empty())
    for (size_t i = 0; i < s.strangers.size(); ++i)
      if (!applyGrants(s, s.strangers[i], changed))
        return false;
  return true;
}

} // namespace pgtidy::analysis::isolation
