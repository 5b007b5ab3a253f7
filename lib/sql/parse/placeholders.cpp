#include "parse/search.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace pgtidy::sql {

// `?` and `%type` count from left to right, `:name` by the first use of its name, `$n` says itself.
Placeholders numberPlaceholders(const Template &source, const Lexed &lexed) {
  Placeholders result;
  std::unordered_map<std::string, int32_t> byName;
  for (const Token &token : lexed.tokens) {
    const bool isNumbered = token.kind == TokenKind::Parameter || token.kind == TokenKind::Placeholder;
    const std::string text = isNumbered ? tokenText(source, token) : std::string();
    int32_t number = 0;
    if (token.kind == TokenKind::Parameter) {
      int32_t written = 0;
      std::from_chars(text.data() + 1, text.data() + text.size(), written);
      result.count = std::max(result.count, written);
    } else if (token.kind == TokenKind::Placeholder) {
      // The type that a mark tells is no part of its name.
      std::string name = text.front() == '%' ? "" : text.substr(1, text.find('<') - 1);
      int32_t next = static_cast<int32_t>(result.names.size()) + 1;
      number = name.empty() ? next : byName.try_emplace(name, next).first->second;
      if (number == next)
        result.names.push_back(name);
      result.count = std::max(result.count, number);
    }
    result.numbers.push_back(number);
  }
  return result;
}

} // namespace pgtidy::sql
