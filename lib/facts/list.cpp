#include "facts/list.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>

namespace pgtidy::facts {
namespace {

constexpr char Separator = '\x1f';

llvm::SmallVector<llvm::StringRef> keysOf(const Choice &list) {
  llvm::SmallVector<llvm::StringRef> keys;
  llvm::StringRef(list.condition).split(keys, Separator);
  keys.erase(keys.begin());
  return keys;
}

/// Which element the context asks for; the list's size where that is not known.
size_t placeOf(const Choice &list, llvm::StringRef context) {
  const bool isKeyed = llvm::StringRef(list.condition).starts_with(KeyedCondition);
  if (isKeyed && context.consume_front(ElementUnder)) {
    const llvm::SmallVector<llvm::StringRef> keys = keysOf(list);
    for (size_t i = 0; i < keys.size() && i < list.branches.size(); ++i)
      if (keys[i] == context)
        return i;
    return list.branches.size();
  }
  size_t index = 0;
  const bool isNumber = context.consume_front(ElementAt) && !context.consumeInteger(10, index) && context.empty();
  return isNumber && !isKeyed ? std::min(index, list.branches.size()) : list.branches.size();
}

} // namespace

bool isListCondition(std::string_view condition) {
  return condition.starts_with(SequenceCondition) || condition.starts_with(KeyedCondition);
}

Text sequence(std::vector<Text> elements) {
  return elements.empty() ? nothing() : choice(SequenceCondition, std::move(elements));
}

Text keyed(std::vector<Text> elements, const std::vector<std::string> &keys) {
  const bool areKeys = std::none_of(keys.begin(), keys.end(),
                                    [](const std::string &key) { return key.find(Separator) != std::string::npos; });
  std::string condition = KeyedCondition;
  for (const std::string &key : keys)
    condition += Separator + key;
  return elements.empty() ? nothing() : choice(areKeys ? std::move(condition) : "", std::move(elements));
}

const Choice *asList(const Text &text) {
  const Choice *choice = text ? std::get_if<Choice>(&text->value) : nullptr;
  return choice && isListCondition(choice->condition) ? choice : nullptr;
}

const Choice *asSequence(const Text &text) {
  const Choice *list = asList(text);
  return list && list->condition == SequenceCondition ? list : nullptr;
}

Text listLike(const Choice &list, std::vector<Text> elements) { return choice(list.condition, std::move(elements)); }

Text elementOf(const Text &text, std::string_view context) {
  if (const Choice *list = asList(text)) {
    if (context == AnElement) // the container is handed on
      return text;
    const size_t place = placeOf(*list, context);
    return place < list->branches.size() ? list->branches[place] : choice("", list->branches);
  }
  const Choice *either = text ? std::get_if<Choice>(&text->value) : nullptr;
  if (!either || isNothing(text)) // an empty container
    return text;
  std::vector<Text> branches;
  for (const Text &branch : either->branches)
    branches.push_back(elementOf(branch, context));
  return choice(either->condition, std::move(branches), either->test);
}

} // namespace pgtidy::facts
