#include "texts.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace pgtidy::extract {

using namespace facts;

static const std::vector<Text> *children(const TextNode &node) {
  if (auto *concat = std::get_if<Concat>(&node.value))
    return &concat->parts;
  if (auto *choice = std::get_if<Choice>(&node.value))
    return &choice->branches;
  if (auto *result = std::get_if<Result>(&node.value))
    return &result->arguments;
  if (auto *formatted = std::get_if<Formatted>(&node.value))
    return &formatted->texts;
  return nullptr;
}

unsigned size(const Text &text, unsigned limit) {
  if (!text || limit == 0)
    return 0;
  unsigned nodes = 1;
  if (auto *repeat = std::get_if<Repeat>(&text->value))
    return nodes + size(repeat->body, limit - 1);
  if (auto *narrowed = std::get_if<Narrowed>(&text->value))
    return nodes + size(narrowed->text, limit - 1);
  if (auto *parts = children(*text))
    for (const Text &part : *parts) {
      if (nodes >= limit)
        break;
      nodes += size(part, limit - nodes);
    }
  return nodes;
}

Text unknown(std::string why) {
  Hole unknown;
  unknown.kind = HoleKind::Unknown;
  if (!why.empty())
    unknown.origin.push_back(std::move(why));
  return facts::hole(std::move(unknown));
}

bool isOfNumbers(const Text &text) {
  bool isNumber = false;
  const bool hasOther = any(text, [&](const TextNode &node) {
    auto *hole = std::get_if<Hole>(&node.value);
    isNumber |= hole && hole->kind == HoleKind::Number;
    return hole ? hole->kind != HoleKind::Number
                : !std::holds_alternative<Choice>(node.value) && !std::holds_alternative<Concat>(node.value);
  });
  return isNumber && !hasOther;
}

Text bounded(Text text) {
  if (size(text) > MaxNodes)
    return unknown("too many parts");
  return text;
}

static std::vector<Text> parts(const Text &text) {
  if (auto *concat = std::get_if<Concat>(&text->value))
    return concat->parts;
  return {text};
}

/// Where the literal `whole` begins with `beginning`, byte by byte and place by place.
static bool beginsWith(const Literal &whole, const Literal &beginning) {
  if (whole.bytes.compare(0, beginning.bytes.size(), beginning.bytes) != 0)
    return false;
  Text cut = slice(whole, 0, beginning.bytes.size());
  return asLiteral(cut)->runs == beginning.runs;
}

Text withoutPrefix(const Text &text, const Text &prefix) {
  std::vector<Text> rest = parts(text), head = parts(prefix);
  if (const Literal *empty = asLiteral(prefix); empty && empty->bytes.empty())
    return text;
  if (rest.size() < head.size())
    return nullptr;
  for (size_t i = 0; i < head.size(); ++i) {
    if (rest[i] == head[i] || same(rest[i], head[i]))
      continue;
    const Literal *whole = asLiteral(rest[i]), *beginning = asLiteral(head[i]);
    if (i + 1 != head.size() || !whole || !beginning || !beginsWith(*whole, *beginning))
      return nullptr;
    std::vector<Text> tail{slice(*whole, beginning->bytes.size(), whole->bytes.size())};
    tail.insert(tail.end(), rest.begin() + i + 1, rest.end());
    return concat(std::move(tail));
  }
  return concat({rest.begin() + head.size(), rest.end()});
}

Text withoutSuffix(const Text &text, const Text &suffix) {
  std::vector<Text> rest = parts(text), tail = parts(suffix);
  if (rest.size() < tail.size())
    return nullptr;
  size_t at = rest.size() - tail.size();
  for (size_t i = 0; i < tail.size(); ++i)
    if (rest[at + i] != tail[i] && !same(rest[at + i], tail[i]))
      return nullptr;
  return concat({rest.begin(), rest.begin() + at});
}

