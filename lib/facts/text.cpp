#include "facts/text.h"

#include "facts/list.h"
#include "facts/object.h"

#include "hash.h"

#include <algorithm>
#include <unordered_set>

namespace pgtidy::facts {
namespace {

Text node(TextNode value) {
  value.hash = hashOf(value);
  return std::make_shared<const TextNode>(std::move(value));
}

bool isEmptyLiteral(const Text &text) {
  const Literal *literal = asLiteral(text);
  return literal && literal->bytes.empty();
}

/// Two runs that stand one after the other in one line are one.
bool continues(const Run &last, const Run &next) {
  return last.spelled == 0 && next.spelled == 0 && last.begin + last.length == next.begin &&
         last.source.advanced(last.length) == next.source;
}

void append(Literal &to, const Literal &from) {
  auto shift = static_cast<uint32_t>(to.bytes.size());
  to.bytes += from.bytes;
  for (Run run : from.runs) {
    run.begin += shift;
    if (!to.runs.empty() && continues(to.runs.back(), run))
      to.runs.back().length += run.length;
    else
      to.runs.push_back(run);
  }
}

/// Beyond these, parts stay nested and literals apart: `s += s` in a row must not blow up.
constexpr size_t MostParts = 1 << 12;
constexpr size_t LongestLiteral = 1 << 20;

/// Collects the parts of a Concat; neighbouring literals become one.
class Parts {
public:
  void add(const Text &text) {
    if (!text || isEmptyLiteral(text))
      return;
    const auto *inner = std::get_if<Concat>(&text->value);
    if (inner && Done.size() + inner->parts.size() <= MostParts) {
      for (const Text &part : inner->parts)
        add(part);
    } else if (const Literal *literal = asLiteral(text)) {
      addLiteral(*literal, text);
    } else {
      flush();
      Done.push_back(text);
    }
  }

  Text finish() {
    flush();
    if (Done.empty())
      return literal("");
    if (Done.size() == 1)
      return Done.front();
    return node({Concat{std::move(Done)}});
  }

private:
  std::vector<Text> Done;
  Text Single;    ///< the only literal since the last flush: kept shared
  Literal Joined; ///< several of them

  void addLiteral(const Literal &literal, const Text &text) {
    size_t before = Single ? std::get<Literal>(Single->value).bytes.size() : Joined.bytes.size();
    if (before + literal.bytes.size() > LongestLiteral)
      flush();
    if (!Single && Joined.bytes.empty()) {
      Single = text;
      return;
    }
    if (Single)
      append(Joined, std::get<Literal>(Single->value));
    Single = nullptr;
    append(Joined, literal);
  }

