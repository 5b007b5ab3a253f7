#include "text/sql_password.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace pgtidy::text {

namespace {

constexpr auto None = std::string_view::npos;

bool isWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

/// What opens the value at `at`: a quote, a dollar tag, or nothing.
std::string_view opening(std::string_view text, size_t at) {
  if (at < text.size() && text[at] == '\'')
    return text.substr(at, 1);
  if (at + 1 < text.size() && (text[at] == 'e' || text[at] == 'E') && text[at + 1] == '\'')
    return text.substr(at, 2);
  if (at >= text.size() || text[at] != '$')
    return {};
  size_t end = at + 1;
  while (end < text.size() && isWord(text[end]))
    ++end;
  // $1 is a parameter, $$ and $tag$ open a string.
  return end < text.size() && text[end] == '$' ? text.substr(at, end + 1 - at) : std::string_view();
}

/// Where the value that `open` opened ends. In a C++ source a double quote may end the literal before.
size_t closing(std::string_view text, size_t begin, std::string_view open) {
  if (open[0] == '$')
    return std::min(text.find(open, begin), text.size());
  size_t at = begin;
  while (at < text.size() && text[at] != '"') {
    if (text[at] == '\'' && text.substr(at, 2) != "''")
      break;
    at += text[at] == '\'' || text[at] == '\\' ? 2 : 1;
  }
  return std::min(at, text.size());
}

} // namespace

std::vector<std::pair<size_t, size_t>> sqlPasswords(std::string_view text) {
  std::string folded(text);
  std::transform(folded.begin(), folded.end(), folded.begin(), [](unsigned char c) { return std::tolower(c); });
  std::vector<std::pair<size_t, size_t>> ranges;
  for (std::string_view key : {"password", "identified by"})
    for (size_t at = folded.find(key); at != None; at = folded.find(key, at + 1)) {
      size_t after = at + key.size();
      size_t value = std::min(folded.find_first_not_of(" \t\r\n", after), text.size());
      std::string_view open = value > after ? opening(text, value) : std::string_view();
      if (open.empty())
        continue;
      size_t begin = value + open.size(), end = closing(text, begin, open);
      if (begin < end)
        ranges.emplace_back(begin, end);
    }
  return ranges;
}

} // namespace pgtidy::text
