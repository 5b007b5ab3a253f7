// INSERT, UPDATE, DELETE, MERGE.
#include "grammar.h"

namespace pgtidy::oracle {

using Words = std::vector<std::string>;

std::string Grammar::write(int depth) {
  size_t choice = Dice.below(100);
  if (choice < 35)
    return insert(depth);
  if (choice < 45)
    return merge();
  const Table &table = anyTable();
  std::string alias = freshAlias();
  Scope target{reference(table, alias)}, scope = target;
  std::string more;
  if (Dice.chance(30)) {
    Scope others;
    std::string list = from(others, {}, 0);
    scope.insert(scope.end(), others.begin(), others.end());
    more = (choice < 75 ? " FROM " : " USING ") + list;
  }
  std::string where = closings(scope, depth, 90);
  if (scope.size() > 1 && Dice.chance(60)) {
    std::swap(scope.front(), scope.back());
    where += (where.empty() ? "" : " AND ") + joinCondition(scope, 0);
  }
  if (where.empty() || Dice.chance(30))
    where += (where.empty() ? "" : Dice.chance(80) ? " AND " : " OR ") + predicate(scope, 1);
  std::string end =
      " WHERE " + where + (Dice.chance(25) ? " RETURNING " + Dice.pick(Dice.pick(scope).columns).text : "");
  if (choice < 75)
    return "UPDATE " + table.name + " " + alias + " SET " + assignments(table, scope) + more + end;
  return "DELETE FROM " + table.name + " " + alias + more + end;
}

std::string Grammar::assignments(const Table &table, const Scope &scope) {
  std::string result;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const Column &column = table.columns[i];
    bool refers = false;
    for (const Foreign &key : table.foreign)
      for (size_t part : key.columns)
        refers |= part == i;
    if (column.generated || !Dice.chance(refers ? 12 : 40))
      continue;
    const Visible *other = this->column(scope, column.type);
    std::string value = other && Dice.chance(40) ? other->text : this->value(column.type);
    if (column.type == "integer" && Dice.chance(8))
      value = "(SELECT max(t.id) FROM " + anyTable().name + " t)";
    result += (result.empty() ? "" : ", ") + column.name + " = " + value;
  }
  const std::string &first = Dice.pick(table.columns).name;
  return result.empty() ? first + " = " + Dice.pick(scope).alias + "." + first : result;
}

/// Columns and values of a row that is put in.
std::pair<std::string, std::string> Grammar::newRow(const Table &table, const Scope &scope) {
  std::string columns, values;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const Column &column = table.columns[i];
    if (column.generated || (!column.notNull && Dice.chance(20)) || (column.name == "id" && Dice.chance(40)))
      continue;
    std::string value = this->value(column.type);
    bool toUser = false;
    for (const Foreign &key : table.foreign)
      toUser |= key.columns.size() == 1 && key.columns[0] == i && key.parent == Model.users;
    if (toUser && Dice.chance(80))
      value = principal();
    else if (const Visible *other = this->column(scope, column.type); other && Dice.chance(60))
      value = other->text;
    columns += (columns.empty() ? "" : ", ") + column.name;
    values += (values.empty() ? "" : ", ") + value;
  }
  return {columns, values};
}

std::string Grammar::insert(int depth) {
  const Table &table = anyTable();
  Scope scope;
  std::string source = Dice.chance(50) ? from(scope, {}, 1) : "";
  auto [columns, values] = newRow(table, scope);
  std::string result = "INSERT INTO " + table.name + " AS own (" + columns + ") ";
  if (source.empty()) {
    result += "VALUES (" + values + ")";
  } else {
    std::string where = closings(scope, depth, 90);
    result += "SELECT " + values + " FROM " + source + (where.empty() ? "" : " WHERE " + where);
  }
  if (Dice.chance(20) && !table.uniques.empty()) {
    std::string key;
    for (size_t column : Dice.pick(table.uniques))
      key += (key.empty() ? "" : ", ") + table.columns[column].name;
    Scope own{reference(table, "own"), reference(table, "excluded")};
    result += " ON CONFLICT (" + key + ") DO " +
              (Dice.chance(30)
                   ? "NOTHING"
                   : "UPDATE SET " + assignments(table, own) + (Dice.chance(60) ? " WHERE " + closing(own[0], 0) : ""));
  }
  return result + (Dice.chance(25) ? " RETURNING *" : "");
}

std::string Grammar::merge() {
  const Table &table = anyTable();
  std::string alias = freshAlias();
  Scope scope{reference(table, alias)}, others;
  std::string source = item(others, {}, 1);
  scope.push_back(others[0]);
  std::string on = joinCondition(scope, 0);
  if (Dice.chance(60))
    on += " AND " + closing(scope[0], 0);
  if (others[0].table && Dice.chance(50))
    on += " AND " + closing(others[0], 0);
  std::string result = "MERGE INTO " + table.name + " " + alias + " USING " + source + " ON " + on;
  for (size_t more = 1 + Dice.below(3); more > 0; --more)
    result += mergeAction(table, scope, others);
  return result;
}

std::string Grammar::mergeAction(const Table &table, const Scope &scope, const Scope &source) {
  bool matched = Dice.chance(65);
  const Scope &seen = matched ? scope : source; // a row that is not there has no columns
  std::string condition;
  if (Dice.chance(60))
    condition = " AND " + (Dice.chance(50) ? closing(seen[0], 0) : predicate(seen, 1));
  std::string result = std::string(matched ? " WHEN MATCHED" : " WHEN NOT MATCHED") + condition + " THEN ";
  if (Dice.chance(12))
    return result + "DO NOTHING";
  if (matched)
    return result + (Dice.chance(50) ? "DELETE" : "UPDATE SET " + assignments(table, scope));
  auto [columns, values] = newRow(table, source);
  return result + "INSERT (" + columns + ") VALUES (" + values + ")";
}

} // namespace pgtidy::oracle
