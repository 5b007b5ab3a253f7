#include "facts/conninfo.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace pgtidy::facts {
namespace {

struct Keyword {
  std::string_view written;
  std::string_view libpq;
};

constexpr std::array Keywords = {
    Keyword{"server", "host"},  Keyword{"servername", "host"}, Keyword{"hostname", "host"},
    Keyword{"uid", "user"},     Keyword{"username", "user"},   Keyword{"user id", "user"},
    Keyword{"pwd", "password"}, Keyword{"pass", "password"},   Keyword{"database", "dbname"},
    Keyword{"db", "dbname"},
};

std::string_view trimmed(std::string_view text) {
  size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  size_t end = text.find_last_not_of(" \t\r\n");
  return end == text.npos ? text.substr(begin, 0) : text.substr(begin, end + 1 - begin);
}

std::string keywordOf(std::string_view written) {
  std::string lower(trimmed(written));
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  auto found =
      std::find_if(Keywords.begin(), Keywords.end(), [&](const Keyword &known) { return known.written == lower; });
  return found == Keywords.end() ? lower : std::string(found->libpq);
}

size_t endOfDriver(std::string_view text) {
  size_t end = 0;
  while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '_'))
    ++end;
  return end > 0 && end < text.size() && text[end] == ':' ? end + 1 : 0;
}

/// Where the value that begins at `begin` ends: at the `;`, or behind the quotes or braces that it is in.
size_t endOfValue(std::string_view text, size_t begin) {
  char open = begin < text.size() ? text[begin] : '\0';
  char close = open == '{' ? '}' : open == '\'' || open == '"' ? open : '\0';
  size_t from = close ? text.find(close, begin + 1) : begin;
  return std::min(text.find(';', from == text.npos ? text.size() : from), text.size());
}

} // namespace

/// `user/password@dsn`, as OTL has it besides; nothing where the text is no such thing.
static std::vector<ConninfoPart> readLogon(std::string_view text) {
  const size_t slash = text.find('/'), at = text.rfind('@');
  if (slash == text.npos || slash == 0 || at == text.npos || at < slash || text[slash + 1] == '/' ||
      text.find_first_of("=;:") < slash)
    return {};
  return {{"user", 0, static_cast<uint32_t>(slash)},
          {"password", static_cast<uint32_t>(slash + 1), static_cast<uint32_t>(at - slash - 1)}};
}

size_t transportBefore(std::string_view text) {
  for (std::string_view transport : {std::string_view("tcp:"), std::string_view("unix:")})
    if (text.starts_with(transport) && text.substr(transport.size()).starts_with("postgresql://"))
      return transport.size();
  return 0;
}

bool isConnectionList(std::string_view text) {
  const std::vector<ConninfoPart> parts = readConnectionList(text);
  return text.find(';') != text.npos && std::any_of(parts.begin(), parts.end(), [](const ConninfoPart &part) {
           return part.keyword == "driver" || part.keyword == "dsn" || part.keyword == "host" || part.keyword == "user";
         });
}

std::vector<ConninfoPart> readConnectionList(std::string_view text) {
  std::vector<ConninfoPart> parts = readLogon(text);
  if (!parts.empty())
    return parts;
  for (size_t at = endOfDriver(text); at < text.size();) {
    size_t equals = text.find('=', at);
    if (equals == text.npos)
      break;
    size_t begin = std::min(text.find_first_not_of(' ', equals + 1), text.size());
    size_t end = endOfValue(text, begin);
    std::string_view value = trimmed(text.substr(begin, end - begin));
    bool isQuoted = value.size() > 1 && (value.front() == '{' || value.front() == '\'' || value.front() == '"');
    parts.push_back({keywordOf(text.substr(at, equals - at)), static_cast<uint32_t>(begin + isQuoted),
                     static_cast<uint32_t>(value.size() - 2 * isQuoted)});
    at = end + 1;
  }
  return parts;
}

std::vector<ConninfoPart> readConnection(ConnectionForm form, std::string_view text) {
  return form == ConnectionForm::List ? readConnectionList(text) : readConninfo(text);
}

} // namespace pgtidy::facts
