// Loops. A loop whose passes can be counted is walked pass by pass; of any other the first pass is walked as it is, and
// a second one with markers in place of what the first changed: what it puts behind a marker is what each further pass
// adds.
#include "changes.h"
#include "evaluator.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

static constexpr unsigned MaxUnrolled = 32;

void Evaluator::walkFor(const ForStmt &statement) {
  walk(statement.getInit());
  Loop loop;
  loop.statement = &statement;
  loop.condition = statement.getCond();
  loop.body = statement.getBody();
  loop.step = [&] {
    if (statement.getInc())
      evaluate(statement.getInc());
  };
  if (statement.getConditionVariable())
    loop.enter = [&] { declare(*statement.getConditionVariable()); };
  walkLoop(loop);
}

void Evaluator::walkWhile(const WhileStmt &statement) {
  Loop loop;
  loop.statement = &statement;
  loop.condition = statement.getCond();
  loop.body = statement.getBody();
  if (statement.getConditionVariable())
    loop.enter = [&] { declare(*statement.getConditionVariable()); };
  walkLoop(loop);
}

void Evaluator::walkDo(const DoStmt &statement) {
  Loop loop;
  loop.statement = &statement;
  loop.condition = statement.getCond();
  loop.testsFirst = false;
  loop.body = statement.getBody();
  walkLoop(loop);
}

void Evaluator::walkRange(const CXXForRangeStmt &statement) {
  if (statement.getInit())
    walk(statement.getInit());
  const Expr *range = statement.getRangeInit();
  const VarDecl *variable = statement.getLoopVariable();
  Place whole = range->isGLValue() ? place(range) : Place();
  Value value = whole.root ? load(whole) : evaluate(range);
  if (value.pointer())
    value = load(*value.pointer());
  const Array *array = value.array();
  if (array && array->repeatedFrom == SIZE_MAX && array->elements.size() <= MaxUnrolled)
    return unrolled(statement, *array);
  Value element = array ? loadStep(value, {nullptr, -1}) : Value();
  Loop loop;
  loop.statement = &statement;
  loop.body = statement.getBody();
  loop.enter = [&, element] { bindElement(*variable, element); };
  walkLoop(loop);
}

/// The variable of a range-for gets its element.
void Evaluator::bindElement(const VarDecl &variable, const Value &element) {
  auto note = [&](const ValueDecl &declaration, Value value) {
    if (value.isUnknown() && !declaration.getType().isNull() && isText(declaration.getType())) {
      facts::Hole hole = holeOf(nullptr, declaration.getType());
      hole.expression = declaration.getNameAsString();
      hole.location = Where.use(declaration.getLocation());
      value = facts::hole(std::move(hole));
    }
    Now.values[declaration.getCanonicalDecl()] = value;
    Now.versions[declaration.getCanonicalDecl()] = ++Version;
  };
  note(variable, element);
  auto *parts = llvm::dyn_cast<DecompositionDecl>(&variable);
  if (!parts)
    return;
  int64_t index = 0;
  for (const BindingDecl *binding : parts->bindings()) {
    Step step{nullptr, index++};
    if (const Record *record = element.record(); record && binding->getBinding())
      if (auto *member = llvm::dyn_cast<MemberExpr>(binding->getBinding()->IgnoreParenImpCasts()))
        step = {llvm::dyn_cast<FieldDecl>(member->getMemberDecl()), -1};
    note(*binding, element.isUnknown() ? Value() : loadStep(element, step));
  }
}

void Evaluator::unrolled(const CXXForRangeStmt &statement, const Array &array) {
  std::vector<Value> elements = array.elements;
  State exits = State::unreachable(), *breaks = Top->breaks, *continues = Top->continues;
  for (const Value &element : elements) {
    if (!Now.reachable)
      break;
    State next = State::unreachable();
    Top->breaks = &exits;
    Top->continues = &next;
    bindElement(*statement.getLoopVariable(), element);
    walk(statement.getBody());
    Now = joined(Now, next);
  }
  Top->breaks = breaks;
  Top->continues = continues;
  Now = joined(Now, exits);
}

/// Walks the body once from where we are; ways out are added to `exits`, the state before the next test is returned.
State Evaluator::pass(const Loop &loop, State &exits) {
  State next = State::unreachable(), *breaks = Top->breaks, *continues = Top->continues;
  Top->breaks = &exits;
  Top->continues = &next;
  walk(loop.body);
  Top->breaks = breaks;
  Top->continues = continues;
  Now = joined(Now, next);
  if (loop.step && Now.reachable)
    loop.step();
  return Now;
}

/// Loops that count with known numbers. False, and nothing has happened, when the loop is not one.
bool Evaluator::unroll(const Loop &loop) {
  if (!loop.condition || !loop.testsFirst || loop.enter)
    return false;
  State before = Now;
  Recorder::Mark mark = Facts.mark();
  State exits = State::unreachable(), returned = Top->returned;
  for (unsigned i = 0; i <= MaxUnrolled; ++i) {
    Branches branches = branch(loop.condition);
    if (branches.yes.reachable && branches.no.reachable)
      break;
    if (branches.no.reachable || !branches.yes.reachable) {
      Now = joined(branches.no, exits);
      return true;
    }
    Now = std::move(branches.yes);
    if (!pass(loop, exits).reachable) {
      Now = exits;
      return true;
    }
  }
  Now = std::move(before);
  Top->returned = std::move(returned);
  Facts.rewind(mark);
  return false;
}

