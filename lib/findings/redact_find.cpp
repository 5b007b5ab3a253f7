#include "redact_find.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace pgtidy::findings {
namespace {

constexpr auto None = std::string_view::npos;

bool isWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }
bool isSpace(char c) { return c == ' ' || c == '\t'; }

/// What can not stand in a URI that is a part of other text.
bool endsUri(char c) { return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>'; }

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return std::tolower(c); });
  return result;
}

/// Values that name a run-time value, or are none.
bool isPlaceholder(std::string_view value) {
  return value.empty() || value.find_first_not_of('*') == None || std::string_view("$?:%{<@").find(value[0]) != None;
}

void add(std::string_view text, size_t begin, size_t end, Ranges &ranges) {
  if (begin < end && !isPlaceholder(text.substr(begin, end - begin)))
    ranges.emplace_back(begin, end);
}

/// Whether what follows a double quote shows that it was the end of a C++ literal: `"password=" + value`.
bool endsLiteral(std::string_view rest) {
  size_t next = rest.find_first_not_of(' ');
  return next == None || std::string_view("+<,);").find(rest[next]) != None;
}

/// Reads what may follow a key: an assignment, a call, an element of a list of pairs.
class Value {
public:
  Value(std::string_view text, size_t at) : Text(text), At(at) {}

  void find(Ranges &ranges) {
    bool closed = more() && (Text[At] == '"' || Text[At] == '\'');
    At += closed;
    skipSpace();
    if (!more())
      return;
    char sign = Text[At];
    bool assigns = sign == '=' && Text.substr(At, 2) != "==";
    bool needsQuote = sign == '(' || sign == '{' || (sign == ',' && closed) || sign == ':';
    if (!assigns && !needsQuote)
      return;
    bool spaced = At > 0 && isSpace(Text[At - 1]);
    size_t before = ++At;
    skipSpace();
    spaced |= At > before;
    // "password = crypt(…)" in SQL or C++ is no value; "password=secret" in a connection string is.
    readValue(needsQuote ? sign != ':' || !spaced || closed : spaced, ranges);
  }

private:
  std::string_view Text;
  size_t At;

  bool more() const { return At < Text.size(); }
  void skipSpace() {
    while (more() && isSpace(Text[At]))
      ++At;
  }

  void readValue(bool onlyQuoted, Ranges &ranges) {
    if (!more())
      return;
    char quote = Text[At];
    if (quote == '"' && endsLiteral(Text.substr(At + 1)))
      return;
    if (quote == '\'' || quote == '"')
      return add(Text, At + 1, closing(quote, At + 1), ranges);
    if (onlyQuoted)
      return;
    size_t end = At;
    while (end < Text.size() && !isSpace(Text[end]) && std::string_view("\"',;&)").find(Text[end]) == None)
      end += Text[end] == '\\' && end + 1 < Text.size() ? 2 : 1;
    add(Text, At, end, ranges);
  }

  /// In a C++ source the literal may end before an SQL or connection string's own quote does.
  size_t closing(char quote, size_t at) const {
    while (at < Text.size() && Text[at] != quote && Text[at] != '"')
      at += Text[at] == '\\' && at + 1 < Text.size() ? 2 : 1;
    return std::min(at, Text.size());
  }
};

} // namespace

void findInUris(std::string_view text, Ranges &ranges) {
  for (size_t scheme = text.find("://"); scheme != None; scheme = text.find("://", scheme + 3)) {
    size_t begin = scheme + 3;
    size_t end = begin;
    while (end < text.size() && !endsUri(text[end]))
      ++end;
    std::string_view uri = text.substr(begin, end - begin);
    size_t colon = uri.find(':');
    // A raw '/' or '@' may be a part of the password: the last '@' before the path's query ends it.
    size_t at = uri.substr(0, uri.find('?')).rfind('@');
    if (colon != None && at != None && colon < at && uri.find('/') > colon)
      add(text, begin + colon + 1, begin + at, ranges);
  }
}

void findAfterKeys(std::string_view text, Ranges &ranges) {
  std::string folded = lower(text);
  for (std::string_view key : {"password", "passwd", "passphrase", "pwd", "secret", "secret_key", "client_key"})
    for (size_t at = folded.find(key); at != None; at = folded.find(key, at + 1)) {
      size_t end = at + key.size();
      // "passwordHash" is another word, "db_password" and "kPassword" are this one.
      if (end < text.size() && isWord(text[end]))
        continue;
      Value(text, end).find(ranges);
    }
}

void findTokens(std::string_view text, Ranges &ranges) {
  for (std::string_view prefix : {"npg_", "napi_"})
    for (size_t at = text.find(prefix); at != None; at = text.find(prefix, at + 1)) {
      size_t end = at + prefix.size();
      while (end < text.size() && isWord(text[end]))
        ++end;
      bool isWhole = at == 0 || !isWord(text[at - 1]);
      if (isWhole && end - at >= prefix.size() + 8)
        ranges.emplace_back(at + prefix.size(), end);
    }
}

} // namespace pgtidy::findings
