// Templates written as text, and what was read of them as one line.
#pragma once

#include "sql/parse.h"
#include "sql/print.h"

#include <string>
#include <string_view>

namespace pgtidy::sql {

/// `{}` and `{r}` are holes of raw text, `{n}` a number, `{w}` a word, `{q}` a quoted literal, `{e}` an escaped string,
/// `{i}` a quoted identifier, `{p}` placeholders; `{n=uid}` has the identity "uid".
inline Template templateOf(std::string_view text, PlaceholderStyle style = PlaceholderStyle::Dollar) {
  static constexpr std::string_view Letters = "}nwqeipr";
  static constexpr Filling Fillings[] = {
      Filling::Raw,           Filling::Number,           Filling::Word,         Filling::QuotedLiteral,
      Filling::EscapedString, Filling::QuotedIdentifier, Filling::Placeholders, Filling::Raw};
  Template result;
  result.placeholders = style;
  for (size_t at = 0; at < text.size(); ++at) {
    size_t letter = text[at] == '{' && at + 1 < text.size() ? Letters.find(text[at + 1]) : std::string_view::npos;
    size_t close = text.find('}', at);
    if (letter == std::string_view::npos || close == std::string_view::npos) {
      result.text += text[at];
      continue;
    }
    size_t equals = text.substr(at, close - at).find('=');
    std::string identity;
    if (equals != std::string_view::npos)
      identity = text.substr(at + equals + 1, close - at - equals - 1);
    result.holes.push_back({static_cast<uint32_t>(result.text.size()), Fillings[letter], identity});
    at = close;
  }
  return result;
}

inline std::string rolesOf(const Parsed &parsed) {
  static constexpr const char *Names[] = {"value", "name", "type", "string", "list", "names", "clause", "ignored"};
  std::string result;
  for (const ParsedHole &hole : parsed.holes)
    result += (result.empty() ? "" : " ") + std::string(Names[static_cast<size_t>(hole.role)]);
  return result;
}

/// "statement; statement | roles", "error: …@offset" or "undecided".
inline std::string read(const Parsed &parsed) {
  if (parsed.error)
    return "error: " + parsed.error->message + "@" + std::to_string(parsed.error->offset);
  if (parsed.undecided)
    return "undecided";
  std::string result;
  for (const Statement &statement : parsed.statements)
    result += (result.empty() ? "" : "; ") + dump(statement);
  std::string roles = rolesOf(parsed);
  return roles.empty() ? result : result + " | " + roles;
}

inline std::string read(std::string_view text, PlaceholderStyle style = PlaceholderStyle::Dollar) {
  return read(parse(templateOf(text, style)));
}

} // namespace pgtidy::sql
