#include "facts/yet_to_come.h"

namespace pgtidy::facts {

const Hole *yetToCome(const Text &text) {
  if (const auto *value = std::get_if<Parameter>(&text->value))
    return &value->hole;
  if (const auto *value = std::get_if<Symbol>(&text->value))
    return &value->hole;
  if (const auto *value = std::get_if<Result>(&text->value))
    return &value->hole;
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
