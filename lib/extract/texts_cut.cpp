// Texts in parts: where they are cut, and what is replaced in them.
#include "texts.h"

#include "facts/yet_to_come.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::extract {

using facts::asLiteral;
using facts::Concat;
using facts::Literal;
using facts::Repeat;
using facts::Text;

std::optional<unsigned> endingIn(const Text &text, const std::string &set) {
  if (const Literal *literal = text ? asLiteral(text) : nullptr) {
    const size_t last = llvm::StringRef(literal->bytes).find_last_not_of(set);
    return last == llvm::StringRef::npos ? std::nullopt : std::optional(unsigned(literal->bytes.size() - last - 1));
  }
  auto *concat = text ? std::get_if<Concat>(&text->value) : nullptr;
  const Literal *tail = concat ? asLiteral(concat->parts.back()) : nullptr;
  if (tail && llvm::StringRef(tail->bytes).find_last_not_of(set) == llvm::StringRef::npos)
    return unsigned(tail->bytes.size()); // a value stands before it
  if (concat)
    return endingIn(concat->parts.back(), set);
  auto *repeated = text ? std::get_if<Repeat>(&text->value) : nullptr;
  return repeated ? endingIn(repeated->body, set) : std::nullopt;
}

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

/// What a run-time value is where each quote in it was replaced; nothing where that does not make it harmless.
static std::optional<facts::HoleKind> escapedKind(const std::string &old, const facts::Text &with) {
  const facts::Literal *literal = facts::asLiteral(with);
  if (old != "'" || !literal)
    return std::nullopt;
  if (literal->bytes == "''")
    return facts::HoleKind::EscapedString;
  return literal->bytes.find_first_of("'\\") == std::string::npos ? std::optional(facts::HoleKind::Checked)
                                                                  : std::nullopt;
}

/// The value that stands in a text and that is known at run time, or where the units are linked; null for others.
static const facts::Hole *runTimeValue(const facts::TextNode &node) {
  if (isLoopMarker(node))
    return nullptr;
  if (auto *hole = std::get_if<facts::Hole>(&node.value))
    return hole->kind == facts::HoleKind::Text || hole->kind == facts::HoleKind::Unknown ? hole : nullptr;
  return facts::standIn(node);
}

/// Whether a single character makes way for nothing, or for a part of a word: texts that are not known here stay what
/// they are.
static bool isTame(const std::string &old, const facts::Text &with) {
  const facts::Literal *written = facts::asLiteral(with);
  return old.size() == 1 && written &&
         llvm::all_of(written->bytes, [](char byte) { return llvm::isAlnum(byte) || byte == '_'; });
}

facts::Text everyReplaced(const facts::Text &text, const std::string &old, const facts::Text &with) {
  bool found = false;
  const std::optional<facts::HoleKind> escaped = escapedKind(old, with);
  facts::Text made = rewrite(text, [&](const facts::Text &node) -> facts::Text {
    if (const facts::Hole *value = escaped ? runTimeValue(*node) : nullptr) {
      found = true;
      facts::Hole harmless = *value;
      harmless.kind = *escaped;
      return facts::hole(std::move(harmless));
    }
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
  // What is put in may be anything's end where a mark in the text was meant; blanks and letters end nothing.
  return found || isTame(old, with) ? made : nullptr;
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
