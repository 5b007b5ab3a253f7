#include "facts/conninfo.h"

#include "conninfo_uri.h"
#include "conninfo_words.h"

namespace pgtidy::facts {
namespace {

bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Reads keyword = value pairs, as conninfo_parse of libpq does.
class Pairs {
public:
  explicit Pairs(std::string_view text) : Text(text) {}

  std::vector<ConninfoPart> read() {
    while (skipSpace()) {
      // A run-time value in the place of a keyword may be any number of settings.
      if (Text[At] == HoleByte) {
        ++At;
        continue;
      }
      std::string keyword = readKeyword();
      if (!skipSpace() || Text[At] != '=')
        return std::move(Parts);
      size_t behind = ++At;
      if (skipSpace() && At > behind && beginsSetting(Text.substr(At)))
        addValue(keyword, behind, behind);
      else
        readValue(keyword);
    }
    return std::move(Parts);
  }

private:
  std::string_view Text;
  size_t At = 0;
  std::vector<ConninfoPart> Parts;

  bool more() const { return At < Text.size(); }

  bool skipSpace() {
    while (more() && isSpace(Text[At]))
      ++At;
    return more();
  }

  std::string readKeyword() {
    size_t begin = At;
    while (more() && Text[At] != '=' && !isSpace(Text[At]))
      ++At;
    return std::string(Text.substr(begin, At - begin));
  }

  void readValue(const std::string &keyword) {
    bool quoted = more() && Text[At] == '\'';
    if (quoted)
      ++At;
    size_t begin = At;
    while (more() && (quoted ? Text[At] != '\'' : !isSpace(Text[At])))
      At += Text[At] == '\\' && At + 1 < Text.size() ? 2 : 1;
    addValue(keyword, begin, At);
    if (quoted && more())
      ++At;
  }

  void addValue(const std::string &keyword, size_t begin, size_t end) {
    auto add = [&](size_t from, size_t to) {
      Parts.push_back({keyword, static_cast<uint32_t>(from), static_cast<uint32_t>(to - from)});
    };
    if (keyword != "host" && keyword != "hostaddr")
      return add(begin, end);
    for (size_t comma; (comma = Text.substr(0, end).find(',', begin)) != Text.npos; begin = comma + 1)
      add(begin, comma);
    add(begin, end);
  }
};

} // namespace

std::vector<ConninfoPart> readConninfo(std::string_view text) {
  size_t scheme = uriSchemeLength(text);
  if (!scheme)
    return Pairs(text).read();
  // Some libraries name their driver in front of keywords: "postgresql://host=db user=app".
  size_t keyword = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", scheme);
  if (keyword == text.npos || text[keyword] != '=')
    return readUri(text, scheme);
  std::vector<ConninfoPart> parts = Pairs(text.substr(scheme)).read();
  for (ConninfoPart &part : parts)
    part.begin += static_cast<uint32_t>(scheme);
  return parts;
}

} // namespace pgtidy::facts
