// What a write may not do.
#include "witness.h"

#include <algorithm>
#include <map>

namespace pgtidy::oracle {
namespace {

using KeyedAccess = std::map<std::string, Access>;

KeyedAccess byKey(const Table &table, const std::vector<Row> &rows, const std::vector<Access> &access) {
  KeyedAccess result;
  for (size_t i = 0; i < rows.size(); ++i) {
    Row key;
    for (size_t column : table.uniques[0])
      key.push_back(rows[i][column]);
    result[text(key)] = access[i];
  }
  return result;
}

} // namespace

std::string text(const Row &row) {
  std::string result;
  for (const Value &value : row)
    result += (result.empty() ? "" : "|") + value.value_or("NULL");
  return result;
}

std::vector<Row> withAccess(const std::vector<Row> &rows, const std::vector<Access> &access, bool foreign) {
  std::vector<Row> result;
  for (size_t i = 0; i < rows.size(); ++i)
    if ((access[i] == Access::Foreign) == foreign)
      result.push_back(rows[i]);
  return result;
}

namespace {

bool isIn(size_t column, const std::vector<size_t> &list) {
  return std::find(list.begin(), list.end(), column) != list.end();
}

/// Whether the column says whose a row is by more than this key.
bool namesOwnerToo(const Table &table, const Foreign &key, size_t column) {
  return isIn(column, table.ownerColumns) ||
         std::any_of(table.foreign.begin(), table.foreign.end(),
                     [&](const Foreign &other) { return &other != &key && isIn(column, other.columns); });
}

/// Whether the key made the column what it is: NULL, as the row that it referred to is gone, or what that row's key is
/// now.
bool isMadeBy(const Foreign &key, const Table &table, size_t column, const Row &was, const Row &is, const State &before,
              const State &after) {
  const bool isNulled = key.nulls && !is[column] && !namesOwnerToo(table, key, column);
  const bool isCarried = key.cascades && is[column];
  return isIn(column, key.columns) && (isNulled || isCarried) && referred(before, key, was) &&
         !referred(after, key, was);
}

} // namespace

/// Whether the row is still there, and all that is different is what foreign keys do by themselves when the row that
/// they refer to goes: that is the schema's doing (docs/scoped.md, "Writing").
bool Trial::isChangedByKeys(const Table &table, const Row &was, const State &after) const {
  if (!table.hasPrimary)
    return false;
  for (const Row &is : after[table.self]) {
    bool isSame = std::all_of(table.uniques[0].begin(), table.uniques[0].end(),
                              [&](size_t column) { return is[column] == was[column]; });
    for (size_t column = 0; column < was.size() && isSame; ++column)
      isSame = is[column] == was[column] ||
               std::any_of(table.foreign.begin(), table.foreign.end(),
                           [&](const Foreign &key) { return isMadeBy(key, table, column, was, is, Loaded, after); });
    if (isSame)
      return is != was;
  }
  return false;
}

/// Whether the row is what foreign keys made of one that was there.
bool Trial::isMadeByKeys(const Table &table, const Row &row, const State &after) const {
  return std::any_of(Loaded[table.self].begin(), Loaded[table.self].end(), [&](const Row &was) {
    return table.hasPrimary &&
           std::all_of(table.uniques[0].begin(), table.uniques[0].end(),
                       [&](size_t column) { return was[column] == row[column]; }) &&
           isChangedByKeys(table, was, after);
  });
}

/// Whether no row with this key was there before; without a key every row that isn't the same as one before is new.
bool Trial::isNew(const Table &table, const Row &row) const {
  if (!table.hasPrimary)
    return true;
  const std::vector<size_t> &key = table.uniques[0];
  return std::none_of(Loaded[table.self].begin(), Loaded[table.self].end(), [&](const Row &old) {
    return std::all_of(key.begin(), key.end(), [&](size_t column) { return old[column] == row[column]; });
  });
}

/// Who has changed the name that the principal went by is known by the key from then on.
Principal Trial::afterwards(const Principal &principal, const State &after) const {
  auto named = [&](const Row &row) { return principal.isNamedBy(row); };
  const std::vector<Row> &users = Loaded[Model.users], &now = after[Model.users];
  auto row = std::find_if(users.begin(), users.end(), named);
  if (row == users.end() || std::any_of(now.begin(), now.end(), named))
    return principal;
  return Principal::of(Model, *row);
}

/// What a write did to rows of other users, or to whose a row is.
std::string Trial::breach(const State &after, const Principal &principal) const {
  AccessMap before = classify(Model, Loaded, principal, To::Write),
            now = classify(Model, after, afterwards(principal, after), To::Write);
  for (const Table &table : Model.tables) {
    size_t i = table.self;
    if (!table.owned || (Loaded[i] == after[i] && before[i] == now[i]))
      continue;
    std::string fault = lostByOthers(table, before[i], after, now[i]);
    if (fault.empty())
      fault = givenToOthers(table, after, now[i], principal);
    if (fault.empty() && table.hasPrimary)
      fault = givenAway(table, before[i], after, now[i]);
    if (!fault.empty())
      return table.name + ": " + fault;
  }
  return "";
}

/// A row of another user or of nobody that is changed or gone, or a row of another that a membership has opened.
std::string Trial::lostByOthers(const Table &table, const std::vector<Access> &before, const State &after,
                                const std::vector<Access> &now) const {
  const std::vector<Row> &rows = after[table.self];
  std::map<std::string, int> others, all;
  for (const Row &row : rows)
    ++all[text(row)];
  for (const Row &row : withAccess(rows, now, true))
    ++others[text(row)];
  for (const Row &row : withAccess(Loaded[table.self], before, true)) {
    if (--all[text(row)] < 0) {
      if (isChangedByKeys(table, row, after))
        continue;
      return "another user's row was changed or deleted: " + text(row);
    }
    if (Model.memberships && --others[text(row)] < 0)
      return "another user's row became open to the user: " + text(row);
  }
  for (size_t i = 0; i < before.size(); ++i)
    if (const Row &row = Loaded[table.self][i];
        before[i] == Access::Nobodys && --all[text(row)] < 0 && !isChangedByKeys(table, row, after))
      return "nobody's row was changed, taken or deleted: " + text(row);
  return "";
}

/// A row of another user that was not there. A new user is no other user yet (signing up), what only memberships open
/// is nobody's until it has a member, and an INSERT is made for somebody who is signed in.
std::string Trial::givenToOthers(const Table &table, const State &after, const std::vector<Access> &now,
                                 const Principal &principal) const {
  const std::vector<Row> &rows = after[table.self];
  std::map<std::string, int> known;
  for (const Row &row : Loaded[table.self])
    ++known[text(row)];
  for (const Row &row : withAccess(rows, now, true))
    if (--known[text(row)] < 0 && !isMadeByKeys(table, row, after) &&
        !((table.users || table.membersOnly || !principal.value) && isNew(table, row)))
      return "a row came to belong to another user: " + text(row);
  return "";
}

/// A row of the user that is nobody's now.
std::string Trial::givenAway(const Table &table, const std::vector<Access> &before, const State &after,
                             const std::vector<Access> &now) const {
  const std::vector<Row> &rows = after[table.self];
  KeyedAccess ours = byKey(table, rows, now);
  if (Model.undeclaredKeys) // what such a key leaves dangling when its parent goes is not what the statement wrote
    for (const Row &row : rows)
      if (std::find(Loaded[table.self].begin(), Loaded[table.self].end(), row) != Loaded[table.self].end())
        for (const auto &[key, access] : byKey(table, {row}, {Access::Mine}))
          ours.erase(key);
  for (const Row &row : Loaded[table.self]) // nor that the schema lets it outlive its parent or owner
    if (isChangedByKeys(table, row, after))
      for (const auto &[key, access] : byKey(table, {row}, {Access::Mine}))
        ours.erase(key);
  for (const auto &[key, access] : byKey(table, Loaded[table.self], before))
    if (auto found = ours.find(key); found != ours.end() && access == Access::Mine && found->second == Access::Nobodys)
      return "the user's row came to belong to nobody: " + key;
  return "";
}

} // namespace pgtidy::oracle