  void flush() {
    if (Single)
      Done.push_back(std::move(Single));
    else if (!Joined.bytes.empty())
      Done.push_back(literal(std::move(Joined.bytes), std::move(Joined.runs)));
    Single = nullptr;
    Joined = {};
  }
};

void addOnce(std::vector<Text> &list, const Text &text) {
  for (const Text &other : list)
    if (same(other, text))
      return;
  list.push_back(text);
}

/// Branches of a choice that no other choice shares.
void addFree(std::vector<Text> &list, const Text &branch) {
  const auto *inner = branch ? std::get_if<Choice>(&branch->value) : nullptr;
  if (!inner || !inner->condition.empty())
    return addOnce(list, branch);
  for (const Text &text : inner->branches)
    addOnce(list, text);
}

using NodeTest = bool (*)(const TextNode &);

bool anyNode(const Text &text, NodeTest test, std::unordered_set<const TextNode *> &seen) {
  if (!text || !seen.insert(text.get()).second)
    return false;
  if (test(*text))
    return true;
  if (const auto *value = std::get_if<Repeat>(&text->value))
    return anyNode(value->body, test, seen);
  if (const auto *value = std::get_if<Narrowed>(&text->value))
    return anyNode(value->text, test, seen);
  const std::vector<Text> *parts = nullptr;
  if (const auto *value = std::get_if<Concat>(&text->value))
    parts = &value->parts;
  else if (const auto *value = std::get_if<Choice>(&text->value))
    parts = &value->branches;
  else if (const auto *value = std::get_if<Formatted>(&text->value); value && value->style != FormatStyle::QuotedName)
    parts = &value->texts;
  return parts &&
         std::any_of(parts->begin(), parts->end(), [&](const Text &part) { return anyNode(part, test, seen); });
}

} // namespace

Text literal(std::string bytes, std::vector<Run> runs) { return node({Literal{std::move(bytes), std::move(runs)}}); }
Text hole(Hole hole) { return node({std::move(hole)}); }
Text parameter(Parameter parameter) { return node({std::move(parameter)}); }
Text symbol(Symbol symbol) { return node({std::move(symbol)}); }
std::string anyObject(const std::string &type) { return "*" + type; }
bool isAnyObject(const std::string &object) { return object.starts_with('*'); }
/// Between the class of an object that is not known and what it is called by.
static constexpr char BeforeIdentity = '\x1f';
std::string typeOfObject(const std::string &object) {
  return isAnyObject(object) ? object.substr(1, object.find(BeforeIdentity) - 1) : "";
}
std::string sameObject(const std::string &identity) { return anyObject() + BeforeIdentity + identity; }
std::string identityOfObject(const std::string &object) {
  const size_t begin = isAnyObject(object) ? object.find(BeforeIdentity) : std::string::npos;
  return begin == std::string::npos ? "" : object.substr(begin + 1);
}

Text result(Result result) { return node({std::move(result)}); }
Text narrowed(Narrowed narrowed) { return node({std::move(narrowed)}); }

Text narrowed(Text text, const Narrowed &test) {
  return !test.value ? checked(std::move(text), test.by, test.equal)
                     : narrowed({std::move(text), test.value, test.equal, test.by, test.extent});
}

/// Whether there is something in the text that the program did not write itself.
static bool isWritten(const Text &text) {
  if (!text || asLiteral(text) || isNothing(text))
    return true;
  const auto *choice = std::get_if<Choice>(&text->value);
  return choice && std::all_of(choice->branches.begin(), choice->branches.end(), isWritten);
}

Text checked(Text text, Tester by, bool yes) {
  if (isWritten(text))
    return text;
  return narrowed({std::move(text), nullptr, yes, std::move(by)});
}

const Narrowed *asChecked(const Text &text) {
  const auto *test = text ? std::get_if<Narrowed>(&text->value) : nullptr;
  return test && !test->value ? test : nullptr;
}

Text nothing() {
  static const Text Nothing = node({Choice{}});
  return Nothing;
}

bool isNothing(const Text &text) {
  const auto *choice = text ? std::get_if<Choice>(&text->value) : nullptr;
  return choice && choice->branches.empty();
}

Text concat(std::vector<Text> parts) {
  Parts collected;
  for (Text &part : parts) {
    if (isNothing(part))
      return std::move(part);
    collected.add(part);
  }
  return collected.finish();
}

Text choice(std::string condition, std::vector<Text> branches, Test test) {
  if (isListCondition(condition) && !branches.empty())
    return node({Choice{std::move(condition), std::move(branches), {}}});
  std::vector<Text> distinct;
  for (const Text &branch : branches)
    condition.empty() ? addFree(distinct, branch) : addOnce(distinct, branch);
  if (distinct.empty())
    return branches.empty() ? nullptr : nothing();
  if (distinct.size() == 1)
    return distinct.front();
  if (const Literal *value = asLiteral(test.value); value && branches.size() == 2)
    if (std::optional<bool> known = equals(test.subject, value->bytes))
      return branches[*known == test.equal ? 0 : 1];
  if (!condition.empty())
    return node({Choice{std::move(condition), std::move(branches), std::move(test)}});
  return node({Choice{{}, std::move(distinct)}});
}

Text repeat(Text body, bool atLeastOnce) {
  if (!body || (atLeastOnce && (isEmptyLiteral(body) || isNothing(body))))
    return body;
  if (isNothing(body)) // no pass gets through
    return repeat(literal(""));
  if (const auto *inner = std::get_if<Repeat>(&body->value))
    return inner->atLeastOnce == atLeastOnce || !inner->atLeastOnce ? body : repeat(inner->body, atLeastOnce);
  return node({Repeat{std::move(body), atLeastOnce}});
}

Text slice(const Literal &whole, size_t begin, size_t length) {
  begin = std::min(begin, whole.bytes.size());
  size_t end = begin + std::min(length, whole.bytes.size() - begin);
  std::vector<Run> runs;
  for (const Run &run : whole.runs) {
    size_t from = std::max<size_t>(run.begin, begin), to = std::min<size_t>(run.begin + run.length, end);
    if (from >= to)
      continue;
    Run part = run;
    part.begin = uint32_t(from - begin);
    part.length = uint32_t(to - from);
    if (!run.spelled)
      part.source = run.source.advanced(uint32_t(from - run.begin));
    runs.push_back(part);
  }
  return literal(whole.bytes.substr(begin, end - begin), std::move(runs));
}

const Literal *asLiteral(const Text &text) { return text ? std::get_if<Literal>(&text->value) : nullptr; }

static bool anyNode(const Text &text, NodeTest test) {
  std::unordered_set<const TextNode *> seen;
  return anyNode(text, test, seen);
}

bool hasLiteral(const Text &text) {
  return anyNode(text, [](const TextNode &node) {
    const auto *literal = std::get_if<Literal>(&node.value);
    return literal && !literal->bytes.empty();
  });
}

bool hasRaw(const Text &text) {
  return anyNode(text, [](const TextNode &node) {
    const auto *hole = std::get_if<Hole>(&node.value);
    return hole ? hole->kind == HoleKind::Text || hole->kind == HoleKind::Unknown
                : std::holds_alternative<Parameter>(node.value) || std::holds_alternative<Symbol>(node.value) ||
                      std::holds_alternative<Result>(node.value);
  });
}

} // namespace pgtidy::facts
