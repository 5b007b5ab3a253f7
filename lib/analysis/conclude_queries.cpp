#include "conclude_queries.h"

#include "bound_constants.h"
#include "flatten.h"
#include "same_values.h"
#include "spelling.h"

#include "llvm/ADT/StringExtras.h"

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
  case facts::Placeholders::ColonTyped:
    return sql::PlaceholderStyle::ColonTyped;
  case facts::Placeholders::Percent:
    return sql::PlaceholderStyle::Percent;
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
bool mayNotParse(const Query &query) {
  bool isOurs = query.call->isComposed || (query.call->action == Action::Copy && query.call->table);
  return isOurs || query.dialect != facts::Dialect::PostgreSQL;
}

/// Drivers that mark values with `?` also take ODBC's `{call f(?)}`, `{d '…'}`, which they rewrite.
bool isEscapeClause(const Alternative &alternative) {
  const sql::Template &text = alternative.text;
  bool isOdbc = text.placeholders == sql::PlaceholderStyle::Question ||
                text.placeholders == sql::PlaceholderStyle::QuestionOrColon;
  auto at = static_cast<size_t>(alternative.parsed.error ? alternative.parsed.error->offset : -1);
  return isOdbc && at < text.text.size() && text.text[at] == '{';
}

void parse(Alternative &alternative, const Query &query, bool mayBeForOthers) {
  alternative.parsed = sql::parse(alternative.text);
  bool isForOthers = alternative.parsed.error && mayBeForOthers && beginsAsOthersDo(alternative.text.text);
  if (mayNotParse(query) || isEscapeClause(alternative) || isForOthers) {
    alternative.parsed.error.reset();
    alternative.parsed.undecided = false;
  }
}

/// What a call that takes a statement or a name was given is a name.
bool isName(const Alternative &alternative) {
  llvm::StringRef text(alternative.text.text);
  return !text.empty() && alternative.text.holes.empty() &&
         llvm::all_of(text, [](char c) { return llvm::isAlnum(c) || c == '_'; });
}

Query queryOf(const facts::Call &call, Chain chain, const Linker &linker, const Dialects &dialects,
              facts::Dialect dialect) {
  Query query;
  query.call = &call;
  query.dialect = dialect;
  query.way = std::move(chain.way);
  query.wrapperChooses = chain.wrapperChooses;
  query.isIntoObject = chain.isIntoObject;
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
  query.setAt = flattened.setAt;
  if (call.action == Action::Execute && call.name)
    llvm::erase_if(query.alternatives, isName);
  // What is not written in the call may have come through a class of which others speak to other databases.
  const bool isHandedOver = !facts::asLiteral(call.sql);
  const bool mayBeForOthers = call.dialect == facts::Dialect::Any || (dialects.hasOthers() && isHandedOver);
  for (Alternative &alternative : query.alternatives) {
    if (call.isComposed) // names of tables and columns stand in the classes: the statement itself is the call
      alternative.runs.clear();
    alternative.text.text = spelledForPostgres(std::move(alternative.text.text), dialect);
    parse(alternative, query, mayBeForOthers);
    mergeSameValues(alternative, call);
    putBoundConstants(alternative, call);
  }
  return query;
}

} // namespace

sql::PlaceholderStyle placeholderStyle(const facts::Call &call) { return styleOf(call.placeholders); }

bool isQuery(const facts::Call &call) {
  return call.action != Action::Connect && call.action != Action::Configure && call.action != Action::Compose;
}

std::vector<Query> queriesOf(const facts::Call &call, Linker &linker, const Dialects &dialects) {
  // What is prepared is judged where it is prepared: the name says nothing.
  facts::Text text = call.action == Action::ExecutePrepared ? nullptr : textOf(call);
  facts::Dialect dialect = dialects.of(call, linker);
  Chains chains = linker.follow(call, text);
  std::vector<Query> queries;
  for (Chain &chain : chains.chains)
    queries.push_back(queryOf(call, std::move(chain), linker, dialects, dialect));
  if (chains.truncated && !queries.empty())
    queries.back().truncated = true;
  return queries;
}

} // namespace pgtidy::analysis
