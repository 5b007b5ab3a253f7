#include "place.h"

namespace pgtidy::checks {

namespace {

bool isUserKeyword(const sql::From &from) {
  return from.kind == sql::FromKind::Function && from.functions.size() == 1 && from.functions[0] &&
         from.functions[0]->kind == sql::ExprKind::SessionValue && from.functions[0]->name == "user";
}

/// The place of an unquoted `user` in a FROM; -1 when there is none.
sql::Offset userIn(const sql::From &from) {
  if (isUserKeyword(from))
    return from.functions[0]->location;
  for (const auto *side : {from.left.get(), from.right.get()})
    if (side)
      if (sql::Offset found = userIn(*side); found >= 0)
        return found;
  return -1;
}

sql::Offset userIn(const sql::Query &query) {
  for (const sql::FromPtr &from : query.from)
    if (from)
      if (sql::Offset found = userIn(*from); found >= 0)
        return found;
  return -1;
}

} // namespace

Findings sql_unquoted_user(const Input &input) {
  Findings findings;
  for (const analysis::Query &query : input.conclusions.queries)
    for (const analysis::Alternative &alternative : query.alternatives)
      for (const sql::Statement &statement : alternative.parsed.statements) {
        sql::Offset found = statement.select ? userIn(*statement.select) : -1;
        if (found < 0)
          continue;
        findings::Finding finding =
            findingAt(input, query, alternative.source(found),
                      "unquoted, user is the name of the database role and not a table: this reads one row with that "
                      "name; write \"user\"");
        finding.advice = "SELECT … FROM \"user\"";
        findings.push_back(std::move(finding));
      }
  return findings;
}

} // namespace pgtidy::checks
