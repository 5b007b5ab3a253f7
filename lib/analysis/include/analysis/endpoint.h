// Connections in full: where they lead, and with which settings.
#pragma once

#include "facts/connection_text.h"
#include "facts/program.h"

#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::analysis {

/// A step of the way to a database call: the invocation of a wrapper.
struct Step {
  text::Location location;
  std::string callee; ///< name for messages
};

/// A setting of a connection; a HoleByte in `value` is a run-time value.
struct EndpointSetting {
  std::string keyword;
  std::string value;
  text::Location keywordLocation; ///< of the keyword, or of the value where there is none
  text::Location location;        ///< of the value; invalid where the source does not spell it

  bool isKnown() const;
};

/// What libpq would not take in the text of a connection.
struct EndpointFault {
  facts::ConnectionFaultKind kind;
  std::string word; ///< the keyword or scheme; never a value
  text::Location location;
};

/// Where a connection leads.
enum class Reach : uint8_t {
  Unknown,
  Local,  ///< this machine, or a name or address of its own network
  Remote, ///< a host that is reached over other people's networks
};

/// How a connection gets to the server.
enum class Route : uint8_t {
  Unknown,
  Direct,
  Pooled, ///< through a pooler that gives each transaction a server connection of its choice
};

/// One text or set of settings that a connection is made with, in the program or in a file of variables.
struct Endpoint {
  const facts::Call *call = nullptr; ///< null in a file of variables
  std::vector<Step> way;
  const facts::EnvFile *file = nullptr;
  const facts::EnvVariable *variable = nullptr; ///< null where PGHOST and its kin make the connection
  text::Location location;
  std::vector<EndpointSetting> settings; ///< in order; the last of a keyword holds
  std::vector<EndpointFault> faults;
  bool isOpen = false; ///< more settings may come at run time
  bool isUri = false;
  std::vector<std::string> readFrom; ///< variables of the environment whose values stand in the text

  /// The setting that holds; null when there is none.
  const EndpointSetting *find(std::string_view keyword) const;
  Reach reach() const;
  Route route() const;
  /// Whether the host's own name says that it is a pooler, whose settings its users do not choose.
  bool hasPooledHost() const;
};

/// A variable of the environment that the program asks for.
struct ReadVariable {
  std::string name;
  text::Location location; ///< of the outermost call that names it, the first one
};

/// The connections of a program.
struct Endpoints {
  std::vector<Endpoint> program;       ///< that the C++ makes
  std::vector<Endpoint> files;         ///< in files of variables
  std::vector<std::string> configured; ///< keywords that the program or a file sets by variables (PGSSLMODE: "sslmode")
  std::vector<ReadVariable> reads;     ///< each variable once, by name
  bool hasUnknown = false;             ///< the program makes a connection of which nothing is known

  bool isConfigured(std::string_view keyword) const;
  bool isRead(std::string_view variable) const;
  /// A connection that shows that the program's connections are pooled: all of them are known to be. Null otherwise.
  const Endpoint *pooled() const;
};

/// The schemas to which `options` of a connection ("-c search_path=app,public") set the search_path, "" for one that is
/// not known; none where they set none.
std::vector<std::string> searchPathIn(std::string_view options);

/// Whether a file of variables is an example that people copy (".env.example", ".env.template").
bool isTemplate(const facts::EnvFile &file);

} // namespace pgtidy::analysis
