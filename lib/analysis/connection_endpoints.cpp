#include "connection_endpoints.h"

#include "connection_parts.h"
#include "facts/alternatives.h"
#include "facts/conninfo.h"
#include "flatten.h"
#include "variables.h"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>

namespace pgtidy::analysis {
namespace {

using facts::Action;
using Source = std::function<text::Location(uint32_t)>;

bool isHole(std::string_view value) { return value.size() == 1 && value.front() == facts::HoleByte; }

void addText(Endpoint &endpoint, std::string_view value, const Source &source) {
  facts::ConnectionText read = facts::readConnectionText(value);
  endpoint.isUri |= read.isUri;
  endpoint.isOpen |= read.isOpen;
  for (facts::ConnectionSetting &setting : read.settings)
    endpoint.settings.push_back({std::move(setting.keyword), std::move(setting.value), source(setting.keywordBegin),
                                 setting.length ? source(setting.begin) : text::Location()});
  for (facts::ConnectionFault &fault : read.faults)
    endpoint.faults.push_back({fault.kind, std::move(fault.word), source(fault.begin)});
}

class Collector {
public:
  Collector(const facts::Program &program, Linker &linker) : Program(program), Link(linker) {}

  Endpoints all() {
    Made.reads = variableReads(Program);
    for (const facts::Call &call : Program.calls) {
      if (call.dialect == facts::Dialect::SQLite || call.dialect == facts::Dialect::MySQL)
        continue;
      if (call.action == Action::Connect)
        addCall(call);
      else if (call.action == Action::Configure)
        addConfigured(call);
    }
    for (const facts::EnvFile &file : Program.envFiles)
      addFile(file);
    return std::move(Made);
  }

private:
  const facts::Program &Program;
  Linker &Link;
  Endpoints Made;
  std::set<std::tuple<text::FileId, uint32_t, text::FileId, uint32_t>> Seen;

  void configure(std::string_view keyword) {
    if (!keyword.empty() && !Made.isConfigured(keyword))
      Made.configured.emplace_back(keyword);
  }

  /// setenv("PGSSLMODE", …), putenv("PGSSLMODE=…"), and builders of connections, which say it by keyword.
  void addConfigured(const facts::Call &call) {
    for (const facts::Setting &setting : call.settings)
      configure(facts::isConninfoKeyword(setting.keyword) ? setting.keyword
                                                          : facts::keywordOfVariable(setting.keyword));
    if (!call.connection)
      return;
    for (const Chain &chain : Link.follow({call.connection}, call.enclosing).chains)
      for (const facts::Way &way : writtenWays(chain.texts.front()).ways)
        configure(facts::keywordOfVariable(facts::variableIn(assemble(way).text.text)));
  }

  void addCall(const facts::Call &call) {
    std::vector<facts::Text> texts{call.connection};
    for (const facts::Setting &setting : call.settings)
      texts.push_back(setting.value);
    if (!call.connection && call.settings.empty())
      Made.hasUnknown = true;
    for (const Chain &chain : Link.follow(texts, call.enclosing).chains) {
      if (call.connection)
        for (const facts::Way &way : writtenWays(chain.texts.front()).ways) {
          Endpoint endpoint = begun(call, chain);
          addWay(endpoint, way, true);
          keep(std::move(endpoint));
        }
      else
        addSettings(call, chain);
    }
  }

  static Endpoint begun(const facts::Call &call, const Chain &chain) {
    Endpoint endpoint;
    endpoint.call = &call;
    endpoint.way = chain.way;
    endpoint.location = call.location;
    return endpoint;
  }

  /// The values of one round of the settings' possible values make one connection.
  void addSettings(const facts::Call &call, const Chain &chain) {
    std::vector<facts::Ways> ways;
    size_t rounds = call.settings.empty() ? 0 : 1;
    for (size_t i = 0; i < call.settings.size(); ++i) {
      ways.push_back(writtenWays(chain.texts[i + 1]));
      rounds = std::max(rounds, ways.back().ways.size());
    }
    for (size_t round = 0; round < rounds; ++round) {
      Endpoint endpoint = begun(call, chain);
      endpoint.location = {};
      for (size_t i = 0; i < call.settings.size(); ++i)
        if (!ways[i].ways.empty())
          addSetting(endpoint, call.settings[i].keyword, ways[i].ways[std::min(round, ways[i].ways.size() - 1)]);
      keep(std::move(endpoint));
    }
  }

