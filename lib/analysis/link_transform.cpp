#include "link_transform.h"

#include "facts/list.h"

#include <algorithm>
#include <unordered_set>

namespace pgtidy::analysis {
namespace {

using facts::Text;

template <typename Function, typename Value>
Text apply(const Function &function, const Value &value, const Text &otherwise) {
  Text made = function ? function(value) : nullptr;
  return made ? made : otherwise;
}

bool depends(const Text &text, const std::string &function, std::unordered_set<const facts::TextNode *> &seen) {
  if (!text || !seen.insert(text.get()).second)
    return false;
  auto any = [&](const std::vector<Text> &texts) {
    for (const Text &part : texts)
      if (depends(part, function, seen))
        return true;
    return false;
  };
  if (const auto *value = std::get_if<facts::Parameter>(&text->value))
    return value->function == function;
  if (const auto *value = std::get_if<facts::Concat>(&text->value))
    return any(value->parts);
  if (const auto *value = std::get_if<facts::Choice>(&text->value))
    return any(value->branches) || depends(value->test.subject, function, seen);
  if (const auto *value = std::get_if<facts::Formatted>(&text->value))
    return any(value->texts);
  if (const auto *value = std::get_if<facts::Narrowed>(&text->value))
    return depends(value->text, function, seen);
  if (const auto *value = std::get_if<facts::Repeat>(&text->value))
    return depends(value->body, function, seen);
  if (const auto *value = std::get_if<facts::Result>(&text->value))
    return any(value->arguments);
  if (const auto *value = std::get_if<facts::Symbol>(&text->value))
    return depends(value->under, function, seen);
  return false;
}

} // namespace

Text Transform::operator()(const Text &text) {
  if (!text)
    return nullptr;
  if (auto known = Done.find(text.get()); known != Done.end())
    return known->second.second;
  Text made = make(text);
  Done.emplace(text.get(), std::pair(text, made));
  return made;
}

std::vector<Text> Transform::all(const std::vector<Text> &texts) {
  std::vector<Text> made;
  made.reserve(texts.size());
  for (const Text &text : texts)
    made.push_back((*this)(text));
  return made;
}

Text Transform::make(const Text &text) {
  if (facts::isNothing(text))
    return text;
  if (const auto *value = std::get_if<facts::Concat>(&text->value))
    return facts::concat(all(value->parts));
  if (const facts::Choice *list = facts::asList(text))
    return facts::listLike(*list, all(list->branches));
  if (const auto *value = std::get_if<facts::Choice>(&text->value))
    return facts::choice(value->condition.empty() ? "" : value->condition + Replace.context, all(value->branches),
                         {(*this)(value->test.subject), value->test.value, value->test.equal});
  if (const auto *value = std::get_if<facts::Formatted>(&text->value))
    return facts::formatted({value->style, all(value->texts), value->names, value->hole, value->count});
  if (const auto *value = std::get_if<facts::Narrowed>(&text->value))
    return narrowed(*value);
  if (const auto *value = std::get_if<facts::Repeat>(&text->value)) {
    const Text made = Replace.repeat ? Replace.repeat(*value) : nullptr;
    return made ? made : facts::repeat((*this)(value->body), value->atLeastOnce);
  }
  if (const auto *value = std::get_if<facts::Parameter>(&text->value))
    return apply(Replace.parameter, *value, text);
  if (const auto *value = std::get_if<facts::Symbol>(&text->value))
    return symbol(*value, text);
  if (const auto *value = std::get_if<facts::Hole>(&text->value))
    return apply(Replace.hole, *value, text);
  if (const auto *value = std::get_if<facts::Result>(&text->value)) {
    facts::Result called{value->function, all(value->arguments), value->hole, value->object};
    return apply(Replace.result, called, facts::result(called));
  }
  return text;
}

/// With the key that is asked for already transformed.
Text Transform::symbol(const facts::Symbol &symbol, const Text &text) {
  const Text under = (*this)(symbol.under);
  if (under == symbol.under)
    return apply(Replace.symbol, symbol, text);
  const facts::Symbol asked{symbol.key, symbol.hole, symbol.object, under};
  return apply(Replace.symbol, asked, facts::symbol(asked));
}

/// Of a test of characters, whether it is one is known when all functions are.
Text Transform::narrowed(const facts::Narrowed &test) {
  Text text = (*this)(test.text);
  if (test.by.function.empty() || !Replace.isTester)
    return facts::settled(facts::narrowed(text, test));
  return Replace.isTester(test.by) ? facts::checked(text, {}, test.equal) : text;
}

bool hasChoice(const Text &text) {
  if (!text)
    return false;
  if (const auto *value = std::get_if<facts::Concat>(&text->value))
    return std::any_of(value->parts.begin(), value->parts.end(), hasChoice);
  if (const auto *value = std::get_if<facts::Repeat>(&text->value))
    return hasChoice(value->body);
  if (const auto *value = std::get_if<facts::Formatted>(&text->value))
    return std::any_of(value->texts.begin(), value->texts.end(), hasChoice);
  if (const auto *value = std::get_if<facts::Narrowed>(&text->value))
    return hasChoice(value->text);
  return std::holds_alternative<facts::Choice>(text->value);
}

bool isUpToObjects(const Text &text) {
  bool found = false;
  Replacement replacement;
  replacement.hole = [&](const facts::Hole &hole) -> Text {
    found |= hole.kind == facts::HoleKind::Text || hole.kind == facts::HoleKind::Unknown;
    return nullptr;
  };
  replacement.symbol = [&](const facts::Symbol &symbol) -> Text {
    found |= symbol.key.find("@FI@") != std::string::npos;
    return nullptr;
  };
  Transform read(std::move(replacement));
  read(text);
  return found;
}

bool mentionsOwnMember(const Text &text) {
  bool found = false;
  Replacement replacement;
  replacement.symbol = [&](const facts::Symbol &symbol) -> Text {
    found |= symbol.object.empty() && symbol.key.find("@FI@") != std::string::npos;
    return nullptr;
  };
  Transform read(std::move(replacement));
  if (text)
    read(text);
  return found;
}

bool mentionsAny(const Text &text, const std::vector<std::string> &symbols) {
  bool found = false;
  Replacement replacement;
  replacement.symbol = [&](const facts::Symbol &symbol) -> Text {
    found |= symbol.object.empty() && std::find(symbols.begin(), symbols.end(), symbol.key) != symbols.end();
    return nullptr;
  };
  Transform read(std::move(replacement));
  read(text);
  return found;
}

Text asElement(const Text &given, const facts::Hole &asked) {
  const Text text = facts::elementOf(given, asked.context);
  if (!text || !asked.context.starts_with(facts::AnElement))
    return text;
  auto in = [&](facts::Hole hole) {
    if (hole.context == facts::AnElement) // the container was handed on
      hole.context = asked.context;
    else
      hole.context += asked.context + ";";
    return hole;
  };
  Replacement replacement;
  replacement.context = " in " + asked.context;
  replacement.hole = [&](const facts::Hole &hole) { return facts::hole(in(hole)); };
  replacement.parameter = [&](const facts::Parameter &parameter) {
    return facts::parameter({parameter.function, parameter.index, in(parameter.hole)});
  };
  return Transform(std::move(replacement))(text);
}

bool dependsOn(const Text &text, const std::string &function) {
  std::unordered_set<const facts::TextNode *> seen;
  return depends(text, function, seen);
}

} // namespace pgtidy::analysis
