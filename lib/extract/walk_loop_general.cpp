// What holds after any number of passes of a loop, from what one pass and a further one did.
#include "evaluator.h"
#include "texts.h"

namespace pgtidy::extract {

/// A number that grows is at least that much from now on; any other is taken to stay, until a pass shows otherwise.
static Value grown(const Value &before, const Value &first, bool isStable) {
  const Integer *a = before.integer(), *b = first.integer();
  if (a && b && b->value > a->value)
    return Integer{b->value, false};
  return isStable ? first : Value();
}

/// Adds what is in a container, whichever of several it is; false where the value is no container.
static bool elementsOf(const Value &value, Array &all) {
  if (const Alternatives *either = value.alternatives())
    return llvm::all_of(either->branches, [&](const Value &branch) { return elementsOf(branch, all); });
  const Array *array = value.array();
  if (!array)
    return false;
  for (const Value &element : array->elements)
    if (llvm::none_of(all.elements, [&](const Value &known) { return same(known, element); }))
      all.elements.push_back(element);
  return true;
}

/// What is in a container that a loop fills and, now and then, empties; unknown where the values are none.
static Value filledAndEmptied(const Value &one, const Value &two) {
  Array either;
  if ((!one.alternatives() && !two.alternatives()) || !elementsOf(one, either) || !elementsOf(two, either) ||
      either.elements.empty())
    return {};
  either.repeatedFrom = 0;
  return either;
}

/// Whether the texts differ in nothing but what tests have said of them.
static bool isOnlyNarrowed(const Value &a, const Value &b) {
  return a.text() && b.text() && facts::same(withoutTests(a.text()), withoutTests(b.text()));
}

/// The state with what the first pass changed generalised, for a second pass.
State Evaluator::assumedAfter(const State &before, const State &first, Markers &markers) {
  State assumed = first;
  for (auto &[root, value] : assumed.values) {
    auto old = before.values.find(root);
    if (old == before.values.end() || same(old->second, value))
      continue;
    value = generalise(old->second, value, markers, root);
  }
  return assumed;
}

Value Evaluator::generalise(const Value &before, const Value &first, Markers &markers, const void *root) {
  if (same(before, first))
    return first;
  if (std::optional<Value> both = agreedStatement(before, first))
    return *both;
  if (isOnlyNarrowed(before, first))
    return withoutTests(first.text());
  if (first.text()) {
    facts::Text mark = loopMarker(++LoopMarkers);
    facts::Text assumed = facts::concat({ofEarlierPass(first.text()), mark});
    markers[root] = mark;
    return assumed;
  }
  if (first.integer() && before.integer())
    return grown(before, first, !Unstable.count(root));
  if (const Record *record = first.record()) {
    Record general = *record;
    for (auto &[field, value] : general.fields) {
      const Record *old = before.record();
      auto was = old ? old->fields.find(field) : general.fields.end();
      if (old && was != old->fields.end())
        value = generalise(was->second, value, markers, field);
      else if (value.text())
        value = generalise(initialMember(field), value, markers, field);
    }
    return general;
  }
  if (first.pointer())
    return anyElement(before, first);
  const Array *grown = first.array(), *old = before.array();
  if (grown && old && grown->elements.size() > old->elements.size() && old->repeatedFrom == SIZE_MAX) {
    Array general = *grown;
    general.repeatedFrom = old->elements.size();
    return general;
  }
  if (grown && grown->repeatedFrom != SIZE_MAX)
    return first;
  return filledAndEmptied(before, first);
}

/// What a text variable holds after one pass or more: `first` after one, `second` after another one from `assumed`.
facts::Text Evaluator::loopText(const facts::Text &before, const facts::Text &first, const facts::Text &mark,
                                const facts::Text &second) {
  facts::Text assumed = facts::concat({ofEarlierPass(first), mark});
  auto clean = [](const facts::Text &text) { return text && !any(text, isLoopMarker); };
  if (second == assumed || facts::same(second, assumed))
    return first;
  if (clean(second)) {
    const facts::Text anew = ofOwnPass(second);
    return facts::same(first, anew) ? first : facts::choice("", {first, anew});
  }
  if (facts::Text added = withoutPrefix(second, assumed); clean(added)) {
    facts::Text firstAdded = before ? withoutPrefix(first, before) : nullptr;
    added = ofOwnPass(added);
    const std::optional<Separated> begins = firstAdded ? separated(firstAdded) : std::nullopt,
                                   goesOn = separated(added);
    if (begins && goesOn)
      return facts::concat({before, begins->first, facts::repeat(goesOn->more), goesOn->last});
    if (firstAdded && facts::same(firstAdded, added))
      return facts::concat({before, facts::repeat(added, true)});
    return facts::concat({first, facts::repeat(goesOn && isEmpty(goesOn->last) == true ? goesOn->more : added)});
  }
  if (facts::Text added = withoutSuffix(second, assumed); clean(added))
    return facts::concat({facts::repeat(ofOwnPass(added)), first});
  return unknown("changed in a loop");
}

State Evaluator::generalised(const State &before, const State &first, const State &second, const Markers &markers) {
  State general = second;
  // Markers of other variables first: what is put behind one may contain another.
  std::map<std::string, facts::Text> held;
  auto name = [](const facts::Text &mark) { return std::get<facts::Hole>(mark->value).expression; };
  for (const auto &[root, mark] : markers) {
    auto one = first.values.find(root), two = second.values.find(root);
    if (one == first.values.end() || two == second.values.end() || !one->second.text() || !two->second.text())
      continue;
    if (!any(two->second.text(), isLoopMarker)) // given anew in each pass
      held[name(mark)] = facts::same(one->second.text(), two->second.text()) ? facts::literal("") : nullptr;
  }
  auto withHeld = [&](const facts::Text &text) {
    return rewrite(text, [&](const facts::Text &node) -> facts::Text {
      if (!isLoopMarker(*node))
        return nullptr;
      auto known = held.find(std::get<facts::Hole>(node->value).expression);
      return known == held.end() ? nullptr : known->second;
    });
  };
  std::function<Value(const void *, const Value *, const Value &, const Value &)> merge =
      [&](const void *root, const Value *was, const Value &one, const Value &two) -> Value {
    auto mark = markers.find(root);
    if (mark != markers.end() && one.text() && two.text()) {
      facts::Text old = was ? was->text() : nullptr;
      return bounded(loopText(old, one.text(), mark->second, withHeld(two.text())));
    }
    if (one.record() && two.record()) {
      Record record = *two.record();
      for (auto &[field, value] : record.fields) {
        auto other = one.record()->fields.find(field);
        const Value *old = nullptr;
        if (was && was->record())
          if (auto found = was->record()->fields.find(field); found != was->record()->fields.end())
            old = &found->second;
        Value start = old ? *old : initialMember(field);
        if (other != one.record()->fields.end())
          value = merge(field, &start, other->second, value);
      }
      return record;
    }
    if (same(one, two)) // the markers in it are those of a loop around this one
      return one;
    if (std::optional<Value> both = agreedStatement(one, two))
      return *both;
    if (two.text() && any(two.text(), isLoopMarker))
      return unknown("changed in a loop");
    if (const Array *array = two.array(); array && one.array()) {
      Array merged = *array;
      const Array *old = was ? was->array() : nullptr;
      size_t start = old ? old->elements.size() : 0, grown = one.array()->elements.size();
      if (merged.elements.size() > grown) // the second pass added the same again
        merged.elements.resize(grown);
      if (grown > start)
        merged.repeatedFrom = std::min(merged.repeatedFrom, start);
      return merged;
    }
    if (one.integer() && two.integer() && !two.integer()->exact)
      return two;
    return filledAndEmptied(one, two);
  };
  for (auto &[root, value] : general.values) {
    auto one = first.values.find(root);
    auto was = before.values.find(root);
    if (one == first.values.end())
      continue;
    value = merge(root, was == before.values.end() ? nullptr : &was->second, one->second, value);
  }
  return general;
}

/// A text that a loop may have grown, the loop running no time included.
static facts::Text optionalText(const facts::Text &before, const facts::Text &general) {
  if (facts::Text added = withoutPrefix(general, before)) {
    if (auto *repeated = std::get_if<facts::Repeat>(&added->value))
      return facts::concat({before, facts::repeat(repeated->body)});
    facts::Text noPass = facts::repeat(facts::literal(""));
    bool isLoop =
        any(added, [](const facts::TextNode &node) { return std::holds_alternative<facts::Repeat>(node.value); });
    return bounded(
        facts::concat({before, facts::choice("", {isLoop ? added : facts::concat({added, noPass}), noPass})}));
  }
  return bounded(factoredChoice("", {general, before}));
}

Value Evaluator::optionalValue(const Value &before, const Value &general) {
  if (same(before, general))
    return general;
  if (std::optional<Value> both = agreedStatement(before, general))
    return *both;
  if (isOnlyNarrowed(before, general))
    return withoutTests(general.text());
  if (before.text() && general.text())
    return optionalText(before.text(), general.text());
  if (const Record *record = general.record()) {
    Record either = *record;
    for (auto &[field, value] : either.fields) {
      const Record *old = before.record();
      auto was = old ? old->fields.find(field) : either.fields.end();
      value = optionalValue(old && was != old->fields.end() ? was->second : initialMember(field), value);
    }
    return either;
  }
  if (general.array() && before.array())
    return general;
  if (isAtAnyElement(general))
    if (Value any = anyElement(before, general); !any.isUnknown())
      return any;
  if (const Alternatives *either = general.alternatives();
      either && llvm::any_of(either->branches, [&](const Value &branch) { return same(branch, before); }))
    return general;
  if (general.test() && constant(before))
    return Alternatives{"", {general, before}};
  const Integer *a = before.integer(), *b = general.integer();
  if (a && b && (a->value < b->value))
    return Integer{a->value, false};
  if (general.isUnknown() || before.isUnknown() || a || b)
    return {};
  return Alternatives{"", {general, before}};
}

State Evaluator::optional(const State &before, const State &general) {
  State either = general;
  for (auto &[root, value] : either.values)
    if (auto was = before.values.find(root); was != before.values.end())
      value = optionalValue(was->second, value);
  return either;
}

/// Finds numbers that did not stay what they were taken to be. Whether there are new ones.
bool Evaluator::noteUnstable(const State &assumed, const State &second) {
  bool found = false;
  for (const auto &[root, value] : assumed.values)
    if (const Integer *number = value.integer(); number && number->exact)
      if (auto after = second.values.find(root); after != second.values.end() && !same(after->second, value))
        found |= Unstable.insert(root).second;
  return found;
}

} // namespace pgtidy::extract
