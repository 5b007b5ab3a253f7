#include "mutate.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <map>

namespace pgtidy::oracle {
namespace {

using Words = std::vector<std::string>;

bool isOneOf(const std::string &token, std::initializer_list<const char *> words) {
  return std::any_of(words.begin(), words.end(), [&](const char *word) { return is(token, word); });
}

bool opensCondition(const std::string &token) { return isOneOf(token, {"where", "on", "and", "or", "having", "when"}); }

bool closesCondition(const std::string &token) {
  return isOneOf(token,
                 {"and",   "or",     "group", "order",  "limit",     "returning", "join", "left", "right", "full",
                  "inner", "cross",  "where", "having", "union",     "except",    "then", "when", "else",  "end",
                  "for",   "offset", "set",   "using",  "intersect", "fetch",     ")",    ",",    ";",     "window"});
}

void replace(Tokens &statement, Range range, const std::string &text) {
  Tokens words = tokens(text);
  statement.erase(statement.begin() + range.begin, statement.begin() + range.end);
  statement.insert(statement.begin() + range.begin, words.begin(), words.end());
}

std::string textOf(const Tokens &statement, Range range) {
  return join(Tokens(statement.begin() + range.begin, statement.begin() + range.end));
}

/// Takes a condition out together with the AND or OR that ties it to the next.
void drop(Tokens &statement, Range range) {
  bool after = range.end < statement.size() && isOneOf(statement[range.end], {"and", "or"});
  bool before = isOneOf(statement[range.begin - 1], {"and", "or"});
  if (before)
    --range.begin;
  else if (after)
    ++range.end;
  else
    return replace(statement, range, "true");
  statement.erase(statement.begin() + range.begin, statement.begin() + range.end);
}

} // namespace

std::vector<Range> conditions(const Tokens &statement) {
  std::vector<Range> result;
  for (size_t i = 0; i + 1 < statement.size(); ++i) {
    if (!opensCondition(statement[i]) || is(statement[i + 1], "matched") || is(statement[i + 1], "conflict") ||
        is(statement[i + 1], "not"))
      continue;
    Range range{i + 1, i + 1};
    while (range.end < statement.size() && !closesCondition(statement[range.end]))
      range.end = statement[range.end] == "(" || statement[range.end] == "[" ? afterBracket(statement, range.end)
                  : is(statement[range.end], "case")
                      ? std::find(statement.begin() + range.end, statement.end(), "END") - statement.begin() + 1
                      : range.end + 1;
    range.end = std::min(range.end, statement.size());
    if (range.begin < range.end)
      result.push_back(range);
  }
  return result;
}

Tokens renumbered(Tokens statement) {
  std::map<int, int> numbers;
  auto number = [](const std::string &token) {
    int value = 0;
    return token.size() > 1 && token[0] == '$' && !llvm::StringRef(token).drop_front().getAsInteger(10, value) ? value
                                                                                                               : 0;
  };
  for (const std::string &token : statement)
    if (int old = number(token))
      numbers[old] = 0;
  int next = 0;
  for (auto &[old, made] : numbers)
    made = ++next;
  for (std::string &token : statement)
    if (int old = number(token))
      token = "$" + std::to_string(numbers[old]);
  return statement;
}

Mutator::Mutator(const Schema &schema, Random &random, const std::vector<Tokens> &seeds)
    : Model(schema), Dice(random), Seeds(seeds), Source(schema, random) {
  for (const Tokens &seed : seeds)
    for (Range range : conditions(seed))
      Pool.push_back(textOf(seed, range));
  if (Pool.empty()) // no statement of the corpus has one
    Pool.push_back("true");
}

Tokens Mutator::mutate(Tokens statement) {
  for (size_t steps = 1 + Dice.below(4); steps > 0; --steps)
    once(statement);
  return renumbered(std::move(statement));
}

void Mutator::once(Tokens &statement) {
  size_t choice = Dice.below(100);
  if (choice < 55)
    changeCondition(statement);
  else if (choice < 82)
    changeWord(statement);
  else if (choice < 88)
    swapConditions(statement);
  else
    wrap(statement);
}

/// The tables of the statement by the names they seem to have.
Scope Mutator::scopeOf(const Tokens &statement) const {
  Scope scope;
  for (size_t i = 0; i < statement.size(); ++i)
    for (const Table &table : Model.tables)
      if (statement[i] == table.name && i > 0 &&
          isOneOf(statement[i - 1], {"from", "join", "update", "into", "using", ","})) {
        size_t next = i + 1 < statement.size() && is(statement[i + 1], "as") ? i + 2 : i + 1;
        bool alias = next < statement.size() && !closesCondition(statement[next]) && !opensCondition(statement[next]) &&
                     statement[next] != "(" && statement[next] != ".";
        Reference each{alias ? statement[next] : table.name, &table, {}};
        for (const Column &column : table.columns)
          each.columns.push_back({each.alias + "." + column.name, column.type});
        scope.push_back(each);
      }
  return scope;
}

std::string Mutator::dressed(const std::string &condition) {
  const std::string c = "(" + condition + ")", other = "(" + Dice.pick(Pool) + ")";
  return Dice.pick(Words{"NOT " + c,
                         c + " IS TRUE",
                         c + " IS NOT FALSE",
                         c + " IS NOT TRUE",
                         c + " IS NOT NULL",
                         "coalesce(" + c + ", false)",
                         "coalesce(" + c + ", true)",
                         c + " = true",
                         c + " OR false",
                         c + " AND true",
                         "CASE WHEN " + c + " THEN true ELSE false END",
                         "CASE WHEN " + other + " THEN " + c + " ELSE false END",
                         "CASE WHEN " + other + " THEN " + c + " ELSE true END",
                         c + " OR " + other,
                         "(" + c + " OR " + other + ")",
                         "(" + c + " AND " + other + ")",
                         "(" + c + " AND " + other + " OR " + c + ")",
                         "NOT (NOT " + c + ")",
                         "NOT (NOT " + c + " OR " + other + ")",
                         "(SELECT " + c + ")",
                         "NOT " + c + " IS NOT TRUE",
                         c + " IS DISTINCT FROM false",
                         c + " = " + other,
                         "nullif(" + c + ", false)",
                         c + "::text = 'true'",
                         "bool(" + c + ")",
                         "EXISTS (SELECT 1 WHERE " + c + ")"});
}

void Mutator::changeCondition(Tokens &statement) {
  std::vector<Range> ranges = conditions(statement);
  if (ranges.empty())
    return;
  Range range = Dice.pick(ranges);
  std::string text = textOf(statement, range);
  Scope scope = scopeOf(statement);
  size_t choice = Dice.below(100);
  if (choice < 30)
    drop(statement, range);
  else if (choice < 65)
    replace(statement, range, dressed(text));
  else if (choice < 78)
    replace(statement, range, Dice.pick(Pool));
  else if (choice < 85 && !scope.empty())
    replace(statement, range, Source.predicate(scope, 1));
  else if (choice < 95 && range.end == range.begin + 3 && statement[range.begin + 1] == "=")
    replace(statement, range, Source.equality(statement[range.begin], statement[range.begin + 2]));
  else if (!scope.empty()) {
    const Reference &each = Dice.pick(scope);
    replace(statement, range, text + " AND " + Source.closing(each, 0));
  }
}

void Mutator::swapConditions(Tokens &statement) {
  std::vector<Range> ranges = conditions(statement);
  if (ranges.size() < 2)
    return;
  Range first = Dice.pick(ranges), second = Dice.pick(ranges);
  if (first.begin > second.begin)
    std::swap(first, second);
  if (first.end > second.begin)
    return;
  std::string one = textOf(statement, first), other = textOf(statement, second);
  replace(statement, second, one);
  replace(statement, first, other);
}

/// Another operator, column, table, parameter, kind of join.
void Mutator::changeWord(Tokens &statement) {
  static const std::vector<Words> kin{
      {"=", "<>", "<", ">=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM"},
      {"AND", "OR"},
      {"JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN"},
      {"LEFT", "RIGHT", "FULL", "INNER"},
      {"UNION", "UNION ALL", "EXCEPT", "INTERSECT"},
      {"EXISTS", "NOT EXISTS"},
      {"IN", "NOT IN"},
      {"ANY", "ALL"},
      {"$1", "$2", "$3", "NULL", "1", "coalesce($1, 1)", "$1::bigint", "(SELECT $1::int)"},
      {"$2", "$1", "3", "'a'"},
      {"LIMIT", "OFFSET"},
      {"DISTINCT", "ALL", ""},
      {"MATERIALIZED", ""},
      {"DELETE", "SELECT *"},
      {"true", "false", "NULL"},
      {"max", "min", "count", "bool_or"},
      {"DESC", "ASC"},
      {"SELECT", "SELECT DISTINCT"},
      {"IS", "IS NOT"},
      {"1", "$1", "2"}};
  for (int attempt = 0; attempt < 20; ++attempt) {
    size_t at = Dice.below(statement.size());
    Words others;
    for (const Words &words : kin)
      if (is(statement[at], words[0].c_str()))
        others = words;
    Words tables, columns;
    for (const Table &table : Model.tables) {
      tables.push_back(table.name);
      for (const Column &column : table.columns)
        columns.push_back(column.name);
    }
    if (std::find(columns.begin(), columns.end(), statement[at]) != columns.end())
      others = columns;
    if (std::find(tables.begin(), tables.end(), statement[at]) != tables.end() && Dice.chance(50))
      others = tables;
    if (at + 1 < statement.size() && statement[at + 1] == ".") {
      others.clear();
      for (const Reference &each : scopeOf(statement))
        others.push_back(each.alias);
    }
    if (others.empty())
      continue;
    replace(statement, {at, at + 1}, Dice.pick(others));
    return;
  }
}

void Mutator::wrap(Tokens &statement) {
  if (!is(statement[0], "select"))
    return;
  std::string q = join(statement), other = join(Dice.pick(Seeds));
  const Table &shared = Dice.pick(Model.tables);
  statement = tokens(Dice.pick(Words{"SELECT * FROM (" + q + ") w",
                                     "SELECT count(*) FROM (" + q + ") w",
                                     "SELECT EXISTS (" + q + ")",
                                     "WITH w AS (" + q + ") SELECT * FROM w",
                                     "WITH w AS MATERIALIZED (" + q + ") SELECT count(*) FROM w, w AS w2",
                                     "SELECT * FROM (" + q + ") w LIMIT 1",
                                     q + " LIMIT 1",
                                     q + " OFFSET 1",
                                     "(" + q + ") UNION (" + other + ")",
                                     "(" + q + ") EXCEPT (" + other + ")",
                                     "(" + q + ") INTERSECT (" + other + ")",
                                     "(" + other + ") EXCEPT (" + q + ")",
                                     "SELECT s.* FROM " + shared.name + " s WHERE EXISTS (" + q + ")",
                                     "SELECT s.* FROM " + shared.name + " s, LATERAL (" + q + ") w",
                                     "SELECT s.* FROM " + shared.name + " s LEFT JOIN LATERAL (" + q + ") w ON true",
                                     "SELECT * FROM (" + q + ") w WHERE user_id = $1",
                                     "WITH w AS (" + q + ") SELECT * FROM w WHERE user_id = $1",
                                     "SELECT * FROM (" + q + ") w ORDER BY 1",
                                     "SELECT w.* FROM (" + q + ") w JOIN " + shared.name + " s USING (id)",
                                     "WITH w AS (" + other + ") " + q}));
}

} // namespace pgtidy::oracle
