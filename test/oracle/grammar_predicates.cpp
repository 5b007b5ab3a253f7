// Conditions: those that tie to the user, and any other.
#include "grammar.h"

namespace pgtidy::oracle {

using Words = std::vector<std::string>;

std::string Grammar::principal() {
  if (Model.session && Dice.chance(70))
    return Model.tables[Model.users].columns[Model.userKey].type == "integer" ? "current_setting('app.user_id')::int"
                                                                              : "current_setting('app.user_id')";
  return Dice.chance(90) ? "$1" : Dice.pick(Words{"$2", "(SELECT $1::int)", "$1::bigint", "nullif($1, 0)"});
}

std::string Grammar::equality(const std::string &left, const std::string &right) {
  const std::string &a = left, &b = right;
  if (Dice.chance(50))
    return Dice.chance(80) ? a + " = " + b : b + " = " + a;
  return Dice.pick(Words{a + " IS NOT DISTINCT FROM " + b,
                         "NOT (" + a + " <> " + b + ")",
                         "NOT " + a + " IS DISTINCT FROM " + b,
                         a + " IN (" + b + ")",
                         a + " = ANY (ARRAY[" + b + "])",
                         a + " BETWEEN " + b + " AND " + b,
                         "(" + a + " = " + b + ") IS TRUE",
                         "(" + a + " = " + b + ") IS NOT FALSE",
                         "coalesce(" + a + " = " + b + ", false)",
                         "coalesce(" + a + " = " + b + ", true)",
                         "CASE WHEN " + a + " = " + b + " THEN true ELSE false END",
                         "CASE " + a + " WHEN " + b + " THEN true END",
                         "(" + a + " <> " + b + ") IS NOT TRUE",
                         "nullif(" + a + ", " + b + ") IS NULL",
                         "(" + a + ", 1) = (" + b + ", 1)",
                         "(1, " + a + ") IN ((1, " + b + "))",
                         a + " <= " + b + " AND " + a + " >= " + b,
                         a + " >= " + b,
                         a + "::text = " + b + "::text",
                         "(" + a + " = " + b + " AND " + b + " IS NOT NULL)",
                         "(" + a + " = " + b + " OR " + b + " IS NULL)",
                         a + " = coalesce(" + b + ", " + a + ")",
                         "(" + a + " = " + b + ") = true",
                         "(" + a + " = " + b + ") <> false",
                         "greatest(" + a + ", " + b + ") = least(" + a + ", " + b + ")",
                         "(" + a + " = " + b + " OR false)",
                         a + " = " + b + " + 0",
                         "(" + a + " = " + b + " OR " + a + " = " + b + ")",
                         a + " NOT IN (1, 2)",
                         "(" + a + " = " + b + ") IS NOT NULL",
                         "NOT (" + a + " = " + b + ") IS NOT TRUE",
                         "abs(" + a + ") = " + b,
                         a + " - " + b + " = 0",
                         b + " = " + a + " + 0",
                         a + " = ALL (ARRAY[" + b + "])",
                         a + " = ANY (VALUES (" + b + "))",
                         a + " = (SELECT " + b + ")",
                         a + " IN (SELECT " + b + ")",
                         "EXISTS (SELECT 1 WHERE " + a + " = " + b + ")",
                         "NOT EXISTS (SELECT 1 WHERE " + a + " <> " + b + ")",
                         "ROW(" + a + ") = ROW(" + b + ")",
                         "(SELECT " + a + " = " + b + ")",
                         "(" + a + " = " + b + ") IS DISTINCT FROM false",
                         a + " < " + b});
}

/// The user by several columns; one of them may be a constant.
std::string Grammar::jointly(const Reference &row, const JointName &name) {
  std::string result = name.whileTrue ? row.columns[*name.whileTrue].text : "true";
  for (size_t i = 0; i < name.columns.size(); ++i) {
    const Visible &column = row.columns[name.columns[i]];
    const bool isLast = i + 1 == name.columns.size();
    if (const std::optional<NamedRow> named = i < name.rows.size() ? name.rows[i] : std::nullopt) {
      const Table &parent = Model.tables[named->table];
      result += " AND " + column.text + " = (SELECT \"" + parent.columns[named->key].name + "\" FROM \"" + parent.name +
                "\" WHERE \"" + parent.columns[named->name].name + "\" = $1)";
      continue;
    }
    const std::string given = isLast ? "$2" : Dice.chance(85) ? "$1" : value(column.type);
    result += " AND " + equality(column.text, given);
  }
  return "(" + result + ")";
}

/// By a foreign key of several columns.
std::string Grammar::closingByParts(const Reference &row, const Foreign &key, int depth) {
  const Table &parent = Model.tables[key.parent];
  std::string same = "true";
  if (parent.users || depth <= -3) {
    for (size_t i = 0; i < key.columns.size(); ++i)
      same += " AND " + equality(row.columns[key.columns[i]].text, i + 1 == key.columns.size() ? "$2" : "$1");
    return "(" + same + ")";
  }
  Scope inner;
  const std::string source = named(inner, parent, freshAlias());
  for (size_t i = 0; i < key.columns.size(); ++i)
    if (Dice.chance(90))
      same += " AND " + inner[0].columns[key.referenced[i]].text + " = " + row.columns[key.columns[i]].text;
  return "EXISTS (SELECT 1 FROM " + source + " WHERE " + same + " AND " + closing(inner[0], depth - 1) + ")";
}

std::string Grammar::closing(const Reference &row, int depth) {
  if (!row.table || !row.table->owned)
    return "true";
  const Table &table = *row.table;
  if (table.users && !Model.jointNames.empty() && Dice.chance(60))
    return jointly(row, Dice.pick(Model.jointNames));
  if (table.users && !Model.userNames.empty() && Dice.chance(15))
    if (const Visible &name = row.columns[Dice.pick(Model.userNames)]; name.type == "text")
      return equality(name.text, Dice.pick(Words{"lower($1)", "lower($1)", "$1", "lower(trim($1))"}));
  if (table.users)
    return equality(row.columns[table.uniques[0][0]].text, principal());
  Words ways;
  for (const Credential &shown : Model.credentials)
    if (&Model.tables[shown.table] == &table)
      for (int weight = 0; weight < 3; ++weight)
        ways.push_back(equality(row.columns[shown.column].text, Dice.chance(90) ? "$1" : "$2"));
  for (size_t column : table.ownerColumns)
    ways.push_back(equality(row.columns[column].text, principal()));
  for (const Foreign &key : table.foreign) {
    const Table &parent = Model.tables[key.parent];
    if (table.refersToItself(key) || !parent.owned)
      continue;
    if (key.columns.size() > 1) {
      ways.push_back(closingByParts(row, key, depth));
      continue;
    }
    const std::string &column = row.columns[key.columns[0]].text;
    if (parent.users && key.referenced[0] == Model.userKey) {
      ways.push_back(equality(column, principal()));
      ways.push_back(ways.back());
    } else if (depth > -3) {
      Scope inner;
      std::string source = named(inner, parent, freshAlias()) + " WHERE ", tied = closing(inner[0], depth - 1);
      const std::string &referenced = inner[0].columns[key.referenced[0]].text;
      ways.push_back(column + " IN (SELECT " + referenced + " FROM " + source + tied + ")");
      ways.push_back("EXISTS (SELECT 1 FROM " + source + referenced + " = " + column + " AND " + tied + ")");
    }
  }
  return ways.empty() ? "true" : Dice.pick(ways);
}

std::string Grammar::value(const std::string &type) {
  if (type == "integer" || type == "bigint")
    return Dice.pick(Words{"1", "2", "$1", "$2", "$3", "NULL", "3"});
  if (type == "boolean")
    return Dice.pick(Words{"true", "false", "NULL"});
  if (type == "text")
    return Dice.pick(Words{"'a'", "'open'", "'A'", "NULL", "'b'"});
  return "NULL";
}

const Visible *Grammar::column(const Scope &scope, const std::string &type) {
  std::vector<const Visible *> found;
  for (const Reference &each : scope)
    for (const Visible &column : each.columns)
      if (column.type == type)
        found.push_back(&column);
  return found.empty() ? nullptr : Dice.pick(found);
}

std::string Grammar::comparison(const Scope &scope, int) {
  const Visible &left = Dice.pick(Dice.pick(scope).columns);
  const Visible *right = column(scope, left.type);
  std::string other = right && Dice.chance(60) ? right->text : value(left.type);
  if (Dice.chance(60))
    return equality(left.text, other);
  return left.text + " " + Dice.pick(Words{"<>", "<", ">=", "IS DISTINCT FROM"}) + " " + other;
}

std::string Grammar::predicate(const Scope &scope, int depth) {
  auto inner = [&] { return "(" + predicate(scope, depth - 1) + ")"; };
  size_t choice = Dice.below(depth > 0 ? 100 : 55);
  if (choice < 25) {
    const Reference &each = Dice.pick(scope);
    return each.table && each.table->owned ? closing(each, 0) : comparison(scope, depth);
  }
  if (choice < 45)
    return comparison(scope, depth);
  if (choice < 50)
    return Dice.pick(Dice.pick(scope).columns).text + Dice.pick(Words{" IS NULL", " IS NOT NULL"});
  if (choice < 55)
    return Dice.pick(Words{"true", "false", "NULL::boolean", "$1 IS NOT NULL", "1 = 1"});
  if (choice < 68)
    return inner() + " AND " + inner();
  if (choice < 76)
    return inner() + " OR " + inner();
  if (choice < 80)
    return "NOT " + inner();
  if (choice < 84)
    return "CASE WHEN " + inner() + " THEN " + inner() + " ELSE " + inner() + " END";
  if (choice < 87)
    return "coalesce(" + inner() + ", " + inner() + ")";
  if (choice < 90)
    return inner() +
           Dice.pick(Words{" IS TRUE", " IS NOT TRUE", " IS FALSE", " IS UNKNOWN", " = ", " IS DISTINCT FROM "}) +
           (Dice.chance(1) ? "" : "");
  return subqueryTest(scope, depth);
}

std::string Grammar::subqueryTest(const Scope &scope, int depth) {
  const Reference &row = Dice.pick(scope);
  if (row.table && Dice.chance(15)) { // the same row, or none like it
    Scope like;
    std::string source = named(like, *row.table, freshAlias());
    size_t key = Dice.chance(80) && !row.table->uniques.empty() ? row.table->uniques[0][0]
                                                                : Dice.below(row.table->columns.size());
    std::string other = closing(like[0], 0);
    return "NOT EXISTS (SELECT 1 FROM " + source + " WHERE " + like[0].columns[key].text + " = " +
           row.columns[key].text + " AND " + (Dice.chance(80) ? "NOT coalesce(" + other + ", false)" : other) + ")";
  }
  Scope inner, all = scope;
  std::string table = named(inner, anyTable(), freshAlias());
  all.push_back(inner[0]);
  std::string where = closings(inner, 0, 80);
  where += (where.empty() ? "" : " AND ") + predicate(all, depth - 1);
  std::string source = " FROM " + table + " WHERE " + where;
  const Visible &outer = Dice.pick(Dice.pick(scope).columns);
  const Visible *same = column(inner, outer.type);
  std::string column = same ? same->text : "NULL";
  return Dice.pick(Words{
      "EXISTS (SELECT 1" + source + ")", "NOT EXISTS (SELECT 1" + source + ")",
      outer.text + " IN (SELECT " + column + source + ")", outer.text + " NOT IN (SELECT " + column + source + ")",
      outer.text + " = (SELECT " + column + source + " LIMIT 1)",
      outer.text + " >= ALL (SELECT " + column + source + ")", "(SELECT count(*)" + source + ") > 0"});
}

} // namespace pgtidy::oracle