/// A number that grows is at least that much from now on; any other is taken to stay, until a pass shows otherwise.
static Value grown(const Value &before, const Value &first, bool isStable) {
  const Integer *a = before.integer(), *b = first.integer();
  if (a && b && b->value > a->value)
    return Integer{b->value, false};
  return isStable ? first : Value();
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
  if (first.text()) {
    facts::Text mark = loopMarker(unsigned(markers.size()));
    facts::Text assumed = facts::concat({first.text(), mark});
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
  const Array *grown = first.array(), *old = before.array();
  if (grown && old && grown->elements.size() > old->elements.size() && old->repeatedFrom == SIZE_MAX) {
    Array general = *grown;
    general.repeatedFrom = old->elements.size();
    return general;
  }
  if (grown && grown->repeatedFrom != SIZE_MAX)
    return first;
  return {};
}

/// What a text variable holds after one pass or more: `first` after one, `second` after another one from `assumed`.
facts::Text Evaluator::loopText(const facts::Text &before, const facts::Text &first, const facts::Text &mark,
                                const facts::Text &second) {
  facts::Text assumed = facts::concat({first, mark});
  auto clean = [](const facts::Text &text) { return text && !any(text, isLoopMarker); };
  if (second == assumed || facts::same(second, assumed))
    return first;
  if (clean(second))
    return facts::same(first, second) ? first : facts::choice("", {first, second});
  if (facts::Text added = withoutPrefix(second, assumed); clean(added)) {
    facts::Text firstAdded = before ? withoutPrefix(first, before) : nullptr;
    if (firstAdded && facts::same(firstAdded, added)) {
      return facts::concat({before, facts::repeat(added, true)});
    }
    return facts::concat({first, facts::repeat(added)});
  }
  if (facts::Text added = withoutSuffix(second, assumed); clean(added))
    return facts::concat({facts::repeat(added), first});
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
    if (same(one, two))
      return one;
    if (one.integer() && two.integer() && !two.integer()->exact)
      return two;
    return {};
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
  if (facts::Text added = withoutPrefix(general, before))
    if (auto *repeated = std::get_if<facts::Repeat>(&added->value))
      return facts::concat({before, facts::repeat(repeated->body)});
  return bounded(factoredChoice("", {general, before}));
}

Value Evaluator::optionalValue(const Value &before, const Value &general) {
  if (same(before, general))
    return general;
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

void Evaluator::walkLoop(const Loop &loop) {
  if (unroll(loop))
    return;
  // Decisions about what the loop changes are other decisions in it than before it.
  for (const void *variable : changesIn(loop.statement).variables)
    if (Now.values.count(variable))
      Now.versions[variable] = ++Version;
  State before = Now, returned = Top->returned;
  Recorder::Mark mark = Facts.mark();
  auto test = [&](bool isTested) -> Branches {
    if (loop.enter)
      loop.enter();
    return isTested && loop.condition ? branch(loop.condition)
                                      : Branches{Now, loop.condition ? State::unreachable() : Now};
  };
  // The first pass, as it is.
  unsigned version = Version;
  State exits = State::unreachable();
  Branches start = test(loop.testsFirst);
  bool isEndless = !loop.condition && loop.statement->getStmtClass() == Stmt::ForStmtClass;
  if (isEndless)
    start.no = State::unreachable(); // for (;;)
  bool isCertain = !loop.testsFirst || !start.no.reachable;
  State around = start.no;
  Now = start.yes;
  if (!Now.reachable) {
    Now = around;
    return;
  }
  State first = pass(loop, exits);
  if (!first.reachable) { // the body always leaves
    Now = joined(around, exits);
    return;
  }
  Markers markers;
  bool isChanged = false;
  for (const auto &[root, value] : first.values)
    if (auto old = before.values.find(root); old != before.values.end() && !same(old->second, value))
      isChanged = true;
  auto canEnd = [&](const State &state) {
    Now = state;
    Now.decisions = before.decisions;
    return !isEndless && test(true).no.reachable;
  };
  if (!isChanged) {
    ++Muted;
    bool ends = canEnd(first);
    --Muted;
    Now = ends ? joined(joined(around, first), exits) : exits;
    Now.decisions = before.decisions;
    return;
  }
  // The second pass, for any further one. Decisions are taken anew in it.
  ++Muted;
  Unstable.clear();
  State second;
  for (unsigned attempt = 0; attempt < 2; ++attempt) {
    markers.clear();
    State assumed = assumedAfter(before, first, markers);
    Version = version;
    Now = assumed;
    Now.versions = before.versions; // the same questions are asked as in the first pass
    Now.decisions = before.decisions;
    State ignored = State::unreachable();
    Now = test(true).yes;
    second = Now.reachable ? pass(loop, ignored) : State::unreachable();
    if (!second.reachable || !noteUnstable(assumed, second))
      break;
  }
  bool ends = !second.reachable || canEnd(second);
  --Muted;
  State general = second.reachable ? generalised(before, first, second, markers) : first;
  general.decisions = before.decisions;
  // A last pass from what any pass can meet, to note the calls in it.
  Facts.rewind(mark);
  Top->returned = returned;
  exits = State::unreachable();
  Now = optional(before, general);
  Now.decisions = before.decisions;
  Branches last = test(loop.testsFirst);
  Now = last.yes;
  if (Now.reachable)
    pass(loop, exits);
  State after = general;
  if (!isCertain)
    after = optional(before, general);
  after.versions = Now.versions;
  for (auto &[root, version] : after.versions)
    if (auto old = before.versions.find(root); old != before.versions.end() && old->second != version)
      version = ++Version;
  Now = after;
  Now = ends ? joined(Now, exits) : exits;
  Now.decisions = before.decisions;
}

} // namespace pgtidy::extract
