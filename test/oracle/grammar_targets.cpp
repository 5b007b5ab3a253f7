// What a query gives: its select list, with groups and windows, and ORDER BY and LIMIT.
#include "grammar.h"

namespace pgtidy::oracle {

using Words = std::vector<std::string>;

std::string Grammar::tail(const Scope &scope) {
  std::string result;
  if (Dice.chance(15))
    result += " ORDER BY " + anyColumn(scope).text + Dice.pick(Words{"", " DESC", " NULLS FIRST"});
  if (Dice.chance(8))
    result += Dice.pick(Words{" LIMIT 1", " LIMIT 2", " OFFSET 1", " FETCH FIRST 1 ROW WITH TIES"});
  return result.find("TIES") != std::string::npos && result.find("ORDER") == std::string::npos ? "" : result;
}

std::string Grammar::targets(const Scope &scope, int depth, std::vector<Visible> *columns, std::string &grouping) {
  std::vector<Visible> made;
  std::string prefix;
  if (Dice.chance(15)) {
    grouped(scope, made, grouping);
  } else if (Dice.chance(8)) { // aggregated
    std::string filter = Dice.chance(50) ? " FILTER (WHERE " + predicate(scope, 0) + ")" : "";
    made.push_back({Dice.pick(Words{"count(*)", "max(" + anyColumn(scope).text + "::text)",
                                    "bool_or(" + predicate(scope, 0) + ")"}) +
                        filter,
                    "any"});
  } else {
    bool distinct = Dice.chance(8);
    for (size_t more = 1 + Dice.below(3); more > 0; --more)
      made.push_back(anyColumn(scope));
    if (depth > 0 && Dice.chance(12))
      made.push_back({counting(scope), "bigint"});
    if (Dice.chance(10))
      made.push_back({window(scope), "any"});
    if (Dice.chance(10))
      made.push_back({"(" + predicate(scope, 0) + ")", "boolean"});
    if (distinct)
      prefix = Dice.chance(70) || columns ? "DISTINCT " : "DISTINCT ON (" + anyColumn(scope).text + ") ";
  }
  std::string result;
  for (const Visible &each : made) {
    std::string name = "c" + std::to_string(columns ? columns->size() + 1 : 0);
    result += (result.empty() ? "" : ", ") + each.text + (columns ? " AS " + name : "");
    if (columns)
      columns->push_back({name, each.type});
  }
  return prefix + result;
}

std::string Grammar::counting(const Scope &scope) {
  Scope inner;
  std::string table = named(inner, anyTable(), freshAlias()), where = closings(inner, 0, 100);
  Scope all = scope;
  all.push_back(inner[0]);
  return "(SELECT count(*) FROM " + table + " WHERE " + (where.empty() ? "true" : where) +
         (Dice.chance(30) ? " AND " + predicate(all, 0) : "") + ")";
}

void Grammar::grouped(const Scope &scope, std::vector<Visible> &made, std::string &grouping) {
  Words keys;
  for (size_t more = Dice.chance(40) ? 2 + Dice.below(2) : 1; more > 0; --more) {
    const Visible &key = anyColumn(scope);
    made.push_back(key);
    keys.push_back(key.text);
  }
  made.push_back({Dice.pick(Words{"count(*)", "max(" + anyColumn(scope).text + "::text)",
                                  "count(DISTINCT " + anyColumn(scope).text + ")"}),
                  "text"});
  if (keys.size() > 1 || Dice.chance(20)) {
    grouping = " GROUP BY " + groupingSets(keys);
    if (Dice.chance(20))
      made.push_back({"GROUPING(" + Dice.pick(keys) + ")", "integer"});
  } else {
    grouping = " GROUP BY " + keys[0];
  }
  if (Dice.chance(20))
    grouping += " HAVING " + Dice.pick(keys) + " IS NOT NULL";
  else if (Dice.chance(40))
    grouping += " HAVING " + equality(Dice.pick(keys), principal());
}

/// Every key is in one of the sets at least.
std::string Grammar::groupingSets(const Words &keys) {
  std::string list, each;
  for (const std::string &key : keys) {
    list += (list.empty() ? "" : ", ") + key;
    each += (each.empty() ? "(" : ", (") + key + ")";
  }
  return Dice.pick(Words{list, "ROLLUP (" + list + ")", "CUBE (" + list + ")", "ROLLUP ((" + list + "))",
                         "GROUPING SETS (" + each + ", ())", "GROUPING SETS (" + each + ")",
                         "GROUPING SETS ((" + list + "))", "GROUPING SETS ((" + list + "), ())",
                         "DISTINCT " + keys[0] + ", CUBE (" + list + ")",
                         keys[0] + ", GROUPING SETS ((" + list + "), (" + keys.back() + "))",
                         "GROUPING SETS (ROLLUP (" + list + "), CUBE (" + keys[0] + "))"});
}

std::string Grammar::window(const Scope &scope) {
  std::string call = Dice.pick(Words{"row_number()", "count(*)", "lag(" + anyColumn(scope).text + ")",
                                     "first_value(" + anyColumn(scope).text + ")",
                                     "max(" + anyColumn(scope).text + "::text)", "ntile(2)"});
  if ((call == "count(*)" || call.starts_with("max")) && Dice.chance(20))
    call += " FILTER (WHERE " + predicate(scope, 0) + ")";
  std::string over = Dice.chance(50) ? "PARTITION BY " + anyColumn(scope).text + " " : "";
  bool ordered = Dice.chance(80);
  if (ordered)
    over += "ORDER BY " + anyColumn(scope).text + " ";
  if (Dice.chance(35))
    over += frame(ordered);
  return call + " OVER (" + over + ")";
}

/// ROWS, RANGE or GROUPS, with bounds that may come from a sub-query.
std::string Grammar::frame(bool ordered) {
  std::string kind = Dice.pick(ordered ? Words{"ROWS", "ROWS", "GROUPS", "RANGE"} : Words{"ROWS", "RANGE"});
  Words bounds{"1", "0", "2", "$2::int"};
  // A bound may not name the query's columns.
  if (Dice.chance(50))
    bounds.assign(1, counting({}));
  std::string offset = Dice.pick(bounds);
  Words before{"UNBOUNDED PRECEDING", "CURRENT ROW"}, after{"UNBOUNDED FOLLOWING", "CURRENT ROW"};
  if (kind != "RANGE") {
    before.insert(before.end(), 3, offset + " PRECEDING");
    after.insert(after.end(), 3, offset + " FOLLOWING");
  }
  return kind + " BETWEEN " + Dice.pick(before) + " AND " + Dice.pick(after) +
         Dice.pick(Words{"", "", " EXCLUDE CURRENT ROW", " EXCLUDE TIES", " EXCLUDE GROUP"});
}

} // namespace pgtidy::oracle