  void addSetting(Endpoint &endpoint, const std::string &keyword, const facts::Way &way) {
    Alternative text = assemble(way);
    std::string &value = text.text.text;
    bool isText = keyword == "dbname" && (value.find("://") != value.npos || value.find('=') != value.npos);
    if (keyword == "dbname" && facts::isConnectionList(value)) // libpq does not read it
      return endpoint.isOpen = true, void();
    if (isText)
      return addWay(endpoint, way, false);
    noteVariables(endpoint, way);
    // A database name from outside may be a whole connection string.
    endpoint.isOpen |= keyword == "dbname" && isHole(value);
    text::Location at = value.empty() ? text::Location() : text.source(0);
    if (!facts::isConninfoKeyword(keyword))
      endpoint.faults.push_back({facts::ConnectionFaultKind::UnknownKeyword, keyword, at});
    endpoint.settings.push_back({keyword, std::move(value), at, at});
  }

  void noteVariables(Endpoint &endpoint, const facts::Way &way) {
    for (const facts::Leaf &leaf : way.leaves)
      if (const auto *hole = std::get_if<facts::Hole>(&leaf.text->value))
        if (std::string name = variableOf(*hole); !name.empty())
          endpoint.readFrom.push_back(name);
  }

  void addWay(Endpoint &endpoint, const facts::Way &way, bool isWhole) {
    Alternative text = assemble(way);
    noteVariables(endpoint, way);
    const size_t transport = isWhole ? 0 : facts::transportBefore(text.text.text);
    addText(endpoint, std::string_view(text.text.text).substr(transport),
            [&](uint32_t offset) { return text.source(static_cast<sql::Offset>(transport + offset)); });
    if (text.isDoubtful && text.text.text.find(facts::HoleByte) != std::string::npos)
      endpoint.faults.clear(); // a loop that escapes a value: which bytes stand together is not known
    if (isWhole)
      endpoint.location = text.source(0).isValid() ? text.source(0) : text::Location();
  }

  void keep(Endpoint endpoint) {
    // What is no URI of PostgreSQL may be another database's way to say it.
    if (endpoint.call->dialect != facts::Dialect::PostgreSQL && !endpoint.isUri) {
      Made.hasUnknown = true;
      return;
    }
    if (endpoint.settings.empty() && endpoint.faults.empty() && endpoint.isOpen && endpoint.readFrom.empty())
      Made.hasUnknown = true;
    const text::Location &text = endpoint.location, &call = endpoint.call->location;
    text::Location outermost = endpoint.way.empty() ? call : endpoint.way.front().location;
    // Each text is judged once for each place that sends it.
    if (text.isValid() && !Seen.emplace(text.file, text.offset, outermost.file, outermost.offset).second)
      return;
    Made.program.push_back(std::move(endpoint));
  }

  void addFile(const facts::EnvFile &file) {
    Endpoint parts;
    parts.file = &file;
    for (const facts::EnvVariable &variable : file.variables) {
      if (variable.isCommented)
        continue;
      auto source = [&](uint32_t offset) { return variable.source(offset); };
      if (std::string_view keyword = facts::keywordOfVariable(variable.name); !keyword.empty()) {
        if (!isTemplate(file))
          configure(keyword);
        text::Location at = variable.value.empty() ? variable.location : source(0);
        parts.settings.push_back({std::string(keyword), variable.value, at, at});
      } else if (variable.value.starts_with("postgres") && variable.value.find("://") != std::string::npos) {
        Endpoint endpoint;
        endpoint.file = &file;
        endpoint.variable = &variable;
        endpoint.location = source(0).isValid() ? source(0) : variable.location;
        addText(endpoint, variable.value, source);
        Made.files.push_back(std::move(endpoint));
      }
    }
    if (parts.find("host")) {
      parts.location = parts.find("host")->location;
      Made.files.push_back(std::move(parts));
    }
  }
};

} // namespace

Endpoints endpointsOf(const facts::Program &program, Linker &linker) { return Collector(program, linker).all(); }

} // namespace pgtidy::analysis
