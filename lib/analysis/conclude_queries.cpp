#include "conclude_queries.h"

#include "flatten.h"

namespace pgtidy::analysis {
namespace {

using facts::Action;

sql::PlaceholderStyle styleOf(facts::Placeholders placeholders) {
  switch (placeholders) {
  case facts::Placeholders::Dollar:
    return sql::PlaceholderStyle::Dollar;
  case facts::Placeholders::Question:
    return sql::PlaceholderStyle::Question;
  case facts::Placeholders::Colon:
    return sql::PlaceholderStyle::Colon;
  case facts::Placeholders::DollarOrQuestion:
    return sql::PlaceholderStyle::DollarOrQuestion;
  case facts::Placeholders::QuestionOrColon:
    return sql::PlaceholderStyle::QuestionOrColon;
  case facts::Placeholders::None:
    break;
  }
  return sql::PlaceholderStyle::None;
}

/// The statement that a copy without an SQL text amounts to; the table's name keeps its place.
facts::Text copyStatement(const facts::Call &call) {
  return facts::concat(
      {facts::literal("COPY "), call.table, facts::literal(call.returnsRows ? " TO STDOUT" : " FROM STDIN")});
}

facts::Text textOf(const facts::Call &call) {
  if (call.action == Action::Copy && call.table)
    return copyStatement(call);
  return call.sql;
}

/// The grammar is not PostgreSQL's, or the text is ours: that it does not parse says nothing.
bool mayNotParse(const facts::Call &call) {
  bool isOurs = call.isComposed || (call.action == Action::Copy && call.table);
  return isOurs || call.dialect == facts::Dialect::SQLite || call.dialect == facts::Dialect::MySQL;
}

void parse(Alternative &alternative, const facts::Call &call) {
  alternative.parsed = sql::parse(alternative.text);
  if (mayNotParse(call)) {
    alternative.parsed.error.reset();
    alternative.parsed.undecided = false;
  }
}

Query queryOf(const facts::Call &call, Chain chain, const Linker &linker) {
  Query query;
  query.call = &call;
  query.way = std::move(chain.way);
  query.wrapperChooses = chain.wrapperChooses;
  if (const facts::Function *function = linker.function(call.enclosing))
    query.scope = function->scope;
  const facts::Text &text = chain.texts.front();
  if (!text)
    return query;
  Flattened flattened = flatten(text, styleOf(call.placeholders));
  query.alternatives = std::move(flattened.alternatives);
  query.truncated = flattened.truncated;
  query.unknown = flattened.unknown;
  query.origin = std::move(flattened.origin);
  for (Alternative &alternative : query.alternatives) {
    if (call.isComposed) // names of tables and columns stand in the classes: the statement itself is the call
      alternative.runs.clear();
    parse(alternative, call);
  }
  return query;
}

} // namespace

sql::PlaceholderStyle placeholderStyle(const facts::Call &call) { return styleOf(call.placeholders); }

bool isQuery(const facts::Call &call) { return call.action != Action::Connect && call.action != Action::Configure; }

std::vector<Query> queriesOf(const facts::Call &call, Linker &linker) {
  // What is prepared is judged where it is prepared: the name says nothing.
  facts::Text text = call.action == Action::ExecutePrepared ? nullptr : textOf(call);
  Chains chains = linker.follow({text}, call.enclosing);
  std::vector<Query> queries;
  for (Chain &chain : chains.chains)
    queries.push_back(queryOf(call, std::move(chain), linker));
  if (chains.truncated && !queries.empty())
    queries.back().truncated = true;
  return queries;
}

} // namespace pgtidy::analysis
