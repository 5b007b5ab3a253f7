#include "place.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

namespace pgtidy::checks {

using analysis::Connection;
using analysis::ConnectionPart;

/// What names a server, a database or a person. Ports, time-outs and modes are fine in a program.
static bool isTelling(const ConnectionPart &part) {
  static constexpr llvm::StringLiteral keywords[] = {"host", "hostaddr", "user", "dbname", "password", "passfile"};
  return part.secret || llvm::is_contained(keywords, llvm::StringRef(part.keyword));
}

/// Null where the part is in a source, and in no file of settings.
static const facts::Tracking *settingsAt(const Input &input, const ConnectionPart &part) {
  const facts::Program &program = *input.conclusions.program;
  const auto file = part.location.isValid() ? program.settingFiles.find(program.files.path(part.location.file))
                                            : program.settingFiles.end();
  return file == program.settingFiles.end() ? nullptr : &file->second;
}

/// Servers and names are what files of settings are for; a password there is in every clone, unless git is told to
/// leave the file out.
static bool isFault(const Input &input, const ConnectionPart &part) {
  const facts::Tracking *tracking = settingsAt(input, part);
  return isTelling(part) && (!tracking || (part.secret && !part.isBlank && *tracking != facts::Tracking::Ignored));
}

/// The parts at fault, those of one line of source together: a person mends them together.
static std::vector<std::vector<ConnectionPart>> partsByLine(const Input &input, const Connection &connection) {
  std::vector<std::vector<ConnectionPart>> lines;
  for (const ConnectionPart &part : connection.literals) {
    if (!isFault(input, part))
      continue;
    auto line = llvm::find_if(lines, [&](const std::vector<ConnectionPart> &others) {
      const text::Location &at = others.front().location;
      return at.file == part.location.file && at.line == part.location.line;
    });
    if (line == lines.end())
      lines.push_back({part});
    else
      line->push_back(part);
  }
  return lines;
}

static std::string listed(const std::vector<ConnectionPart> &parts) {
  std::vector<std::string> words;
  for (const ConnectionPart &part : parts)
    if (!llvm::is_contained(words, part.keyword))
      words.push_back(part.keyword);
  if (words.size() == 1)
    return words.front() + " of a database connection is";
  std::string last = std::move(words.back());
  words.pop_back();
  return llvm::join(words, ", ") + " and " + last + " of a database connection are";
}

static const ConnectionPart &mostTelling(const std::vector<ConnectionPart> &parts) {
  auto secret = llvm::find_if(parts, [](const ConnectionPart &part) { return part.secret; });
  return secret == parts.end() ? parts.front() : *secret;
}

static std::string variableOf(llvm::StringRef keyword) {
  if (keyword == "dbname")
    return "PGDATABASE";
  return "PG" + keyword.upper();
}

static std::string message(const std::vector<ConnectionPart> &parts, bool isInSettings) {
  const std::string it = parts.size() == 1 ? "it" : "them";
  return isInSettings ? listed(parts) +
                            " written in a file of settings that the program reads; a file in the repository "
                            "is in every clone: read " +
                            it + " from the environment"
                      : listed(parts) + " written in the program; read " + it + " from the environment";
}

static std::string advice(const facts::Call &call, const std::vector<ConnectionPart> &parts, bool isInSettings) {
  if (isInSettings)
    return "what is in the history stays readable, so change the password first; then leave it out of the file: libpq "
           "reads PGPASSWORD and the password file where the connection has none";
  std::string first = call.action == facts::Action::Configure
                          ? "set it where the program is started, or read it there from a file of secrets"
                          : "read the whole connection from the environment, and stop when it is missing:\n"
                            "  const char *url = std::getenv(\"DATABASE_URL\");\n"
                            "  if (!url)\n"
                            "    throw std::runtime_error(\"DATABASE_URL is not set\");";
  std::set<std::string> variables;
  for (const ConnectionPart &part : parts)
    variables.insert(variableOf(part.keyword));
  return first + "\nor leave the value out: libpq then reads " + llvm::join(variables, ", ");
}

Findings connection_hardcoded(const Input &input) {
  Findings findings;
  std::set<findings::Place> seen;
  for (const Connection &connection : input.conclusions.connections)
    for (const std::vector<ConnectionPart> &parts : partsByLine(input, connection)) {
      const bool isInSettings = settingsAt(input, parts.front());
      findings::Finding finding =
          findingAt(input, *connection.call, connection.way, mostTelling(parts).location, message(parts, isInSettings));
      finding.advice = advice(*connection.call, parts, isInSettings);
      if (seen.insert(finding.place).second)
        findings.push_back(std::move(finding));
    }
  return findings;
}

} // namespace pgtidy::checks
