#include "isolation/effects.h"

#include "isolation/bodies.h"
#include "isolation/readings.h"
#include "isolation/visit.h"
#include "isolation/words.h"
#include "isolation/written_tables.h"

#include <algorithm>
#include <set>

namespace pgtidy::analysis::isolation {
namespace {

using Visited = std::set<const sql::Function *>;

/// The functions of the schema that words name, whatever their arguments.
std::vector<const sql::Function *> namedBy(const std::vector<std::string> &words, const sql::Catalog &catalog) {
  std::vector<const sql::Function *> found;
  const std::set<std::string> unique(words.begin(), words.end());
  for (const sql::Function &function : catalog.functions)
    if (unique.count(function.name) || unique.count(function.schema + "." + function.name))
      found.push_back(&function);
  return found;
}

bool setsWhoAsks(const std::vector<std::string> &words) {
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "set_config" || words[i].ends_with(".set_config"))
      return true;
    if (words[i] != "set" || i + 1 == words.size())
      continue;
    bool isScoped = (words[i + 1] == "local" || words[i + 1] == "session") && i + 2 < words.size();
    const std::string &parameter = words[i + (isScoped ? 2 : 1)];
    // `UPDATE t SET t.x = …` is no SQL: a dotted name is a parameter's.
    if (sql::saysWhoAsks(parameter) || parameter == "authorization")
      return true;
  }
  return false;
}

bool changesWhoAsks(const sql::Function &function, const sql::Catalog &catalog, Visited &visited) {
  if (!visited.insert(&function).second)
    return false;
  const std::vector<std::string> words = wordsOf(function.body, /*quotedToo=*/true);
  if (function.setsParameters || setsWhoAsks(words))
    return true;
  const std::vector<const sql::Function *> named = namedBy(words, catalog);
  return std::any_of(named.begin(), named.end(),
                     [&](const sql::Function *one) { return changesWhoAsks(*one, catalog, visited); });
}

bool onlyReads(const sql::Function &function, const Ownership &ownership, Visited &visited) {
  if (!visited.insert(&function).second || function.body.empty())
    return true;
  const std::optional<Body> &body = ownership.readings().body(function, ownership);
  if (!body)
    return false;
  for (const BodyStatement &one : body->statements) {
    if (one.dynamic || one.parsed.error || one.parsed.undecided)
      return false;
    for (const sql::Statement &statement : one.parsed.statements)
      if (!statement.select ||
          std::any_of(statement.select->ctes.begin(), statement.select->ctes.end(),
                      [](const sql::Cte &cte) { return !cte.statement || !cte.statement->select; }))
        return false;
  }
  const std::vector<const sql::Function *> named = namedBy(wordsOf(function.body), ownership.catalog());
  return std::all_of(named.begin(), named.end(),
                     [&](const sql::Function *one) { return onlyReads(*one, ownership, visited); });
}

bool writesWhenCalled(const sql::Function &function, const Ownership &ownership, Visited &visited) {
  if (!visited.insert(&function).second || function.body.empty() || function.returns == "trigger")
    return false;
  if (function.isVolatile)
    return !ownership.readings().onlyReads(function, ownership);
  const std::vector<const sql::Function *> named = namedBy(wordsOf(function.body), ownership.catalog());
  return std::any_of(named.begin(), named.end(),
                     [&](const sql::Function *one) { return writesWhenCalled(*one, ownership, visited); });
}

} // namespace

bool changesWhoAsks(const sql::Function &function, const sql::Catalog &catalog) {
  Visited visited;
  return changesWhoAsks(function, catalog, visited);
}

bool onlyReads(const sql::Function &function, const Ownership &ownership) {
  Visited visited;
  return onlyReads(function, ownership, visited);
}

bool writesWhenCalled(const sql::Function &function, const Ownership &ownership) {
  Visited visited;
  return writesWhenCalled(function, ownership, visited);
}

bool callsWriter(const sql::Query &query, const Ownership &ownership) {
  const sql::Catalog &catalog = ownership.catalog();
  bool found = false;
  if (!catalog.functions.empty())
    visit(query, [&](const sql::Expr &expr, const Place &) {
      if (expr.kind == sql::ExprKind::Func && !expr.path.empty())
        for (const sql::Function *function : catalog.functionsNamed("", expr.path.back()))
          found |= ownership.readings().writesWhenCalled(*function, ownership);
    });
  return found;
}

} // namespace pgtidy::analysis::isolation
