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
  if (const Rows *rows = value.rows())
    element = Rows{rows->lookup, Rows::Part::Row, "", {}};
  Loop loop;
  loop.statement = &statement;
  loop.body = statement.getBody();
  loop.enter = [&, element] {
    bindElement(*variable, element);
    if (const Rows *row = element.rows())
      certain({check(facts::Check::Kind::HasRows, *row, range)});
  };
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
