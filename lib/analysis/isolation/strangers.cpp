// What it means that a row belongs to somebody else, and what keys and foreign keys say about rows.
#include "isolation/refutation.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

constexpr int MostLevels = 8;

bool contains(const std::vector<std::string> &list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

/// Whether the columns that a condition names can be columns of the table.
bool fits(const sql::Expr &condition, Scene &scene, int item) {
  if (condition.kind == sql::ExprKind::Column) {
    const Item &row = scene.item(item);
    size_t dot = row.key.find('.');
    std::string_view bare = std::string_view(row.key).substr(dot == std::string::npos ? 0 : dot + 1);
    if (condition.path.size() > 1 && condition.path[condition.path.size() - 2] != bare)
      return false;
    return scene.hasColumn(item, condition.path.back()) != Known::No;
  }
  return std::all_of(condition.args.begin(), condition.args.end(),
                     [&](const sql::ExprPtr &part) { return !part || fits(*part, scene, item); });
}

bool appliesTo(const sql::Policy &policy, std::string_view command) {
  return policy.command == "all" || policy.command == command;
}

} // namespace

size_t Refutation::routeCount(int item) {
  const TableOwnership *owned = S.item(item).owned;
  return owned ? owned->ownerColumns.size() + owned->parents.size() : 0;
}

int Refutation::parentRow(int index, size_t link) {
  std::vector<int> &rows = S.item(index).parents;
  const TableOwnership &owned = *S.item(index).owned;
  while (rows.size() <= link)
    rows.push_back(S.addRow(owned.parents[rows.size()].parent));
  return S.item(index).parents[link];
}

/// Supposes that the principal may not access the row of `item`: no owner column is the principal, and no parent's row
/// is the principal's. Unless `nobodyToo`, somebody else's it is.
bool Refutation::suppose(Situation &s, int index, bool nobodyToo, int depth) {
  const TableOwnership *owned = S.item(index).owned;
  if (!owned || owned->kind == OwnerKind::None || depth > MostLevels)
    return true;
  s.strangers.push_back(index);
  for (const std::string &column : owned->ownerColumns) {
    Resolved owner = S.item(index).kind == ItemKind::NewRow
                         ? Resolved{Resolved::Kind::Value, S.column(index, column), {}, {}}
                         : columnValue(s, index, column);
    if (S.item(index).kind == ItemKind::NewRow)
      s.todo.push_back({Fact::Kind::Same, True, Operand::of(owner.term), Operand::columnOf(index, column, 0)});
    if (!s.equal.mark(owner.term, NotPrincipal))
      return false;
    // The first column of the users table is its key.
    if (owned->kind == OwnerKind::Users && &column == &owned->ownerColumns.front() &&
        !s.equal.mark(owner.term, NotNull))
      return false;
  }
  for (size_t link = 0; link < owned->parents.size(); ++link) {
    int parent = parentRow(index, link);
    const ParentLink &key = owned->parents[link];
    for (size_t i = 0; i < key.columns.size() && i < key.referenced.size(); ++i) {
      Operand own = Operand::of(S.column(index, key.columns[i]));
      s.todo.push_back({Fact::Kind::Same, True, Operand::of(S.column(parent, key.referenced[i])), own});
      if (S.item(index).kind == ItemKind::NewRow)
        s.todo.push_back({Fact::Kind::Same, True, own, Operand::columnOf(index, key.columns[i], 0)});
    }
    if (!suppose(s, parent, true, depth + 1))
      return false;
  }
  for (const auto &condition : S.ownership().publicConditions()) {
    const sql::Expr *isPublic = condition->statements[0].select->where.get();
    if (isPublic && !PublicToo && fits(*isPublic, S, index))
      s.todo.push_back({Fact::Kind::Truth, False | Unknown, Operand::of(*isPublic, *S.frameOf(index), 0), {}});
  }
  return nobodyToo || supposeWitness(s, index);
}

/// Somebody owns the row: one of its owner columns is not NULL, or that of a parent's row.
bool Refutation::supposeWitness(Situation &s, int index) {
  const TableOwnership *owned = S.item(index).owned;
  if (!owned || routeCount(index) == 0 || owned->kind == OwnerKind::Users)
    return true;
  if (routeCount(index) > 1) {
    Split split;
    split.kind = Split::Kind::Witness;
    split.item = index;
    s.splits.push_back(std::move(split));
    return true;
  }
  if (!owned->ownerColumns.empty())
    return s.equal.mark(S.column(index, owned->ownerColumns[0]), NotNull);
  for (const std::string &column : owned->parents[0].columns)
    if (!s.equal.mark(S.column(index, column), NotNull))
      return false;
  return supposeWitness(s, parentRow(index, 0));
}

