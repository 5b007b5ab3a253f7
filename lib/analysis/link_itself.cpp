#include "link_itself.h"

#include <algorithm>

namespace pgtidy::analysis {
using facts::Text;

bool isItself(const Text &text, const facts::SymbolText &put, const Object &object) {
  if (const auto *test = std::get_if<facts::Narrowed>(&text->value))
    return isItself(test->text, put, object);
  if (const auto *tested = std::get_if<facts::Choice>(&text->value))
    return !tested->branches.empty() && std::all_of(tested->branches.begin(), tested->branches.end(),
                                                    [&](const Text &way) { return way && isItself(way, put, object); });
  const auto *own = std::get_if<facts::Symbol>(&text->value);
  const bool isSameElement = own && (!put.under || !own->under || facts::same(put.under, own->under));
  return own && own->key == put.key && isSameElement &&
         (object.name.empty() || own->object.empty() || own->object == object.name);
}

Text withoutItself(const Text &text, const facts::SymbolText &put, const Object &object) {
  if (!text || isItself(text, put, object))
    return nullptr;
  const auto *either = std::get_if<facts::Choice>(&text->value);
  if (!either || !either->condition.empty() || either->branches.empty())
    return text;
  std::vector<Text> others;
  for (const Text &branch : either->branches)
    if (Text other = withoutItself(branch, put, object))
      others.push_back(std::move(other));
  return facts::choice("", std::move(others));
}

Text behindItself(const Text &text, const facts::SymbolText &put, const Object &object) {
  const auto *joined = std::get_if<facts::Concat>(&text->value);
  if (!joined || joined->parts.size() < 2 || !isItself(joined->parts.front(), put, object))
    return nullptr;
  return facts::concat({joined->parts.begin() + 1, joined->parts.end()});
}

} // namespace pgtidy::analysis
