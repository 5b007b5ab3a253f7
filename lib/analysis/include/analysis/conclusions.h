// What the analysis knows of linked facts and catalog, before any check judges it.
#pragma once

#include "analysis/endpoint.h"
#include "analysis/isolation.h"
#include "analysis/logged.h"
#include "analysis/schema.h"
#include "facts/program.h"
#include "sql/parse.h"

#include <memory>
#include <string>
#include <vector>

namespace pgtidy::analysis {

/// One text that can reach a database call, flattened.
struct Alternative {
  sql::Template text;
  std::vector<facts::Run> runs;   ///< where the bytes of text.text stand in the source, by Run::begin
  std::vector<facts::Hole> holes; ///< what the program put there: one for each of text.holes
  bool isDoubtful = false; ///< a loop was unrolled to make it, or a text left out that may never be: a syntax error may
                           ///< be our reading
  bool isInPieces = false; ///< … of which it is not all seen which pieces of a loop or a list go together
  sql::Parsed parsed;
  std::vector<StatementVerdict> verdicts; ///< one for each of parsed.statements

  /// The source of a byte of the text; invalid where that byte has none.
  text::Location source(sql::Offset offset) const;
};

/// A database call with the texts that reach it from one chain of callers.
struct Query {
  const facts::Call *call = nullptr;
  facts::Dialect dialect = facts::Dialect::PostgreSQL; ///< Any: one of several, it is not known which
  std::vector<Step> way; ///< from the outermost invocation to the call's function; empty for a direct call
  std::vector<Alternative> alternatives;
  bool isIntoObject = false; ///< `way` is that of the text into the object that sends it, not that of the call
  bool truncated = false;    ///< there are more alternatives than were followed
  /// A function on the way chooses among texts by what it was given, so not every alternative need be possible.
  bool wrapperChooses = false;
  bool unknown = false;            ///< nothing of the text is known
  std::vector<std::string> origin; ///< unknown: where the text comes from
  text::Location setAt;            ///< unknown: where it was set by a run-time name, in the place of what is known
  std::string scope;               ///< namespaces of the function that holds the call
};

/// A literal value that takes part in a connection.
struct ConnectionPart {
  std::string keyword;     ///< "host", "password", "dbname", "user"…
  text::Location location; ///< of the value in the source
  uint32_t length = 0;
  bool secret = false;
  bool isBlank = false; ///< to be filled in by whoever sets the program up: "<password>", "${PASSWORD}", "changeme"
};

struct Connection {
  const facts::Call *call = nullptr;
  std::vector<Step> way;
  std::vector<ConnectionPart> literals; ///< the parts that are written in the program
  text::Location location;              ///< of the first literal part, or the call
};

/// A connection that is opened again and again.
struct RepeatedOpening {
  const facts::Opening *connect = nullptr;
  const facts::Call *call = nullptr;
  std::vector<const facts::Opening *> way; ///< the calls that lead to it; the first is what repeats
  facts::Opening::Repeats repeats = facts::Opening::Repeats::Request;
};

/// Where text from outside stands in a statement without the escaping that its place needs.
struct Injection {
  const Query *query = nullptr;
  size_t alternative = 0;
  size_t hole = 0;
  sql::HoleRole role = sql::HoleRole::Value;
  std::string why; ///< "an escaped literal outside quotes", "" for raw text
};

struct Conclusions {
  const facts::Program *program = nullptr;
  const Ownership *ownership = nullptr;
  const Schema *schema = nullptr; ///< null when the schema's history was not read
  std::vector<Query> queries;
  std::vector<Connection> connections;
  Endpoints endpoints;
  std::vector<RepeatedOpening> repeated;
  std::vector<Injection> injections;
  std::vector<LoggedSecret> logged;
};

/// The queries of the program, linked and parsed, not judged.
std::vector<Query> queriesIn(const facts::Program &program);

/// The tables, views, policies … that the program itself defines by its queries, in an order in which they apply.
std::vector<sql::Migration> definitionsIn(const std::vector<Query> &queries, const facts::Program &program);

/// Judges the queries of the program.
Conclusions conclude(const facts::Program &program, std::vector<Query> queries, Ownership &ownership);
/// The same with queriesIn(program).
Conclusions conclude(const facts::Program &program, Ownership &ownership);

/// Whether the hole is a whole statement, and not a part of one that the program writes: it stands where a statement
/// begins, be it behind another or behind EXPLAIN.
bool isStatementItself(const sql::Template &source, size_t hole);

} // namespace pgtidy::analysis
