// Texts that loops put together.
#include "texts.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::extract {

using namespace facts;

namespace {

constexpr llvm::StringLiteral EarlierPass = "\x01"
                                            "earlier ";

Text renamed(const Text &text, llvm::function_ref<std::string(const std::string &)> name) {
  return rewrite(text, [&](const Text &node) -> Text {
    auto *either = std::get_if<Choice>(&node->value);
    if (!either)
      return nullptr;
    std::vector<Text> branches;
    for (const Text &branch : either->branches)
      branches.push_back(renamed(branch, name));
    return choice(either->condition.empty() ? "" : name(either->condition), std::move(branches), either->test);
  });
}

/// Whether the text stands between what it separates, and nowhere else: commas, AND, OR, UNION and the like.
bool isSeparator(const Text &text) {
  const Literal *literal = asLiteral(text);
  if (!literal)
    return false;
  static constexpr llvm::StringLiteral Words[] = {"AND", "OR", "UNION", "ALL", "INTERSECT", "EXCEPT"};
  llvm::SmallVector<llvm::StringRef> words;
  llvm::StringRef(literal->bytes).split(words, ' ', -1, /*KeepEmpty=*/false);
  bool separates = false;
  for (llvm::StringRef word : words) {
    const llvm::StringRef trimmed = word.trim(" \t\r\n()'\"");
    const bool isWord = llvm::any_of(Words, [&](llvm::StringRef one) { return trimmed.equals_insensitive(one); });
    if (!isWord && !trimmed.empty() && trimmed != "," && trimmed != ";" && trimmed != "||")
      return false;
    separates |= !trimmed.empty();
  }
  return separates;
}

/// Of two branches, one of which separates, that one; nothing where none or both do.
std::optional<size_t> separatorAmong(const Text &text) {
  auto *either = std::get_if<Choice>(&text->value);
  if (!either || either->branches.size() != 2 || !either->branches[0] || !either->branches[1])
    return std::nullopt;
  const bool first = isSeparator(either->branches[0]), second = isSeparator(either->branches[1]);
  if (first == second)
    return std::nullopt;
  return first ? 0 : 1;
}

} // namespace

Text ofEarlierPass(const Text &text) {
  return renamed(text, [](const std::string &name) { return EarlierPass.str() + name; });
}

Text ofOwnPass(const Text &text) {
  return renamed(text, [](llvm::StringRef name) {
    while (name.consume_front(EarlierPass))
      ;
    return name.str();
  });
}

std::optional<Separated> separated(const Text &body) {
  auto *parts = std::get_if<Concat>(&body->value);
  if (!parts || parts->parts.size() < 2)
    return std::nullopt;
  const std::vector<Text> &all = parts->parts;
  if (std::optional<size_t> at = separatorAmong(all.front())) {
    auto &branches = std::get<Choice>(all.front()->value).branches;
    const Text rest = concat({all.begin() + 1, all.end()});
    return Separated{concat({branches[1 - *at], rest}), concat({branches[*at], rest}), literal("")};
  }
  if (std::optional<size_t> at = separatorAmong(all.back())) {
    auto &branches = std::get<Choice>(all.back()->value).branches;
    const Text rest = concat({all.begin(), all.end() - 1});
    return Separated{rest, concat({branches[*at], rest}), branches[1 - *at]};
  }
  return std::nullopt;
}

} // namespace pgtidy::extract
