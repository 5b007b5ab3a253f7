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

Text Rewriter::rewrite(const TextNode &node) {
  if (const auto *value = std::get_if<Choice>(&node.value); value && value->branches.empty())
    return nothing();
  if (const auto *value = std::get_if<Literal>(&node.value))
    return Change.literal(*value, node);
  if (const auto *value = std::get_if<Hole>(&node.value))
    return hole(Change.hole(*value, node));
  if (const auto *value = std::get_if<Concat>(&node.value))
    return concat((*this)(value->parts));
  if (const auto *value = std::get_if<Choice>(&node.value))
    return choice(value->condition, (*this)(value->branches),
                  {(*this)(value->test.subject), (*this)(value->test.value), value->test.equal});
  if (const auto *value = std::get_if<Repeat>(&node.value))
    return repeat((*this)(value->body), value->atLeastOnce);
  if (const auto *value = std::get_if<Formatted>(&node.value))
    return formatted({value->style, (*this)(value->texts), value->names, Change.hole(value->hole, node), value->count});
  if (const auto *value = std::get_if<Narrowed>(&node.value))
    return narrowed({(*this)(value->text),
                     (*this)(value->value),
                     value->equal,
                     {Change.functionKey(value->by.function), value->by.parameter},
                     value->extent});
  if (const auto *value = std::get_if<Parameter>(&node.value))
    return parameter({Change.functionKey(value->function), value->index, Change.hole(value->hole, node)});
  if (const auto *value = std::get_if<Symbol>(&node.value))
    return symbol({Change.symbolKey(value->key), Change.hole(value->hole, node), Change.symbolKey(value->object),
                   (*this)(value->under)});
  const auto &value = std::get<Result>(node.value);
  return result({Change.functionKey(value.function), (*this)(value.arguments), Change.hole(value.hole, node),
                 Change.symbolKey(value.object)});
}

} // namespace pgtidy::facts
