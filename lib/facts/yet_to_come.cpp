#include "facts/yet_to_come.h"

namespace pgtidy::facts {

const Hole *standIn(const TextNode &node) {
  if (const auto *value = std::get_if<Parameter>(&node.value))
    return &value->hole;
  if (const auto *value = std::get_if<Symbol>(&node.value))
    return &value->hole;
  const auto *result = std::get_if<Result>(&node.value);
  return result ? &result->hole : nullptr;
}

const Hole *yetToCome(const Text &text) {
  if (!text)
    return nullptr;
  if (const Hole *hole = standIn(*text))
    return hole;
  if (const auto *value = std::get_if<Formatted>(&text->value))
    return &value->hole;
  if (const auto *value = std::get_if<Narrowed>(&text->value))
    return value->text ? yetToCome(value->text) : nullptr;
  const auto *either = std::get_if<Choice>(&text->value);
  const auto *parts = std::get_if<Concat>(&text->value);
  if (either || parts)
    for (const Text &part : either ? either->branches : parts->parts)
      if (const Hole *yet = part ? yetToCome(part) : nullptr)
        return yet;
  return nullptr;
}

} // namespace pgtidy::facts