/// How many first parts all branches share.
static size_t sharedParts(const std::vector<std::vector<Text>> &branches) {
  size_t shared = branches.front().size();
  for (const auto &branch : branches) {
    size_t length = std::min(shared, branch.size());
    shared = 0;
    while (shared < length &&
           (branch[shared] == branches.front()[shared] || same(branch[shared], branches.front()[shared])))
      ++shared;
  }
  return shared;
}

/// With which of its runs the literals begin alike: those written at the same places.
static size_t sharedRuns(const Literal &a, const Literal &b) {
  size_t shared = 0;
  while (shared < a.runs.size() && shared < b.runs.size() && a.runs[shared] == b.runs[shared])
    ++shared;
  return shared;
}

/// What all literals at `at` begin with: the shortest of them, or what is written at the same places. Null for nothing.
static Text sharedBeginning(const std::vector<std::vector<Text>> &branches, size_t at) {
  const Literal *shortest = nullptr;
  for (const auto &branch : branches) {
    const Literal *literal = at < branch.size() ? asLiteral(branch[at]) : nullptr;
    if (!literal)
      return nullptr;
    if (!shortest || literal->bytes.size() < shortest->bytes.size())
      shortest = literal;
  }
  size_t runs = shortest->runs.size();
  bool isWhole = true;
  for (const auto &branch : branches) {
    const Literal &other = *asLiteral(branch[at]);
    isWhole &= beginsWith(other, *shortest);
    runs = std::min(runs, sharedRuns(*shortest, other));
  }
  const size_t end = isWhole ? shortest->bytes.size() : runs < shortest->runs.size() ? shortest->runs[runs].begin : 0;
  const Text beginning = slice(*shortest, 0, end);
  const bool isShared = end > 0 && llvm::all_of(branches, [&](const auto &branch) {
                          return beginsWith(*asLiteral(branch[at]), *asLiteral(beginning));
                        });
  return isShared ? beginning : nullptr;
}

Text factoredChoice(const std::string &condition, std::vector<Text> branches) {
  if (branches.empty() || llvm::is_contained(branches, nullptr))
    return choice(condition, std::move(branches));
  std::vector<std::vector<Text>> split;
  for (const Text &branch : branches)
    split.push_back(parts(branch));
  size_t shared = sharedParts(split);
  std::vector<Text> result(split.front().begin(), split.front().begin() + shared);
  const Text begun = sharedBeginning(split, shared);
  const Literal *beginning = begun ? asLiteral(begun) : nullptr;
  if (result.empty() && !beginning)
    return choice(condition, std::move(branches));
  if (beginning)
    result.push_back(begun);
  std::vector<Text> tails;
  for (auto &branch : split) {
    std::vector<Text> tail(branch.begin() + shared, branch.end());
    if (beginning) {
      const Literal *first = asLiteral(tail.front());
      tail.front() = slice(*first, beginning->bytes.size(), first->bytes.size());
    }
    tails.push_back(concat(std::move(tail)));
  }
  result.push_back(choice(condition, std::move(tails)));
  return concat(std::move(result));
}

/// The result, format or concatenation with other children.
static Text remade(const TextNode &node, std::vector<Text> made) {
  if (auto *call = std::get_if<Result>(&node.value)) {
    Result changed = *call;
    changed.arguments = std::move(made);
    return result(std::move(changed));
  }
  if (auto *format = std::get_if<Formatted>(&node.value))
    return formatted({format->style, std::move(made), format->names, format->hole, format->count});
  return concat(std::move(made));
}

Text rewrite(const Text &text, llvm::function_ref<Text(const Text &)> replace) {
  if (!text)
    return text;
  if (Text replaced = replace(text))
    return replaced;
  if (auto *repeated = std::get_if<Repeat>(&text->value)) {
    Text body = rewrite(repeated->body, replace);
    return body == repeated->body ? text : repeat(body, repeated->atLeastOnce);
  }
  if (auto *narrowing = std::get_if<Narrowed>(&text->value)) {
    Text inner = rewrite(narrowing->text, replace);
    return inner == narrowing->text ? text : narrowed(inner, *narrowing);
  }
  auto *old = children(*text);
  if (!old)
    return text;
  std::vector<Text> made;
  for (const Text &part : *old)
    made.push_back(rewrite(part, replace));
  if (made == *old)
    return text;
  if (auto *alternatives = std::get_if<Choice>(&text->value))
    return choice(alternatives->condition, std::move(made), alternatives->test);
  return remade(*text, std::move(made));
}

