#include "redact_follow.h"

namespace pgtidy::facts {
namespace {

bool isCut(FormatStyle style) { return style == FormatStyle::WithoutStart || style == FormatStyle::WithoutEnd; }

Text raw(TextNode node) { return std::make_shared<const TextNode>(std::move(node)); }

template <typename Map, typename Key> const std::vector<Text> *find(const Map &map, const Key &key) {
  auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

} // namespace

Follower::Follower(const Unit &unit) {
  for (const SymbolText &symbol : unit.symbols)
    Symbols[symbol.key].push_back(symbol.text);
  for (const Function &function : unit.functions) {
    if (function.result)
      Results[function.key].push_back(function.result);
    for (uint32_t i = 0; i < function.defaults.size(); ++i)
      if (function.defaults[i])
        Arguments[{function.key, i}].push_back(function.defaults[i]);
  }
  for (const Invocation &invocation : unit.invocations)
    for (uint32_t i = 0; i < invocation.arguments.size(); ++i)
      if (invocation.arguments[i])
        Arguments[{invocation.callee, i}].push_back(invocation.arguments[i]);
}

Text Follower::operator()(const Text &text) {
  if (!text)
    return nullptr;
  if (auto known = Done.find(text.get()); known != Done.end())
    return known->second;
  if (!Active.insert(text.get()).second)
    return text;
  Text made = follow(text);
  Active.erase(text.get());
  Done.emplace(text.get(), made);
  return made;
}

std::vector<Text> Follower::all(const std::vector<Text> &texts) {
  std::vector<Text> made;
  for (const Text &text : texts)
    made.push_back((*this)(text));
  return made;
}

Text Follower::any(const std::vector<Text> *texts, const Text &otherwise) {
  return texts ? raw({Choice{{}, all(*texts)}}) : otherwise;
}

Text Follower::follow(const Text &text) {
  if (const auto *value = std::get_if<Concat>(&text->value))
    return raw({Concat{all(value->parts)}});
  if (const auto *value = std::get_if<Choice>(&text->value))
    return raw({Choice{value->condition, all(value->branches)}});
  if (const auto *value = std::get_if<Repeat>(&text->value))
    return raw({Repeat{(*this)(value->body), value->atLeastOnce}});
  if (const auto *value = std::get_if<Formatted>(&text->value); value && isCut(value->style))
    return (*this)(value->texts.front()); // whose bytes are to be hidden, not those of a copy
  if (const auto *value = std::get_if<Formatted>(&text->value))
    return facts::formatted({value->style, all(value->texts), value->names, value->hole, value->count});
  if (const auto *value = std::get_if<Narrowed>(&text->value)) {
    const bool isThat = value->value && value->equal && value->extent == Extent::Whole;
    return isThat ? raw({Choice{{}, {(*this)(value->text), value->value}}}) : (*this)(value->text);
  }
  if (const auto *value = std::get_if<Symbol>(&text->value))
    return any(find(Symbols, value->key), text);
  if (const auto *value = std::get_if<Parameter>(&text->value))
    return any(find(Arguments, std::pair(value->function, value->index)), text);
  if (const auto *value = std::get_if<Result>(&text->value))
    return any(find(Results, value->function), text);
  return text;
}

} // namespace pgtidy::facts
