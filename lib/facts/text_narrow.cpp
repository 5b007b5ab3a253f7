// What a test of a text leaves of it.
#include "facts/text.h"

namespace pgtidy::facts {
namespace {

bool isNeverEmpty(HoleKind kind) {
  return kind == HoleKind::Number || kind == HoleKind::EscapedLiteral || kind == HoleKind::EscapedIdentifier;
}

/// Whether all of the texts say the same.
template <typename Texts> std::optional<bool> agreed(const Texts &texts, std::string_view bytes) {
  std::optional<bool> first;
  for (const Text &text : texts) {
    if (isNothing(text))
      continue;
    std::optional<bool> next = equals(text, bytes);
    if (!next || (first && first != next))
      return std::nullopt;
    first = next;
  }
  return first;
}

std::optional<bool> isEmptyTogether(const std::vector<Text> &parts) {
  bool allEmpty = true;
  for (const Text &part : parts) {
    std::optional<bool> empty = equals(part, "");
    if (empty == false)
      return false;
    allEmpty &= empty == true;
  }
  return allEmpty ? std::optional(true) : std::nullopt;
}

std::optional<bool> isNarrowedTo(const Narrowed &narrowed, std::string_view bytes) {
  const Literal *value = asLiteral(narrowed.value);
  if (value && narrowed.equal)
    return value->bytes == bytes;
  if (value && value->bytes == bytes)
    return false;
  return equals(narrowed.text, bytes);
}

Text settledChoice(const Choice &choice, const Narrowed &narrowing) {
  std::vector<Text> branches;
  for (const Text &branch : choice.branches)
    branches.push_back(branch ? settled(narrowed(branch, narrowing)) : branch);
  return facts::choice(choice.condition, std::move(branches), choice.test);
}

} // namespace

std::optional<bool> equals(const Text &text, std::string_view bytes) {
  if (!text)
    return std::nullopt;
  if (const Literal *literal = asLiteral(text))
    return literal->bytes == bytes;
  if (const auto *value = std::get_if<Narrowed>(&text->value))
    return isNarrowedTo(*value, bytes);
  if (const auto *value = std::get_if<Choice>(&text->value))
    return agreed(value->branches, bytes);
  if (const auto *value = std::get_if<Hole>(&text->value))
    return bytes.empty() && isNeverEmpty(value->kind) ? std::optional(false) : std::nullopt;
  if (const auto *value = std::get_if<Repeat>(&text->value)) {
    std::optional<bool> body = equals(value->body, bytes);
    return bytes.empty() && (body == true || (body == false && value->atLeastOnce)) ? body : std::nullopt;
  }
  const auto *concat = std::get_if<Concat>(&text->value);
  if (!concat)
    return std::nullopt;
  if (bytes.empty())
    return isEmptyTogether(concat->parts);
  const Literal *first = asLiteral(concat->parts.front());
  return first && !bytes.starts_with(first->bytes) ? std::optional(false) : std::nullopt;
}

Text settled(const Text &text) {
  const auto *narrowing = text ? std::get_if<Narrowed>(&text->value) : nullptr;
  const Literal *value = narrowing ? asLiteral(narrowing->value) : nullptr;
  if (!value || !narrowing->text)
    return text;
  const Text &inner = narrowing->text;
  if (std::optional<bool> known = equals(inner, value->bytes))
    return *known == narrowing->equal ? inner : nothing();
  if (const auto *choice = std::get_if<Choice>(&inner->value))
    return settledChoice(*choice, *narrowing);
  if (std::holds_alternative<Hole>(inner->value) && !narrowing->equal)
    return inner;
  if (std::holds_alternative<Hole>(inner->value) && value->bytes.empty())
    return narrowing->value;
  return text;
}

} // namespace pgtidy::facts
