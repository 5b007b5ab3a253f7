#include "facts/list.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::facts {
namespace {

llvm::SmallVector<llvm::StringRef> keysOf(const Choice &list) {
  llvm::SmallVector<llvm::StringRef> keys;
  llvm::StringRef(list.condition).split(keys, '\x1f');
  keys.erase(keys.begin());
  return keys;
}

/// Which element the context asks for; the list's size where that is not known.
size_t placeOf(const Choice &list, llvm::StringRef context) {
  if (context.consume_front(ElementUnder)) {
    const llvm::SmallVector<llvm::StringRef> keys = keysOf(list);
    for (size_t i = 0; i < keys.size() && i < list.branches.size(); ++i)
      if (keys[i] == context)
        return i;
    return list.branches.size();
  }
  size_t index = 0;
  const bool isNumber = context.consume_front(ElementAt) && !context.consumeInteger(10, index) && context.empty();
  return isNumber ? std::min(index, list.branches.size()) : list.branches.size();
}

} // namespace

const Choice *asList(const Text &text) {
  const Choice *choice = text ? std::get_if<Choice>(&text->value) : nullptr;
  return choice && llvm::StringRef(choice->condition).starts_with(ListCondition) ? choice : nullptr;
}

Text listLike(const Choice &list, std::vector<Text> elements) {
  std::vector<std::string> keys;
  for (llvm::StringRef key : keysOf(list))
    keys.push_back(key.str());
  return facts::list(std::move(elements), keys);
}

Text elementOf(const Text &text, std::string_view context) {
  if (const Choice *list = asList(text)) {
    if (context == AnElement) // the container is handed on
      return text;
    const size_t place = placeOf(*list, context);
    return place < list->branches.size() ? list->branches[place] : choice("", list->branches);
  }
  const Choice *either = text ? std::get_if<Choice>(&text->value) : nullptr;
  if (!either)
    return text;
  std::vector<Text> branches;
  for (const Text &branch : either->branches)
    branches.push_back(elementOf(branch, context));
  return choice(either->condition, std::move(branches), either->test);
}

} // namespace pgtidy::facts
