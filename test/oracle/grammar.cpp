// Queries; predicates are in grammar_predicates.cpp, writes in grammar_writes.cpp.
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
                                            : closing("s", table, 0));
      std::string base = Dice.chance(60) ? closing("b", table, 0) : predicate(first, 0);
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

std::string Grammar::tail(const Scope &scope) {
  std::string result;
  if (Dice.chance(15))
    result += " ORDER BY " + Dice.pick(Dice.pick(scope).columns).text + Dice.pick(Words{"", " DESC", " NULLS FIRST"});
  if (Dice.chance(8))
    result += Dice.pick(Words{" LIMIT 1", " LIMIT 2", " OFFSET 1", " FETCH FIRST 1 ROW WITH TIES"});
  return result.find("TIES") != std::string::npos && result.find("ORDER") == std::string::npos ? "" : result;
}

std::string Grammar::targets(const Scope &scope, int depth, std::vector<Visible> *columns, std::string &grouping) {
  std::string result;
  auto add = [&](const std::string &text, const std::string &type) {
    std::string name = "c" + std::to_string(columns ? columns->size() + 1 : 0);
    result += (result.empty() ? "" : ", ") + text + (columns ? " AS " + name : "");
    if (columns)
      columns->push_back({name, type});
  };
  auto any = [&]() -> const Visible & { return Dice.pick(Dice.pick(scope).columns); };
  if (Dice.chance(15)) { // grouped
    const Visible key = any();
    add(key.text, key.type);
    add(Dice.pick(Words{"count(*)", "max(" + any().text + "::text)", "count(DISTINCT " + any().text + ")"}), "text");
    grouping = " GROUP BY " + key.text;
    if (Dice.chance(30)) {
      const Visible second = any();
      add(second.text, second.type);
      grouping = Dice.pick(Words{" GROUP BY ROLLUP (" + key.text + ", " + second.text + ")",
                                 " GROUP BY CUBE (" + key.text + ", " + second.text + ")",
                                 " GROUP BY GROUPING SETS ((" + key.text + "), (" + second.text + "), ())"});
    }
    if (Dice.chance(20))
      grouping += " HAVING " + key.text + " IS NOT NULL";
    else if (Dice.chance(40))
      grouping += " HAVING " + equality(key.text, principal());
    return result;
  }
  if (Dice.chance(8)) { // aggregated
    std::string filter = Dice.chance(50) ? " FILTER (WHERE " + predicate(scope, 0) + ")" : "";
    add(Dice.pick(Words{"count(*)", "max(" + any().text + "::text)", "bool_or(" + predicate(scope, 0) + ")"}) + filter,
        "any");
    return result;
  }
  bool distinct = Dice.chance(8);
  for (size_t more = 1 + Dice.below(3); more > 0; --more) {
    const Visible column = any();
    add(column.text, column.type);
  }
  if (depth > 0 && Dice.chance(12))
    add(
        "(SELECT count(*) FROM " +
            [&] {
              const Table &table = anyTable();
              std::string alias = freshAlias();
              Scope inner = scope;
              inner.push_back(reference(table, alias));
              return table.name + " " + alias + " WHERE " + closings({inner.back()}, 0, 100) +
                     (closings({inner.back()}, 0, 100).empty() ? "true" : "") +
                     (Dice.chance(30) ? " AND " + predicate(inner, 0) : "");
            }() +
            ")",
        "bigint");
  if (Dice.chance(10))
    add(Dice.pick(Words{"row_number()", "count(*)", "lag(" + any().text + ")"}) + " OVER (" +
            (Dice.chance(50) ? "PARTITION BY " + any().text + " " : "") + "ORDER BY " + any().text + ")",
        "any");
  if (Dice.chance(10))
    add("(" + predicate(scope, 0) + ")", "boolean");
  if (distinct)
    return Dice.chance(70) || columns ? "DISTINCT " + result : "DISTINCT ON (" + any().text + ") " + result;
  return result;
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
    result += Dice.chance(90) ? " AND " + (last.table ? closing(last.alias, *last.table, 0) : predicate(scope, 0))
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
  const Table &table = anyTable();
  scope.push_back(reference(table, alias));
  return table.name + " " + alias;
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
      result += (result.empty() ? "" : " AND ") + closing(each.alias, *each.table, depth);
  return result;
}

} // namespace pgtidy::oracle
