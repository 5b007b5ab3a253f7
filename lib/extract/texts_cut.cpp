// Texts in parts: where they are cut, and what is replaced in them.
#include "texts.h"

namespace pgtidy::extract {

std::optional<Cut> cutAt(const facts::Text &text, std::optional<int64_t> bytes) {
  if (!text || !bytes || *bytes < 0)
    return std::nullopt;
  size_t at = size_t(*bytes);
  auto *joined = std::get_if<facts::Concat>(&text->value);
  const facts::Literal *first = facts::asLiteral(joined && !joined->parts.empty() ? joined->parts.front() : text);
  if (at == 0)
    return Cut{facts::literal(""), text};
  if (!first || at > first->bytes.size())
    return std::nullopt;
  std::vector<facts::Text> after{slice(*first, at, first->bytes.size() - at)};
  if (joined)
    after.insert(after.end(), joined->parts.begin() + 1, joined->parts.end());
  return Cut{slice(*first, 0, at), facts::concat(std::move(after))};
}

facts::Text everyReplaced(const facts::Text &text, const std::string &old, const facts::Text &with) {
  bool found = false;
  facts::Text made = rewrite(text, [&](const facts::Text &node) -> facts::Text {
    const facts::Literal *literal = facts::asLiteral(node);
    if (!literal || old.empty())
      return nullptr;
    std::vector<facts::Text> parts;
    size_t begin = 0;
    for (size_t at; (at = literal->bytes.find(old, begin)) != std::string::npos; begin = at + old.size()) {
      found = true;
      parts.push_back(slice(*literal, begin, at - begin));
      parts.push_back(with);
    }
    parts.push_back(slice(*literal, begin, literal->bytes.size() - begin));
    return facts::concat(std::move(parts));
  });
  return found ? made : nullptr;
}

std::optional<int64_t> find(const facts::Text &text, const std::string &needle, std::optional<int64_t> from) {
  auto *joined = std::get_if<facts::Concat>(&text->value);
  const facts::Literal *first = facts::asLiteral(joined && !joined->parts.empty() ? joined->parts.front() : text);
  if (!first || any(text, isLoopMarker))
    return std::nullopt;
  if (from)
    if (size_t at = first->bytes.find(needle, size_t(*from)); *from >= 0 && at != std::string::npos)
      return int64_t(at);
  bool isSomewhere = any(text, [&](const facts::TextNode &node) {
    auto *literal = std::get_if<facts::Literal>(&node.value);
    return literal && (literal != first || !from) && literal->bytes.find(needle) != std::string::npos;
  });
  return isSomewhere ? std::nullopt : std::optional<int64_t>(-1);
}

facts::Text trimmed(const facts::Text &text) {
  const facts::Literal *literal = facts::asLiteral(text);
  if (!literal)
    return text; // white space at the ends of an SQL text has no meaning
  size_t begin = literal->bytes.find_first_not_of(" \t\r\n\v\f"), end = literal->bytes.find_last_not_of(" \t\r\n\v\f");
  return begin == std::string::npos ? facts::literal("") : slice(*literal, begin, end + 1 - begin);
}

facts::Text lettersChanged(const facts::Text &text, bool toUpper) {
  return rewrite(text, [&](const facts::Text &node) -> facts::Text {
    const facts::Literal *literal = facts::asLiteral(node);
    if (!literal)
      return nullptr;
    llvm::StringRef bytes = literal->bytes;
    return facts::literal(toUpper ? bytes.upper() : bytes.lower(), literal->runs);
  });
}

} // namespace pgtidy::extract
