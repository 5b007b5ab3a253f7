// Connection strings as libpq reads them: keyword = value pairs and URIs.
#pragma once

#include "facts/unit.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::facts {

/// A value in a connection string.
struct ConninfoPart {
  std::string keyword; ///< libpq's: "host", "user", "password", "dbname" …
  uint32_t begin = 0;  ///< of the value in the text, quotes left out
  uint32_t length = 0; ///< of the value as written; 0 is an empty value
};

/// Stands in a text for a run-time value, which may hold anything.
inline constexpr char HoleByte = '\1';

/// The values of a connection string, in its order; a list of hosts is one part for each. Like libpq, takes the text
/// for a URI when it begins with postgres:// or postgresql://. Never fails: what libpq would reject ends the list. A
/// HoleByte is a part of the value that it stands in; at a place where a keyword is due it may be several settings.
std::vector<ConninfoPart> readConninfo(std::string_view text);

/// The values of "UID=app;PWD=…;SERVER=db" as ODBC has it, perhaps behind "driver:"; keywords become libpq's ("UID" is
/// "user"), those that it does not have are in lower case ("driver").
std::vector<ConninfoPart> readConnectionList(std::string_view text);
/// Whether the text is such a list, where a database name stands: it names a driver, or a server or user before a `;`.
bool isConnectionList(std::string_view text);
/// How many bytes say, before a URI, how the server is reached, as ECPG has it: `tcp:postgresql://…`.
size_t transportBefore(std::string_view text);
std::vector<ConninfoPart> readConnection(ConnectionForm form, std::string_view text);

/// The URIs of PostgreSQL in any text (a log line, an excerpt of a source): where each begins, and its end.
struct UriPlace {
  uint32_t begin = 0;
  uint32_t length = 0;
};
std::vector<UriPlace> urisIn(std::string_view text);

/// Whether the value of this keyword must never be shown.
bool isSecretKeyword(std::string_view keyword);
/// Whether libpq has this keyword.
bool isConninfoKeyword(std::string_view keyword);
/// The keyword that an environment variable sets ("PGPASSWORD": "password"); "" when none.
std::string_view keywordOfVariable(std::string_view variable);
/// The name in "NAME=…", as putenv takes it; "" when the text begins otherwise. No keyword of libpq is upper case.
std::string_view variableIn(std::string_view text);

} // namespace pgtidy::facts
