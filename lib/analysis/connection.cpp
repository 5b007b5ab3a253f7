#include "connection.h"

#include "connection_parts.h"

#include <set>
#include <tuple>

namespace pgtidy::analysis {
namespace {

/// A literal by its place; where it has none, by the call that it reaches.
using Seen = std::set<std::tuple<std::string, text::FileId, uint32_t, const facts::Call *>>;

bool connects(const facts::Call &call) {
  return call.action == facts::Action::Connect || call.action == facts::Action::Configure;
}

bool isOurs(facts::Dialect dialect) { return dialect == facts::Dialect::PostgreSQL || dialect == facts::Dialect::Any; }

bool isNew(const ConnectionPart &part, const facts::Call &call, Seen &seen) {
  const text::Location &at = part.location;
  return seen.emplace(part.keyword, at.file, at.offset, at.isValid() ? nullptr : &call).second;
}

void add(const facts::Call &call, const Chain &chain, const std::vector<ConnectionPart> &parts, Seen &seen,
         std::vector<Connection> &connections) {
  Connection connection;
  for (const ConnectionPart &part : parts)
    if (isNew(part, call, seen))
      connection.literals.push_back(part);
  if (connection.literals.empty())
    return;
  connection.call = &call;
  connection.way = chain.way;
  connection.location = connection.literals.front().location;
  if (!connection.location.isValid())
    connection.location = call.location;
  connections.push_back(std::move(connection));
}

/// Settings belong to one connection, so that the literals of all of them are one; each further possible value of a
/// setting is one of its own.
void addSettings(const facts::Call &call, const Chain &chain, Seen &seen, std::vector<Connection> &connections) {
  std::vector<std::vector<ConnectionPart>> rounds;
  for (size_t i = 0; i < call.settings.size(); ++i) {
    facts::Ways ways = writtenWays(chain.texts[i + 1]);
    size_t round = 0;
    for (const facts::Way &way : ways.ways) {
      std::vector<ConnectionPart> parts = partsOfSetting(call.settings[i].keyword, way);
      if (parts.empty())
        continue;
      if (rounds.size() <= round)
        rounds.emplace_back();
      rounds[round].insert(rounds[round].end(), parts.begin(), parts.end());
      ++round;
    }
  }
  for (const std::vector<ConnectionPart> &parts : rounds)
    add(call, chain, parts, seen, connections);
}

void addFrom(const facts::Call &call, Linker &linker, Seen &seen, std::vector<Connection> &connections) {
  std::vector<facts::Text> texts{call.connection};
  for (const facts::Setting &setting : call.settings)
    texts.push_back(setting.value);
  for (const Chain &chain : linker.follow(texts, call.enclosing).chains) {
    for (const facts::Way &way : writtenWays(chain.texts.front()).ways)
      add(call, chain, partsOfString(way, call.connectionForm), seen, connections);
    addSettings(call, chain, seen, connections);
  }
}

} // namespace

std::vector<Connection> connectionsOf(const facts::Program &program, Linker &linker, const Dialects &dialects) {
  std::vector<Connection> connections;
  Seen seen;
  for (const facts::Call &call : program.calls)
    if (connects(call) && isOurs(dialects.of(call, linker)))
      addFrom(call, linker, seen, connections);
  return connections;
}

} // namespace pgtidy::analysis
