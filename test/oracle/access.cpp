#include "access.h"

#include <algorithm>

namespace pgtidy::oracle {
namespace {

class Classifier {
public:
  Classifier(const Schema &schema, const State &state, const Principal &principal, To access)
      : Tables(schema.tables), Users(schema.users), UserKey(schema.userKey), Rows(state), Who(principal),
        Wanted(access) {}

  AccessMap classify() {
    Made.resize(Tables.size());
    for (size_t table = 0; table < Tables.size(); ++table)
      for (const Row &row : Rows[table])
        Made[table].push_back(own(Tables[table], row));
    // Memberships lead from child to parent, so once through the tables is not enough.
    while (spreadParents() || spreadMemberships())
      ;
    return std::move(Made);
  }

private:
  static bool isTrue(const Value &value) { return value && *value == "t"; }

  /// What the row itself says.
  Access own(const Table &table, const Row &row) const {
    if (!table.owned)
      return Access::Nobodys;
    if (table.users)
      return Who.isNamedBy(row) ? Access::Mine : Access::Foreign;
    for (size_t column : table.publicColumns)
      if (Wanted == To::Read && isTrue(row[column]))
        return Access::Mine;
    bool somebodys = table.membersOnly;
    for (size_t column : table.ownerColumns) {
      if (row[column] && row[column] == userKey())
        return Access::Mine;
      somebodys |= row[column].has_value();
    }
    return somebodys ? Access::Foreign : Access::Nobodys;
  }

  Value userKey() const {
    for (const Row &user : Rows[Users])
      if (Who.isNamedBy(user))
        return user[UserKey];
    return Who.column == UserKey ? Who.value : Value{};
  }

  /// From parents to children; whether anything changed.
  bool spreadParents() {
    bool changed = false;
    for (const Table &table : Tables)
      for (const Foreign &key : table.foreign)
        if (table.owned && !table.users && !table.refersToItself(key) && Tables[key.parent].owned)
          for (size_t row = 0; row < Rows[table.self].size(); ++row)
            if (auto parent = referred(Rows, key, Rows[table.self][row]))
              changed |= inherit(Made[table.self][row], Made[key.parent][*parent]);
    return changed;
  }

  static bool inherit(Access &child, Access parent) {
    Access before = child;
    if (parent == Access::Mine)
      child = Access::Mine;
    else if (parent == Access::Foreign && child == Access::Nobodys)
      child = Access::Foreign;
    return child != before;
  }

  /// From a membership that names the principal to what it is a membership of.
  bool spreadMemberships() {
    bool changed = false;
    for (const Table &table : Tables) {
      if (!table.membership)
        continue;
      for (const Row &row : Rows[table.self]) {
        if (!namesPrincipal(table, row))
          continue;
        for (const Foreign &key : table.foreign)
          if (auto parent = referred(Rows, key, row); parent && !Tables[key.parent].users && Tables[key.parent].owned)
            changed |= inherit(Made[key.parent][*parent], Access::Mine);
      }
    }
    return changed;
  }

  bool namesPrincipal(const Table &table, const Row &row) const {
    bool named = std::any_of(table.ownerColumns.begin(), table.ownerColumns.end(),
                             [&](size_t column) { return row[column] && row[column] == userKey(); });
    for (const Foreign &key : table.foreign)
      if (auto parent = referred(Rows, key, row); parent && Tables[key.parent].users)
        named |= Made[key.parent][*parent] == Access::Mine;
    return named;
  }

  const std::vector<Table> &Tables;
  size_t Users, UserKey;
  const State &Rows;
  const Principal &Who;
  To Wanted;
  AccessMap Made;
};

} // namespace

AccessMap classify(const Schema &schema, const State &state, const Principal &principal, To access) {
  return Classifier(schema, state, principal, access).classify();
}

std::optional<size_t> referred(const State &state, const Foreign &key, const Row &child) {
  const std::vector<Row> &parents = state[key.parent];
  for (size_t i = 0; i < parents.size(); ++i) {
    bool same = true;
    for (size_t part = 0; part < key.columns.size() && same; ++part)
      same = child[key.columns[part]] && child[key.columns[part]] == parents[i][key.referenced[part]];
    if (same)
      return i;
  }
  return std::nullopt;
}

} // namespace pgtidy::oracle