bool any(const Text &text, llvm::function_ref<bool(const TextNode &)> test) {
  if (!text)
    return false;
  if (test(*text))
    return true;
  if (auto *repeated = std::get_if<Repeat>(&text->value))
    return any(repeated->body, test);
  if (auto *narrowing = std::get_if<Narrowed>(&text->value))
    return any(narrowing->text, test);
  if (auto *parts = children(*text))
    return llvm::any_of(*parts, [&](const Text &part) { return any(part, test); });
  return false;
}

static constexpr const char *MarkerName = "\x01loop";

Text loopMarker(unsigned number) {
  Hole marker;
  marker.kind = HoleKind::Unknown;
  marker.expression = MarkerName + std::to_string(number);
  return facts::hole(std::move(marker));
}

bool isLoopMarker(const TextNode &node) {
  auto *hole = std::get_if<Hole>(&node.value);
  return hole && hole->expression.starts_with(MarkerName);
}

std::optional<bool> isEmpty(const Text &text) { return equals(text, ""); }

Text withoutTests(const Text &text) {
  auto *narrowing = text ? std::get_if<Narrowed>(&text->value) : nullptr;
  return narrowing ? withoutTests(narrowing->text) : text;
}

Text decided(const Text &text, const std::map<std::string, Test> &tests) {
  if (!text)
    return text;
  if (auto *narrowing = std::get_if<Narrowed>(&text->value))
    return settled(narrowed(decided(narrowing->text, tests), *narrowing));
  if (auto *repeated = std::get_if<Repeat>(&text->value)) {
    Text body = decided(repeated->body, tests);
    return body == repeated->body ? text : repeat(body, repeated->atLeastOnce);
  }
  auto *old = children(*text);
  if (!old)
    return text;
  std::vector<Text> made;
  for (const Text &part : *old)
    made.push_back(decided(part, tests));
  if (auto *alternatives = std::get_if<Choice>(&text->value)) {
    auto test = tests.find(alternatives->condition);
    bool isTested = test != tests.end() && !alternatives->test.subject && made.size() == 2;
    if (made == *old && !isTested)
      return text;
    return choice(alternatives->condition, std::move(made), isTested ? test->second : alternatives->test);
  }
  if (made == *old)
    return text;
  return remade(*text, std::move(made));
}

facts::Text withElement(const facts::Text &text, llvm::function_ref<bool(llvm::StringRef)> isMeant,
                        const std::string &context) {
  auto asked = [&](facts::Hole hole) {
    hole.context = context;
    return hole;
  };
  return rewrite(text, [&](const facts::Text &node) -> facts::Text {
    if (auto *parameter = std::get_if<facts::Parameter>(&node->value); parameter && isMeant(parameter->hole.context))
      return facts::parameter({parameter->function, parameter->index, asked(parameter->hole)});
    if (auto *symbol = std::get_if<facts::Symbol>(&node->value); symbol && isMeant(symbol->hole.context))
      return facts::symbol({symbol->key, asked(symbol->hole), symbol->object, symbol->under});
    if (auto *result = std::get_if<facts::Result>(&node->value); result && isMeant(result->hole.context))
      return facts::result({result->function, result->arguments, asked(result->hole), result->object});
    return nullptr;
  });
}

facts::Text askedUnder(const facts::Text &text, const facts::Text &under) {
  if (!under)
    return text;
  return rewrite(text, [&](const facts::Text &node) -> facts::Text {
    auto *symbol = std::get_if<facts::Symbol>(&node->value);
    if (!symbol || symbol->under || !symbol->hole.context.starts_with(facts::AnElement))
      return nullptr;
    return facts::symbol({symbol->key, symbol->hole, symbol->object, under});
  });
}

} // namespace pgtidy::extract
