#include "rewrite.h"

namespace pgtidy::facts {

Text Rewriter::operator()(const Text &text) {
  if (!text)
    return nullptr;
  if (auto known = Done.find(text.get()); known != Done.end())
    return known->second;
  Text made = rewrite(*text);
  Done.emplace(text.get(), made);
  return made;
}

std::vector<Text> Rewriter::operator()(const std::vector<Text> &texts) {
  std::vector<Text> made;
  made.reserve(texts.size());
  for (const Text &text : texts)
    made.push_back((*this)(text));
  return made;
}

Hole Rewriter::rewrite(Hole hole) const {
  hole.location = Change.place(hole.location);
  return hole;
}

Text Rewriter::rewrite(const TextNode &node) {
  if (const auto *value = std::get_if<Literal>(&node.value))
    return Change.literal(*value, node);
  if (const auto *value = std::get_if<Hole>(&node.value))
    return hole(rewrite(*value));
  if (const auto *value = std::get_if<Concat>(&node.value))
    return concat((*this)(value->parts));
  if (const auto *value = std::get_if<Choice>(&node.value))
    return choice(value->condition, (*this)(value->branches));
  if (const auto *value = std::get_if<Repeat>(&node.value))
    return repeat((*this)(value->body), value->atLeastOnce);
  if (const auto *value = std::get_if<Parameter>(&node.value))
    return parameter({Change.functionKey(value->function), value->index, rewrite(value->hole)});
  if (const auto *value = std::get_if<Symbol>(&node.value))
    return symbol({Change.symbolKey(value->key), rewrite(value->hole)});
  const auto &value = std::get<Result>(node.value);
  return result({Change.functionKey(value.function), (*this)(value.arguments), rewrite(value.hole)});
}

} // namespace pgtidy::facts
