// What stands under the keys of maps; and maps as Qt has them: iterators that say their key and their value, and lists
// of both.
#include "evaluator.h"
#include "texts.h"

#include "facts/key.h"

#include "llvm/Support/SaveAndRestore.h"

#include <algorithm>

namespace pgtidy::extract {

using namespace clang;

/// Maps with more keys are not followed.
static constexpr size_t MaxKeys = 256;
/// What stands under a key that is not known is one of no more than these.
static constexpr size_t MaxWays = 64;

bool Evaluator::isMap(const CXXRecordDecl &record) {
  return record.hasDefinition() && !record.lookup(&Context.Idents.get("mapped_type")).empty();
}

/// The parts of a pair; null where the value is none.
static const Array *pairOf(const Value &element) {
  const Array *pair = element.array();
  return pair && pair->elements.size() == 2 ? pair : nullptr;
}

/// The keys of a map in their order; "" where one of them is not known.
static std::string keysOf(const Array &pairs) {
  std::string keys;
  for (const Value &pair : pairs.elements) {
    const Value &key = pair.array()->elements[0];
    if (const facts::Literal *text = facts::asLiteral(key.text()))
      keys += '"' + text->bytes + '"';
    else if (std::optional<int64_t> number = constant(key))
      keys += std::to_string(*number) + ',';
    else
      return "";
  }
  return keys;
}

/// The key as text, for what goes by it where the units are linked; null where it is not known, or too long to be one.
facts::Text Evaluator::keyText(const Value &key) {
  static constexpr unsigned MostNodes = 64;
  if (std::optional<int64_t> number = constant(key))
    return facts::literal(std::to_string(*number));
  const facts::Text text = known(key.text());
  return text && size(text) <= MostNodes && !any(text, isLoopMarker) ? text : nullptr;
}

/// Whether the keys are certainly two.
static bool areTwo(const Value &a, const Value &b) {
  return (isConstantKey(a) && isConstantKey(b)) || (a.text() && b.text() && !facts::mayBeSameKey(a.text(), b.text()));
}

/// What stands under `key` in an array of pairs: certainly that, or one of all. Pairs further on were put there later,
/// but for those that may be repeated: they were there before.
Value Evaluator::lookup(const Value &object, const Value &key, unsigned which) {
  const Array *array = object.array();
  if (!array)
    return {};
  const facts::Literal *name = facts::asLiteral(key.text());
  bool isCertain = false, isAny = array->repeatedFrom == SIZE_MAX;
  std::vector<Value> ways;
  for (size_t i = 0; i < array->elements.size(); ++i) {
    const Array *pair = pairOf(array->elements[i]);
    if (!pair)
      return {};
    const Value &known = pair->elements[0];
    if (isSameKey(known, key)) {
      ways = {pair->elements[1]};
      isCertain = true;
      continue;
    }
    const bool isBefore = i >= array->repeatedFrom;
    if (areTwo(known, key) || (isCertain && isBefore)) {
      isAny = false;
      continue;
    }
    Value value = pair->elements[1];
    if (isBefore && name)
      value = oneElement(value, {}, name->bytes);
    if (isBefore && value.text())
      value = askedUnder(value.text(), keyText(key));
    ways.push_back(std::move(value));
  }
  if (ways.empty() || ways.size() > MaxWays)
    return {};
  if (ways.size() == 1)
    return ways.front();
  // Under one key stand the parts of one value, and what stands there in another map of those keys.
  const std::string keys = isAny && !isCertain ? keysOf(*array) : "";
  return Alternatives{keys.empty() ? "" : elementDecision(which, keys), std::move(ways)};
}

/// A map that may be one of more is not known any more.
static constexpr unsigned MaxMaps = 16;

/// The map with another value under the key that the place names.
Value Evaluator::storedUnder(const Value &map, const Place &place, size_t depth, const Value &value) {
  const Step &step = place.path[depth];
  if (const Alternatives *either = map.alternatives()) {
    if (waysOf(map, MaxMaps + 1) > MaxMaps)
      return {};
    Alternatives changed{either->condition, {}};
    for (const Value &branch : either->branches)
      changed.branches.push_back(storedUnder(branch, place, depth, value));
    return changed;
  }
  if (!map.array())
    return {};
  Array array = *map.array(), changed;
  changed.elements = {*step.key, stored(lookup(map, *step.key, step.which), place, depth + 1, value)};
  // The newest of all stands behind the others: they may be under the same key.
  size_t end = std::min(array.elements.size(), array.repeatedFrom);
  for (size_t i = 0; i < end; ++i)
    if (const Array *pair = pairOf(array.elements[i]); pair && isSameKey(pair->elements[0], *step.key)) {
      const bool isOnlyOne = isConstantKey(*step.key) && llvm::all_of(array.elements, [](const Value &element) {
                               const Array *other = pairOf(element);
                               return other && isConstantKey(other->elements[0]);
                             });
      if (!isOnlyOne)
        std::rotate(array.elements.begin() + i, array.elements.begin() + i + 1, array.elements.begin() + end);
      array.elements[isOnlyOne ? i : end - 1] = std::move(changed);
      return array;
    }
  if (array.elements.size() >= MaxKeys)
    return {};
  array.elements.insert(array.elements.begin() + end, std::move(changed));
  if (array.repeatedFrom != SIZE_MAX)
    ++array.repeatedFrom;
  return array;
}

/// The key that a method of a map is asked for; a number that a caller gives, as the text that stands for it.
Value Evaluator::keyOf(const CallSite &site) {
  if (site.arguments.empty())
    return {};
  const Argument &first = site.arguments.front();
  if (!first.value.isUnknown() || !first.expression)
    return first.value;
  facts::Text number = numberParameter(first.expression);
  return number ? Value(std::move(number)) : Value();
}

/// `map[key]`, `map.at(key)`, `map.value(key)` and `map.find(key)`, which gives an iterator: what that points to is a
/// pair.
std::optional<Outcome> Evaluator::elementUnder(const CallSite &site, llvm::StringRef name, const Value &object) {
  const Expr *asked = site.arguments.empty() ? nullptr : site.arguments.front().expression;
  const Value key = keyOf(site);
  Step step{nullptr, -1, site.expression, false, asked && !isConstantKey(key) ? whichElement(asked) : 0};
  step.key = std::make_shared<const Value>(key);
  Value found = loadStep(object, step);
  if (name == "find") {
    Array pair;
    pair.elements = {key, std::move(found)};
    return Outcome{std::move(pair), std::nullopt};
  }
  const bool isPlace = site.self.root && (name == "[]" || name == "at");
  Place part = site.self.under(key, site.expression, step.which);
  return Outcome{std::move(found), isPlace ? std::optional(std::move(part)) : std::nullopt};
}

/// Puts a pair, or a list of pairs, into a map. False where that is not what is added.
bool Evaluator::putIntoMap(const CallSite &site, llvm::StringRef name, const Value &added) {
  const auto *record = llvm::cast<CXXMethodDecl>(site.callee)->getParent();
  const Array *list = added.array();
  if (!isMap(*record) || !site.self.root || !list)
    return false;
  const bool isOne = pairOf(added) && !pairOf(list->elements[0]);
  const std::vector<Value> pairs = isOne ? std::vector<Value>{added} : list->elements;
  if (!llvm::all_of(pairs, pairOf))
    return false;
  const bool isOfTwo = site.arguments.size() == 2;
  const bool overwrites = name == "insert_or_assign" || (name == "insert" && isOfTwo);
  for (const Value &pair : pairs) {
    const Place part = site.self.under(pair.array()->elements[0], site.expression, 0);
    Value value = pair.array()->elements[1];
    if (value.isUnknown() && isOfTwo && site.arguments.back().expression)
      value = formatted(value, site.arguments.back().expression);
    const Value before = overwrites ? Value() : load(part);
    if (before.isUnknown()) {
      store(part, value);
      continue;
    }
    noteElement(part, value);
    llvm::SaveAndRestore muted(Muted, Muted + 1); // what was there before is known to stand there
    store(part, Alternatives{"", {value, before}});
  }
  return true;
}

/// What putting a pair into a map gives: an iterator, which is the pair that is there now; std::map's methods put
/// whether it is new behind that.
Value Evaluator::entryMade(const CallSite &site, const Value &added) {
  const CXXRecordDecl *given = site.callee->getReturnType()->getAsCXXRecordDecl();
  const Array *pair = pairOf(added);
  if (!pair || !given || !given->getDeclName().isIdentifier() || given->getName() != "pair")
    return added;
  Array entry;
  entry.elements = {pair->elements[0], load(site.self.under(pair->elements[0], site.expression, 0))};
  Array made;
  made.elements = {std::move(entry), Value()};
  return made;
}

/// `it.key()`, `it.value()`, `*it` of an iterator into a map whose pairs are known. That of std::map is a pointer to a
/// pair.
std::optional<Outcome> Evaluator::mapIterator(const CallSite &site, llvm::StringRef name, const Value &object) {
  const auto *iterator = llvm::cast<CXXMethodDecl>(site.callee)->getParent();
  const auto *map = llvm::dyn_cast<CXXRecordDecl>(iterator->getDeclContext());
  if (!map || !isMap(*map) || !site.arguments.empty() || (name != "key" && name != "value" && name != "*"))
    return std::nullopt;
  const int64_t part = name == "key" ? 0 : 1;
  if (const Place *pair = object.pointer()) {
    const Place there = pair->element(part);
    return Outcome{load(there), there};
  }
  return object.array() ? std::optional(Outcome{loadStep(object, {nullptr, part}), std::nullopt}) : std::nullopt;
}

/// `map.keys()` and `map.values()`, where its pairs are known.
std::optional<Outcome> Evaluator::partsOfMap(const CallSite &site, llvm::StringRef name, const Value &object) {
  const auto *map = llvm::cast<CXXMethodDecl>(site.callee)->getParent();
  const Array *pairs = object.array();
  if (!pairs || !isMap(*map) || !site.arguments.empty() || (name != "keys" && name != "values"))
    return std::nullopt;
  Array parts;
  parts.repeatedFrom = pairs->repeatedFrom;
  for (const Value &element : pairs->elements) {
    const Array *pair = element.array();
    if (!pair || pair->elements.size() != 2)
      return std::nullopt;
    parts.elements.push_back(pair->elements[name == "keys" ? 0 : 1]);
  }
  return Outcome{Value(std::move(parts)), std::nullopt};
}

} // namespace pgtidy::extract
