#include "link_keys.h"

#include "link_transform.h"

#include "facts/list.h"

#include <string_view>

namespace pgtidy::analysis {
using facts::Text;

bool isUpToCallers(const Text &key) {
  bool found = false;
  Replacement replacement;
  replacement.parameter = [&](const facts::Parameter &) -> Text {
    found = true;
    return nullptr;
  };
  Transform read(std::move(replacement));
  read(key);
  return found;
}

std::string valueOfKey(const Text &key) {
  if (!key)
    return {};
  if (const auto *parameter = std::get_if<facts::Parameter>(&key->value))
    return std::to_string(parameter->index) + " of " + parameter->function + parameter->hole.context;
  const auto *hole = std::get_if<facts::Hole>(&key->value);
  if (!hole || !facts::madeAt(*hole).isValid())
    return {};
  const text::Location &made = facts::madeAt(*hole);
  return std::to_string(made.file) + ":" + std::to_string(made.offset) + hole->context;
}

Text withElementAsked(const Text &text, const facts::Hole &asked) {
  std::string_view context = asked.context;
  const std::string_view word(facts::ElementUnder);
  if (!context.starts_with(word))
    return text;
  const Text under = facts::literal(std::string(context.substr(word.size())));
  Replacement replacement;
  replacement.symbol = [&](const facts::Symbol &symbol) -> Text {
    if (symbol.under || symbol.hole.context != facts::AnElement)
      return nullptr;
    return facts::symbol({symbol.key, symbol.hole, symbol.object, under});
  };
  return Transform(std::move(replacement))(text);
}

} // namespace pgtidy::analysis
