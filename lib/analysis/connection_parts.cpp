#include "connection_parts.h"

#include "facts/conninfo.h"
#include "flatten.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace pgtidy::analysis {
namespace {

/// What names a server, a database or a person, and what opens the door. Ports, time-outs and modes are fine.
bool isTelling(std::string_view keyword) {
  static constexpr std::array<std::string_view, 4> Telling = {"host", "hostaddr", "user", "dbname"};
  return facts::isSecretKeyword(keyword) || std::find(Telling.begin(), Telling.end(), keyword) != Telling.end();
}

/// How many bytes of the source, from that of `begin` on, spell the bytes up to `end` in the same line.
uint32_t spelledLength(const Alternative &text, uint32_t begin, uint32_t end) {
  text::Location first = text.source(static_cast<sql::Offset>(begin));
  uint32_t length = 0;
  for (const facts::Run &run : text.runs) {
    if (run.begin >= end || run.begin + run.length <= begin || run.source.file != first.file ||
        run.source.line != first.line || run.source.offset + std::max(run.length, run.spelled) <= first.offset)
      continue;
    uint32_t stop = std::min(run.begin + run.length, end);
    uint32_t reached = run.spelled ? run.source.offset + run.spelled : run.source.offset + (stop - run.begin);
    length = std::max(length, reached - first.offset);
  }
  return length;
}

/// Whether the value at `begin` stands in the middle of a piece that begins behind its '=': what was to be the value is
/// empty there, as in "user =" + name + " password =" + ….
bool isNextWord(const Alternative &text, uint32_t begin) {
  const size_t equals = text.text.text.rfind('=', begin);
  return equals != std::string::npos && std::any_of(text.runs.begin(), text.runs.end(), [&](const facts::Run &run) {
           return run.begin > equals && run.begin < begin;
         });
}

/// Whether somebody or something puts the value in before it is used.
bool isToFillIn(std::string_view value) {
  static constexpr std::array<std::string_view, 13> Marks = {
      "<", "${", "{{", "$(", "%(", "your", "change", "placeholder", "xxx", "todo", "replace", "enc(", "vault:"};
  const bool isVariable = value.starts_with('$') || (value.starts_with('@') && value.ends_with('@'));
  if (isVariable || value.find_first_not_of('*') == value.npos)
    return true;
  std::string lower(value);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  return std::any_of(Marks.begin(), Marks.end(), [&](std::string_view mark) { return lower.find(mark) != lower.npos; });
}

/// Adds the value [begin, end) of `keyword` when some of it is written in the program.
void add(const Alternative &text, const std::string &keyword, uint32_t begin, uint32_t end,
         std::vector<ConnectionPart> &parts) {
  const std::string_view value = std::string_view(text.text.text).substr(begin, end - begin);
  if (text.isDoubtful && value.find(facts::HoleByte) != value.npos)
    return; // a loop that escapes a value byte by byte
  if (isNextWord(text, begin))
    return;
  while (begin < end && text.text.text[begin] == facts::HoleByte)
    ++begin;
  if (begin >= end || !isTelling(keyword))
    return;
  uint32_t stop = std::min<size_t>(text.text.text.find(facts::HoleByte, begin), end);
  if (std::string_view(text.text.text).substr(begin, stop - begin).find_first_not_of("'\\ ") == std::string_view::npos)
    return; // the quotes of a value that is not known
  parts.push_back({keyword, text.source(static_cast<sql::Offset>(begin)), spelledLength(text, begin, stop),
                   facts::isSecretKeyword(keyword), isToFillIn(value)});
}

bool isUri(std::string_view text) {
  std::vector<facts::UriPlace> uris = facts::urisIn(text.substr(0, 16));
  return !uris.empty() && uris.front().begin == 0;
}

void addConninfo(const Alternative &text, uint32_t base, std::vector<ConnectionPart> &parts,
                 facts::ConnectionForm form = facts::ConnectionForm::Conninfo) {
  for (const facts::ConninfoPart &part : facts::readConnection(form, std::string_view(text.text.text).substr(base)))
    add(text, part.keyword, base + part.begin, base + part.begin + part.length, parts);
}

/// Adds what the value at `base` of an environment variable says: of a URI its parts, else only secrets.
void addVariable(const Alternative &text, std::string_view name, uint32_t base, std::vector<ConnectionPart> &parts) {
  std::string keyword(facts::keywordOfVariable(name));
  if (facts::isSecretKeyword(keyword))
    add(text, keyword, base, text.text.text.size(), parts);
  else if (isUri(std::string_view(text.text.text).substr(base)))
    addConninfo(text, base, parts);
}

/// What SQLite opens through a library that serves PostgreSQL as well.
bool isFile(std::string_view database) {
  static constexpr std::array<std::string_view, 5> Endings = {".db", ".db3", ".sqlite", ".sqlite3", ":memory:"};
  return std::any_of(Endings.begin(), Endings.end(), [&](std::string_view end) { return database.ends_with(end); });
}

} // namespace

Alternative assemble(const facts::Way &way) {
  Alternative made;
  made.isDoubtful = way.doubtful;
  for (const facts::Leaf &leaf : way.leaves) {
    const facts::Literal *literal = facts::asLiteral(leaf.text);
    auto shift = static_cast<uint32_t>(made.text.text.size());
    made.text.text += literal ? literal->bytes : std::string(1, facts::HoleByte);
    for (facts::Run run : literal ? literal->runs : std::vector<facts::Run>{}) {
      run.begin += shift;
      made.runs.push_back(run);
    }
  }
  return made;
}

std::vector<ConnectionPart> partsOfString(const facts::Way &way, facts::ConnectionForm form) {
  Alternative text = assemble(way);
  std::vector<ConnectionPart> parts;
  bool isList = form == facts::ConnectionForm::List; // its keywords look like variables
  if (std::string_view variable = facts::variableIn(text.text.text); !variable.empty() && !isList)
    addVariable(text, variable, variable.size() + 1, parts);
  else
    addConninfo(text, 0, parts, form);
  return parts;
}

facts::Ways writtenWays(const facts::Text &text) {
  facts::WayLimits limits;
  limits.keepsCompared = true;
  return facts::waysThrough(text, limits);
}

std::vector<ConnectionPart> partsOfSetting(const std::string &keyword, const facts::Way &way) {
  Alternative text = assemble(way);
  const std::string &value = text.text.text;
  std::vector<ConnectionPart> parts;
  if (keyword == "dbname" && isFile(value))
    return parts;
  // libpq takes a database name that reads like a connection string for one.
  const size_t transport = keyword == "dbname" ? facts::transportBefore(value) : 0;
  if (keyword == "dbname" && facts::isConnectionList(value)) // for a driver of ODBC
    addConninfo(text, 0, parts, facts::ConnectionForm::List);
  else if (keyword == "dbname" && (transport || isUri(value) || value.find('=') != value.npos))
    addConninfo(text, uint32_t(transport), parts);
  else if (facts::isConninfoKeyword(keyword))
    add(text, keyword, 0, value.size(), parts);
  else
    addVariable(text, keyword, 0, parts);
  return parts;
}

} // namespace pgtidy::analysis
