#include "analysis/conclusions.h"

#include "client_user.h"
#include "conclude_queries.h"
#include "connection.h"
#include "connection_endpoints.h"
#include "guards.h"
#include "injection.h"
#include "logged.h"
#include "openings.h"
#include "typed_rows.h"

namespace pgtidy::analysis {
namespace {

/// Of a statement with too many texts to look at them all, it is not known which column goes with which table.
void learn(const std::vector<Query> &queries, Ownership &ownership) {
  for (const Query &query : queries) {
    if (query.truncated)
      continue;
    for (const Alternative &alternative : query.alternatives)
      for (const sql::Statement &statement : alternative.parsed.statements)
        ownership.learn(statement);
  }
}

/// What the program sets the search_path to, by statements and by the options of its connections.
void learnSearchPaths(const std::vector<Query> &queries, const Endpoints &endpoints, Ownership &ownership) {
  for (const Query &query : queries)
    for (const Alternative &alternative : query.alternatives)
      for (const sql::Statement &statement : alternative.parsed.statements)
        ownership.learnSearchPath(statement);
  for (const Endpoint &endpoint : endpoints.program)
    if (const EndpointSetting *options = endpoint.find("options"))
      if (std::vector<std::string> path = searchPathIn(options->value); !path.empty())
        ownership.addSearchPath(path);
}

/// Whether the program becomes another role than it connects as.
bool changesRole(const std::vector<Query> &queries) {
  for (const Query &query : queries)
    for (const Alternative &alternative : query.alternatives)
      for (const sql::Statement &statement : alternative.parsed.statements)
        if (statement.kind == sql::StatementKind::Set &&
            (statement.name == "role" || statement.name == "session_authorization"))
          return true;
  return false;
}

/// The one role that all connections of the program name, as far as they are known.
void learnRole(const std::vector<Query> &queries, const Endpoints &endpoints, Ownership &ownership) {
  std::string role;
  if (changesRole(queries))
    return;
  for (const Endpoint &endpoint : endpoints.program) {
    const EndpointSetting *user = endpoint.find("user"), *options = endpoint.find("options");
    if (options && options->value.find("role") != std::string::npos)
      return;
    if (!user || !user->isKnown() || user->value.empty() || (!role.empty() && role != user->value))
      return;
    role = user->value;
  }
  if (!endpoints.hasUnknown)
    ownership.connectAs(role);
}

void judgeAll(std::vector<Query> &queries, const Ownership &ownership) {
  for (Query &query : queries)
    for (Alternative &alternative : query.alternatives)
      for (const sql::Statement &statement : alternative.parsed.statements)
        alternative.verdicts.push_back(judge(statement, alternative.parsed, alternative.text, ownership));
}

} // namespace

std::vector<Query> queriesIn(const facts::Program &program) {
  Linker linker(program);
  Dialects dialects(program, linker);
  std::vector<Query> queries;
  for (const facts::Call &call : program.calls) {
    if (!isQuery(call))
      continue;
    for (Query &query : queriesOf(call, linker, dialects))
      queries.push_back(std::move(query));
  }
  return queries;
}

Conclusions conclude(const facts::Program &program, Ownership &ownership) {
  return conclude(program, queriesIn(program), ownership);
}

Conclusions conclude(const facts::Program &program, std::vector<Query> queries, Ownership &ownership) {
  Conclusions conclusions;
  conclusions.program = &program;
  conclusions.ownership = &ownership;
  conclusions.queries = std::move(queries);
  Linker linker(program);
  Dialects dialects(program, linker);
  conclusions.endpoints = endpointsOf(program, linker);
  learnRole(conclusions.queries, conclusions.endpoints, ownership);
  learnSearchPaths(conclusions.queries, conclusions.endpoints, ownership);
  if (!ownership.catalog().isWhole())
    learn(conclusions.queries, ownership);
  judgeAll(conclusions.queries, ownership);
  findGuards(conclusions.queries, program, linker, ownership);
  findTypedRows(conclusions.queries, program, linker, ownership.catalog());
  findClientUsers(conclusions.queries, linker);
  conclusions.connections = connectionsOf(program, linker, dialects);
  conclusions.repeated = repeatedOpenings(program, dialects, linker);
  conclusions.injections = injectionsIn(conclusions.queries);
  conclusions.logged = loggedSecrets(conclusions, dialects, linker);
  return conclusions;
}

} // namespace pgtidy::analysis
