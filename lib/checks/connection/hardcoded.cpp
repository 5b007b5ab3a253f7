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

/// The telling parts, those of one line of source together: a person mends them together.
static std::vector<std::vector<ConnectionPart>> partsByLine(const Connection &connection) {
  std::vector<std::vector<ConnectionPart>> lines;
  for (const ConnectionPart &part : connection.literals) {
    if (!isTelling(part))
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

static std::string advice(const facts::Call &call, const std::vector<ConnectionPart> &parts) {
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
    for (const std::vector<ConnectionPart> &parts : partsByLine(connection)) {
      std::string message = listed(parts) + " written in the program; read " + (parts.size() == 1 ? "it" : "them") +
                            " from the environment";
      findings::Finding finding =
          findingAt(input, *connection.call, connection.way, mostTelling(parts).location, std::move(message));
      finding.advice = advice(*connection.call, parts);
      if (seen.insert(finding.place).second)
        findings.push_back(std::move(finding));
    }
  return findings;
}

} // namespace pgtidy::checks
