// Queries; their select lists are in grammar_targets.cpp, predicates in grammar_predicates.cpp, writes in
// grammar_writes.cpp.
#include "grammar.h"

namespace pgtidy::oracle {

using Words = std::vector<std::string>;

std::string Grammar::statement() {
  Aliases = 0;
  Ctes.clear();
  if (Dice.chance(30))
    return write(2);
  std::string with;
  if (Dice.chance(8))
    if (std::string recursive = recursiveCte(); !recursive.empty())
      return recursive + query({}, 1, nullptr);
  for (int more = Dice.chance(25) ? 1 + int(Dice.below(2)) : 0; more > 0; --more) {
    Reference cte;
    cte.alias = "w" + std::to_string(Ctes.size() + 1);
    with += (with.empty() ? "WITH " : ", ") + cte.alias + " AS " + Dice.pick(Words{"", "", "MATERIALIZED "}) + "(" +
            query({}, 1, &cte.columns) + ")";
    Ctes.push_back(cte);
  }
  return (with.empty() ? "" : with + " ") + query({}, 2, nullptr);
}

/// WITH RECURSIVE over a table that refers to itself; "" when the schema has none.
std::string Grammar::recursiveCte() {
  for (int attempt = 0; attempt < 6; ++attempt) {
    const Table &table = anyTable();
    for (const Foreign &key : table.foreign) {
      if (!table.refersToItself(key) || key.columns.size() != 1)
        continue;
      Reference cte{"w1", nullptr, {}};
      Scope first{reference(table, "b")}, step{reference(table, "s")};
      std::string selected, next;
      for (const Column &column : table.columns) {
        bool fromBefore = Dice.chance(15) && column.name != table.columns[key.referenced[0]].name;
        selected += (selected.empty() ? "b." : ", b.") + column.name;
        next += std::string(next.empty() ? "" : ", ") + (fromBefore ? "w1." : "s.") + column.name;
        cte.columns.push_back({column.name, column.type});
      }
      std::string tie = "s." + table.columns[key.columns[0]].name + " = w1." + table.columns[key.referenced[0]].name;
      for (size_t owner : table.ownerColumns)
        if (Dice.chance(60))
          tie += " AND " + (Dice.chance(80) ? "s." + table.columns[owner].name + " = w1." + table.columns[owner].name
                                            : closing(step[0], 0));
      std::string base = Dice.chance(60) ? closing(first[0], 0) : predicate(first, 0);
      std::string with = "WITH RECURSIVE w1 AS (SELECT " + selected + " FROM " + table.name + " b WHERE " + base +
                         " UNION SELECT " + next + " FROM " + table.name + " s JOIN w1 ON " + tie +
                         (Dice.chance(20) ? " WHERE " + predicate(step, 0) : "") + ") ";
      Ctes.push_back(cte);
      return with;
    }
  }
  return "";
}

std::string Grammar::query(const Scope &outer, int depth, std::vector<Visible> *columns) {
  if (depth > 0 && Dice.chance(12)) {
    std::vector<Visible> left, right;
    std::string first = simpleQuery(outer, depth - 1, &left);
    std::string second = simpleQuery(outer, depth - 1, &right);
    if (columns)
      *columns = left;
    return "(" + first + ") " + Dice.pick(Words{"UNION", "UNION ALL", "EXCEPT", "INTERSECT", "EXCEPT ALL"}) + " (" +
           second + ")";
  }
  return simpleQuery(outer, depth, columns);
}

std::string Grammar::simpleQuery(const Scope &outer, int depth, std::vector<Visible> *columns) {
  Scope scope;
  std::string source = from(scope, outer, depth), grouping;
  Scope all = scope;
  all.insert(all.end(), outer.begin(), outer.end());
  std::string where = closings(scope, depth, 75);
  if (where.empty() || Dice.chance(40))
    where += (where.empty()     ? ""
              : Dice.chance(85) ? " AND "
                                : " OR ") +
             predicate(Dice.chance(30) ? all : scope, depth);
  std::string selected = targets(scope, depth, columns, grouping);
  return "SELECT " + selected + " FROM " + source + (where.empty() || Dice.chance(4) ? "" : " WHERE " + where) +
         grouping + (grouping.empty() ? tail(scope) : "");
}

std::string Grammar::from(Scope &scope, const Scope &outer, int depth) {
  std::string result = item(scope, outer, depth);
  while (Dice.chance(40) && scope.size() < 4) {
    std::string kind = Dice.pick(
        Words{"JOIN", "JOIN", "JOIN", "LEFT JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", ",", "CROSS JOIN"});
    Scope before = scope;
    std::string next = item(scope, outer, depth);
    bool bare = kind == "," || kind == "CROSS JOIN";
    result += (kind == "," ? ", " : " " + kind + " ") + next;
    if (!bare)
      result += " ON " + joinCondition(scope, depth);
  }
  return result;
}

/// Mostly a foreign key from the last element to one before it, or the other way round.
std::string Grammar::joinCondition(const Scope &scope, int depth) {
  Words conditions;
  const Reference &last = scope.back();
  for (const Reference &other : scope)
    for (const auto &[child, parent] : {std::pair(&last, &other), std::pair(&other, &last)})
      if (&other != &last && child->table && parent->table)
        for (const Foreign &key : child->table->foreign)
          if (key.parent == parent->table->self) {
            std::string text;
            for (size_t part = 0; part < key.columns.size(); ++part)
              text += (part ? " AND " : "") + child->columns[key.columns[part]].text + " = " +
                      parent->columns[key.referenced[part]].text;
            conditions.push_back(text);
          }
  std::string result = !conditions.empty() && !Dice.chance(15) ? Dice.pick(conditions) : comparison(scope, depth);
  if (Dice.chance(30))
    result += Dice.chance(90) ? " AND " + (last.table ? closing(last, 0) : predicate(scope, 0))
                              : " OR " + predicate(scope, 0);
  return result;
}

std::string Grammar::item(Scope &scope, const Scope &outer, int depth) {
  std::string alias = freshAlias();
  if (!Ctes.empty() && Dice.chance(40)) {
    Reference cte = Dice.pick(Ctes);
    std::string name = cte.alias;
    for (Visible &column : cte.columns)
      column.text = alias + "." + column.text;
    cte.alias = alias;
    scope.push_back(cte);
    return name + " " + alias;
  }
  if (depth > 0 && Dice.chance(20)) {
    Reference derived{alias, nullptr, {}};
    bool lateral = !scope.empty() && Dice.chance(40);
    std::string text = query(lateral ? scope : outer, depth - 1, &derived.columns);
    for (Visible &column : derived.columns)
      column.text = alias + "." + column.text;
    scope.push_back(derived);
    return (lateral ? "LATERAL (" : "(") + text + ") " + alias;
  }
  if (Dice.chance(5)) {
    scope.push_back({alias, nullptr, {{alias + ".v", "integer"}}});
    return Dice.pick(Words{"(VALUES (1), (2), ($1::int)) ", "generate_series(1, 3) ", "unnest(ARRAY[1, 2]) "}) + alias +
           " (v)";
  }
  return named(scope, anyTable(), alias);
}

/// A table, perhaps sampled (wholly or not at all: what chance takes, no two runs agree on) or with other names for its
/// columns.
std::string Grammar::named(Scope &scope, const Table &table, const std::string &alias) {
  scope.push_back(reference(table, alias));
  std::string result = (Dice.chance(3) ? "ONLY " : "") + table.name + " " + alias;
  if (Dice.chance(6))
    return result + Dice.pick(Words{" TABLESAMPLE BERNOULLI (100)", " TABLESAMPLE SYSTEM (100) REPEATABLE (1)",
                                    " TABLESAMPLE BERNOULLI (0)",
                                    " TABLESAMPLE BERNOULLI ((SELECT 100 * count(*) / greatest(1, count(*)) FROM " +
                                        anyTable().name + "))"});
  if (!Dice.chance(8))
    return result;
  std::string names;
  size_t count = 1 + Dice.below(table.columns.size());
  for (size_t i = 0; i < count; ++i) {
    // Often a name that another column of the table had.
    std::string name = Dice.chance(40) ? "x" + std::to_string(i) : table.columns[count - 1 - i].name;
    bool taken = false;
    for (size_t other = 0; other < table.columns.size(); ++other)
      taken |= other != i && scope.back().columns[other].text == alias + "." + name;
    if (taken)
      name = "y" + std::to_string(i);
    names += (i ? ", " : "") + name;
    scope.back().columns[i].text = alias + "." + name;
  }
  return result + " (" + names + ")";
}

Reference Grammar::reference(const Table &table, const std::string &alias) const {
  Reference result{alias, &table, {}};
  for (const Column &column : table.columns)
    result.columns.push_back({alias + "." + column.name, column.type});
  return result;
}

/// Ties each owned element of FROM to the user, most of the time.
std::string Grammar::closings(const Scope &scope, int depth, unsigned percent) {
  std::string result;
  for (const Reference &each : scope)
    if (each.table && each.table->owned && Dice.chance(scope.size() > 1 ? percent * 2 / 3 : percent))
      result += (result.empty() ? "" : " AND ") + closing(each, depth);
  return result;
}

} // namespace pgtidy::oracle