/// Row-level security of the row's table, where it holds: one permissive policy lets the row through, and all
/// restrictive ones do.
void Refutation::addPolicies(Situation &s, int index, std::string_view command, bool check) {
  const sql::Table *table = S.item(index).table;
  const UserModel &model = S.ownership().model();
  if (!table || !table->rowSecurity || command == "truncate")
    return;
  if (model.bypassesRowSecurity)
    return;
  Rights rights = S.item(index).rights;
  if (rights == Rights::Stored)
    return;
  bool asOwner = rights != Rights::Caller || (!model.role.empty() && table->owner == model.role);
  if (asOwner && !table->forceRowSecurity)
    return;
  if (Asked && isIgnored(*table))
    return;
  const Frame *frame = S.frameOf(index);
  std::vector<std::vector<Fact>> permissive;
  for (const sql::Policy &policy : table->policies) {
    bool mine = contains(policy.roles, "public") || policy.roles.empty() || contains(policy.roles, model.role);
    bool maybe = mine || model.role.empty();
    if (!appliesTo(policy, command) || !maybe)
      continue;
    const sql::Expr *condition = check && policy.checkExpr ? policy.checkExpr.get()
                                 : policy.usingExpr        ? policy.usingExpr.get()
                                                           : nullptr;
    std::vector<Fact> facts;
    if (condition)
      facts.push_back({Fact::Kind::Truth, True, Operand::of(*condition, *frame, 0), {}});
    if (policy.permissive)
      permissive.push_back(std::move(facts));
    else if (mine)
      s.todo.insert(s.todo.end(), facts.begin(), facts.end());
  }
  if (permissive.empty()) // nothing is let through
    permissive.push_back({{Fact::Kind::NotNull, True, Operand::of(S.null()), {}}});
  either(s, std::move(permissive));
}

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
  static const std::vector<std::string> byName{"id"}, physical{"ctid"};
  bool same = sameKey(s, a, physical, b, physical);
  if (!x.table || x.table->columns.empty())
    same = same || sameKey(s, a, byName, b, byName);
  else
    same = same || std::any_of(x.table->keys.begin(), x.table->keys.end(),
                               [&](const sql::Key &key) { return sameKey(s, a, key.columns, b, key.columns); });
  if (!same)
    return true;
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

/// A foreign key of several columns leads to a row with all of them: where a key among them matches, the rest does.
bool Refutation::followForeignKeys(Situation &s, int child, int parent, bool &changed) {
  const sql::Table *from = S.item(child).table, *to = S.item(parent).table;
  if (!from || !to)
    return true;
  for (const sql::ForeignKey &foreign : from->foreignKeys) {
    if (foreign.columns.size() < 2 || foreign.table != to->name || foreign.schema != to->schema ||
        foreign.columns.size() != foreign.referenced.size() || foreign.notValid)
      continue;
    bool complete = std::all_of(foreign.columns.begin(), foreign.columns.end(), [&](const std::string &column) {
      const sql::Column *defined = from->column(column);
      bool present = stateOf(s, child) == ItemState::Present && defined && defined->notNull;
      return present || (s.equal.traits(S.column(child, column)) & NotNull);
    });
    bool matched = complete && std::any_of(to->keys.begin(), to->keys.end(), [&](const sql::Key &key) {
                     std::vector<std::string> mapped;
                     for (const std::string &column : key.columns)
                       for (size_t i = 0; i < foreign.referenced.size(); ++i)
                         if (foreign.referenced[i] == column)
                           mapped.push_back(foreign.columns[i]);
                     return mapped.size() == key.columns.size() && sameKey(s, child, mapped, parent, key.columns);
                   });
    for (size_t i = 0; matched && i < foreign.columns.size(); ++i)
      if (!mergeColumns(s, child, foreign.columns[i], parent, foreign.referenced[i], changed))
        return false;
  }
  return true;
}

/// A user who is not the principal by one of the columns that identify users is not by the others.
bool Refutation::identifyUsers(Situation &s, int item, bool &changed) {
  const TableOwnership &owned = *S.item(item).owned;
  bool stranger = std::any_of(owned.ownerColumns.begin(), owned.ownerColumns.end(), [&](const std::string &column) {
    uint8_t traits = s.equal.traits(S.column(item, column));
    return (traits & NotPrincipal) && (traits & NotNull);
  });
  for (const std::string &column : owned.ownerColumns) {
    Term term = S.column(item, column);
    if (!stranger || (s.equal.traits(term) & NotPrincipal))
      continue;
    changed = true;
    if (!s.equal.mark(term, NotPrincipal))
      return false;
  }
  return true;
}

/// A membership row that leads to a stranger's row is not the principal's.
bool Refutation::applyGrants(Situation &s, int stranger, bool &changed) {
  for (const Grant &grant : S.ownership().grants(S.item(stranger).key))
    for (size_t item = 0; item < s.states.size(); ++item) {
      int member = static_cast<int>(item);
      if (s.states[item] != ItemState::Present || S.item(member).key != grant.membership ||
          !sameKey(s, member, grant.columns, stranger, grant.referenced))
        continue;
      for (const std::string &user : grant.users) {
        Term term = S.column(member, user);
        if (s.equal.traits(term) & NotPrincipal)
          continue;
        changed = true;
        if (!s.equal.mark(term, NotPrincipal))
          return false;
      }
    }
  return true;
}

/// Draws the conclusions that keys allow. False on a contradiction.
bool Refutation::saturate(Situation &s, bool &changed) {
  std::vector<int> rows;
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
    const TableOwnership *owned = S.item(rows[i]).owned;
    if (owned && owned->kind == OwnerKind::Users && !identifyUsers(s, rows[i], changed))
      return false;
  }
  if (!S.ownership().model().memberships.empty())
    for (size_t i = 0; i < s.strangers.size(); ++i)
      if (!applyGrants(s, s.strangers[i], changed))
        return false;
  return true;
}

} // namespace pgtidy::analysis::isolation
