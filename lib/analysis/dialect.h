// Which database a call speaks to, where its library serves several.
#pragma once

#include "link.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace pgtidy::analysis {

/// The grammar of the database that a driver's name tells ("QSQLITE", "soci::mysql_backend_factory", "postgresql://…");
/// Any for one that is neither of the three, none where the name tells nothing.
std::optional<facts::Dialect> dialectOfDriver(std::string_view name);

/// Whether a statement that PostgreSQL does not accept begins as SQLite's or MySQL's own statements do: PRAGMA …,
/// BEGIN IMMEDIATE, INSERT OR IGNORE ….
bool beginsAsOthersDo(std::string_view statement);

/// The grammars of a program's calls.
class Dialects {
public:
  Dialects(const facts::Program &program, Linker &linker);

  /// That of the call's own connection where its driver is known; else that of all connections the program opens
  /// through the library, Any where they differ. A program that names no driver speaks PostgreSQL.
  facts::Dialect of(const facts::Call &call, Linker &linker) const;

  /// Whether the program calls other databases too.
  bool hasOthers() const { return HasOthers; }

private:
  bool HasOthers = false;
  std::map<std::string, std::set<facts::Dialect>> Opened; ///< by library
};

} // namespace pgtidy::analysis
