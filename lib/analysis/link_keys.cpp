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

bool isAnyKey(const Text &key) {
  if (!key)
    return false;
  const auto *test = std::get_if<facts::Narrowed>(&key->value);
  return test ? isAnyKey(test->text) : std::holds_alternative<facts::Hole>(key->value);
}

Text withOrigin(const Text &text, const std::string &origin) {
  if (!text)
    return text;
  if (const auto *format = std::get_if<facts::Formatted>(&text->value)) {
    facts::Formatted taken = *format;
    taken.hole.origin.push_back(origin);
    return facts::formatted(std::move(taken));
  }
  if (const auto *test = std::get_if<facts::Narrowed>(&text->value))
    return facts::narrowed(withOrigin(test->text, origin), *test);
  if (const auto *choice = std::get_if<facts::Choice>(&text->value)) {
    std::vector<Text> branches;
    for (const Text &branch : choice->branches)
      branches.push_back(withOrigin(branch, origin));
    return facts::choice(choice->condition, std::move(branches), choice->test);
  }
  Replacement replacement;
  replacement.hole = [&](const facts::Hole &hole) {
    facts::Hole taken = hole;
    taken.origin.push_back(origin);
    return facts::hole(std::move(taken));
  };
  return Transform(std::move(replacement))(text);
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
