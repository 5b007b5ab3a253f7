// What a test of a text leaves of it.
#include "facts/text.h"

namespace pgtidy::facts {
namespace {

bool isNeverEmpty(HoleKind kind) {
  return kind == HoleKind::Number || kind == HoleKind::EscapedLiteral || kind == HoleKind::EscapedIdentifier;
}

/// Whether all of the texts say the same.
template <typename Texts> std::optional<bool> agreed(const Texts &texts, std::string_view bytes, Extent extent) {
  std::optional<bool> first;
  for (const Text &text : texts) {
    if (isNothing(text))
      continue;
    std::optional<bool> next = equals(text, bytes, extent);
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

std::optional<bool> isNarrowedTo(const Narrowed &narrowed, std::string_view bytes, Extent extent) {
  const Literal *value = asLiteral(narrowed.value);
  const bool isAlike = value && narrowed.extent == extent;
  if (value && narrowed.equal && narrowed.extent == Extent::Whole)
    return equals(value->bytes, bytes, extent);
  if (isAlike && narrowed.equal && bytes.size() <= value->bytes.size())
    return equals(value->bytes, bytes, extent);
  if (value && narrowed.equal && bytes.empty() && extent == Extent::Whole)
    return false; // it begins or ends with something
  if (isAlike && !narrowed.equal && value->bytes == bytes)
    return false;
  return equals(narrowed.text, bytes, extent);
}

/// Of the part that is met first, from the start or from the end.
std::optional<bool> isMet(const Concat &concat, std::string_view bytes, Extent extent) {
  const Text &met = extent == Extent::End ? concat.parts.back() : concat.parts.front();
  const Literal *literal = asLiteral(met);
  if (!literal)
    return std::nullopt;
  if (literal->bytes.size() >= bytes.size())
    return equals(literal->bytes, bytes, extent);
  return equals(bytes, literal->bytes, extent) ? std::nullopt : std::optional(false);
}

Text settledChoice(const Choice &choice, const Narrowed &narrowing) {
  std::vector<Text> branches;
  for (const Text &branch : choice.branches)
    branches.push_back(branch ? settled(narrowed(branch, narrowing)) : branch);
  return facts::choice(choice.condition, std::move(branches), choice.test);
}

} // namespace

bool equals(std::string_view text, std::string_view bytes, Extent extent) {
  return extent == Extent::Whole   ? text == bytes
         : extent == Extent::Start ? text.starts_with(bytes)
                                   : text.ends_with(bytes);
}

std::optional<bool> equals(const Text &text, std::string_view bytes, Extent extent) {
  if (!text)
    return std::nullopt;
  if (const Literal *literal = asLiteral(text))
    return equals(literal->bytes, bytes, extent);
  if (const auto *value = std::get_if<Narrowed>(&text->value))
    return isNarrowedTo(*value, bytes, extent);
  if (const auto *value = std::get_if<Choice>(&text->value))
    return agreed(value->branches, bytes, extent);
  const auto *concat = std::get_if<Concat>(&text->value);
  if (extent != Extent::Whole)
    return concat ? isMet(*concat, bytes, extent) : std::nullopt;
  if (const auto *value = std::get_if<Hole>(&text->value))
    return bytes.empty() && isNeverEmpty(value->kind) ? std::optional(false) : std::nullopt;
  if (const auto *value = std::get_if<Repeat>(&text->value)) {
    std::optional<bool> body = equals(value->body, bytes);
    return bytes.empty() && (body == true || (body == false && value->atLeastOnce)) ? body : std::nullopt;
  }
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
  if (isNothing(inner))
    return inner;
  if (std::optional<bool> known = equals(inner, value->bytes, narrowing->extent))
    return *known == narrowing->equal ? inner : nothing();
  if (const auto *choice = std::get_if<Choice>(&inner->value))
    return settledChoice(*choice, *narrowing);
  if (std::holds_alternative<Hole>(inner->value) && !narrowing->equal)
    return inner;
  if (std::holds_alternative<Hole>(inner->value) && narrowing->extent != Extent::Whole)
    return inner;
  if (std::holds_alternative<Hole>(inner->value) && value->bytes.empty())
    return narrowing->value;
  return text;
}

} // namespace pgtidy::facts
