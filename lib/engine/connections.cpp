#include "connections.h"

#include "llvm/ADT/STLExtras.h"

#include <map>

namespace pgtidy::engine {

std::vector<findings::Connection> connectionsOf(const analysis::Conclusions &conclusions) {
  std::map<findings::Place, findings::Connection> places;
  for (const analysis::Connection &connection : conclusions.connections) {
    if (connection.call->action != facts::Action::Connect)
      continue;
    text::Location call = connection.way.empty() ? connection.call->location : connection.way.front().location;
    if (!call.isValid())
      continue;
    findings::Place place{conclusions.program->files.path(call.file), call.line, call.column};
    findings::Connection &shown = places[place];
    shown.place = place;
    shown.function = connection.call->function;
    for (const analysis::ConnectionPart &part : connection.literals)
      if (!llvm::is_contained(shown.written, part.keyword))
        shown.written.push_back(part.keyword);
  }
  std::vector<findings::Connection> connections;
  for (auto &[place, connection] : places)
    connections.push_back(std::move(connection));
  return connections;
}

} // namespace pgtidy::engine
