// Loops. A loop whose passes can be counted is walked pass by pass; of any other the first pass is walked as it is, and
// a second one with markers in place of what the first changed: what it puts behind a marker is what each further pass
// adds.
#include "changes.h"
#include "evaluator.h"
#include "restart.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;
using llvm::StringRef;

static constexpr unsigned MaxCounted = 2;

void Evaluator::walkFor(const ForStmt &statement) {
  if (walkForEach(statement))
    return;
  walk(statement.getInit());
  if (walkReplaceAll(statement.getCond(), statement.getInc(), statement.getBody()))
    return;
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
  if (walkTrim(statement) || walkReplaceAll(statement.getCond(), nullptr, statement.getBody()))
    return;
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
  bool again = true;
  const Expr *condition = statement.getCond();
  if (condition->isValueDependent() || !condition->EvaluateAsBooleanCondition(again, Context) || again)
    return walkLoop(loop);
  State exits = State::unreachable(); // do { … } while (0): no loop
  Now = pass(loop, exits);
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

/// Whether a number that was known is another one now.
static bool hasCounted(const State &before, const State &after) {
  return llvm::any_of(before.values, [&](const auto &entry) {
    const Integer *was = entry.second.integer();
    auto found = was && was->exact ? after.values.find(entry.first) : after.values.end();
    const Integer *is = found == after.values.end() ? nullptr : found->second.integer();
    return is && is->exact && is->value != was->value;
  });
}

/// Loops that count with known numbers. False, and nothing has happened, when the loop is not one.
bool Evaluator::unroll(const Loop &loop) {
  if (!loop.condition || !loop.testsFirst || loop.enter)
    return false;
  State before = Now;
  Recorder::Mark mark = Facts.mark();
  State exits = State::unreachable(), returned = Top->returned;
  auto jumps = Top->jumps;
  bool isTrue = false;
  const bool isEndless = !loop.condition->isValueDependent() &&
                         loop.condition->EvaluateAsBooleanCondition(isTrue, Context) && isTrue; // while (true)
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
    if (isEndless && (exits.reachable || !hasCounted(before, Now)))
      break; // nobody knows how many times
  }
  Now = std::move(before);
  Top->returned = std::move(returned);
  Top->jumps = std::move(jumps);
  Facts.rewind(mark);
  return false;
}

/// A loop whose passes cannot be counted, from the state that it is entered with.
class Evaluator::GeneralLoop {
public:
  GeneralLoop(Evaluator &in, const Loop &loop)
      : In(in), Walked(loop), Before(in.Now), Returned(in.Top->returned), Jumps(in.Top->jumps), Mark(in.Facts.mark()),
        Version(in.Version) {}

  /// `counted` passes that did nothing but count were walked before.
  void walk(unsigned counted = 0) {
    Branches start = test(Walked.testsFirst);
    if (isEndless())
      start.no = State::unreachable();
    In.Now = start.yes;
    if (!In.Now.reachable) {
      In.Now = start.no;
      return;
    }
    State first = goesOn(In.pass(Walked, Exits));
    if (!first.reachable) // the body always leaves
      In.Now = In.behindLoop(Before, start.no, Exits);
    else if (!changesAnything(first))
      leaveAfter(first, start.no);
    else if (counted < MaxCounted && onlyCounts(first))
      beginFrom(std::move(first), start.no, counted + 1);
    else
      goOn(first, !Walked.testsFirst || !start.no.reachable);
  }

private:
  Evaluator &In;
  const Loop &Walked;
  const State Before, Returned; ///< where the loop begins
  const std::map<const LabelDecl *, State> Jumps;
  const Recorder::Mark Mark;
  const unsigned Version;
  State Exits = State::unreachable();

  bool isEndless() const { // for (;;)
    return !Walked.condition && !Walked.enter && Walked.statement->getStmtClass() == Stmt::ForStmtClass;
  }

  Branches test(bool isTested) {
    if (Walked.enter)
      Walked.enter();
    return isTested && Walked.condition ? In.branch(Walked.condition)
                                        : Branches{In.Now, Walked.condition ? State::unreachable() : In.Now};
  }

  /// What a pass leaves for the next one: not what it sent and begins again.
  State goesOn(State after) const {
    const std::set<const void *> changed = changesIn(Walked.statement);
    return withoutRestart(Before, std::move(after), [&](const std::string &condition) {
      auto read = In.ReadBy.find(condition);
      return read == In.ReadBy.end() || llvm::any_of(read->second, [&](const void *variable) {
               return changed.count(variable) || !Before.values.count(variable);
             });
    });
  }

  /// Whether the loop can end in this state.
  bool canEnd(const State &state) {
    In.Now = state;
    In.Now.decisions = Before.decisions;
    return !isEndless() && test(true).no.reachable;
  }

  bool changesAnything(const State &first) const {
    for (const auto &[root, value] : first.values)
      if (auto old = Before.values.find(root); old != Before.values.end() && !same(old->second, value))
        return true;
    return false;
  }

  /// Whether the pass did nothing but change numbers that are known, as one does that skips the first element.
  bool onlyCounts(const State &first) const {
    const Recorder::Mark now = In.Facts.mark();
    if (Exits.reachable || now.calls != Mark.calls || now.invocations != Mark.invocations ||
        now.symbols != Mark.symbols || now.sent != Mark.sent)
      return false;
    for (const auto &[root, value] : first.values)
      if (auto old = Before.values.find(root);
          old != Before.values.end() && !same(old->second, value) && !(constant(old->second) && constant(value)))
        return false;
    return true;
  }

  /// The same loop, which is left here or begins with the pass behind the one that only counted.
  void beginFrom(State first, const State &around, unsigned counted) {
    In.Now = std::move(first);
    In.Now.decisions = Before.decisions;
    GeneralLoop(In, Walked).walk(counted);
    In.Now = In.joined(around, In.Now);
    In.Now.decisions = Before.decisions;
  }

  /// A further pass does what the first one did; `around` is the way past the body.
  void leaveAfter(const State &first, const State &around) {
    ++In.Muted;
    bool ends = canEnd(first);
    --In.Muted;
    In.Now = ends ? In.behindLoop(Before, In.joined(around, first), Exits) : Exits;
    In.Now.decisions = Before.decisions;
  }

  /// Further passes change more than the first one did. `isCertain`: that one is walked in any case.
  void goOn(const State &first, bool isCertain) {
    Markers markers;
    Flags flags;
    ++In.Muted;
    State second = furtherPass(first, markers, flags);
    bool ends = !second.reachable || canEnd(second);
    --In.Muted;
    State general = second.reachable ? In.generalised(Before, first, second, markers) : first;
    general.decisions = Before.decisions;
    keepFlags(flags, general);
    In.noteFlags(flags, recordedPass(general));
    State after = isCertain ? general : In.optional(Before, general);
    after.versions = In.Now.versions;
    for (auto &[root, version] : after.versions)
      if (auto old = Before.versions.find(root); old != Before.versions.end() && old->second != version)
        version = ++In.Version;
    In.Now = ends ? In.behindLoop(Before, after, Exits) : Exits;
    In.Now.decisions = Before.decisions;
  }

  /// The second pass, for any further one. Decisions are taken anew in it.
  State furtherPass(const State &first, Markers &markers, Flags &flags) {
    In.Unstable.clear();
    State second;
    for (unsigned attempt = 0; attempt < 2; ++attempt) {
      markers.clear();
      State assumed = In.assumedAfter(Before, first, markers);
      flags = In.flagsIn(*Walked.statement, Before, first, assumed);
      In.Version = Version;
      In.Now = assumed;
      In.Now.versions = Before.versions; // the same questions are asked as in the first pass
      In.Now.decisions = Before.decisions;
      State ignored = State::unreachable();
      In.Now = test(true).yes;
      second = In.Now.reachable ? goesOn(In.pass(Walked, ignored)) : State::unreachable();
      if (!second.reachable || !In.noteUnstable(assumed, second))
        break;
    }
    return second;
  }

  /// A last pass from what any pass can meet, to note the calls in it.
  State recordedPass(const State &general) {
    In.Facts.rewind(Mark);
    In.Top->returned = Returned;
    In.Top->jumps = Jumps;
    Exits = State::unreachable();
    In.Now = In.optional(Before, general);
    In.Now.decisions = Before.decisions;
    In.Now = test(Walked.testsFirst).yes;
    return In.Now.reachable ? In.pass(Walked, Exits) : In.Now;
  }
};

/// A number that stands for nobody until somebody signs in (`int user = -1`, `long id = 0`) is one that a loop gives a
/// value: what it does with the number is not done for nobody.
void Evaluator::forgetNobodies(const Stmt &loop) {
  for (const void *variable : givenAnewIn(&loop, Context)) {
    auto known = Now.values.find(variable);
    const Integer *number = known == Now.values.end() ? nullptr : known->second.integer();
    auto *declared = llvm::cast<ValueDecl>(static_cast<const Decl *>(variable));
    if (!number || !declared->getType()->isSignedIntegerType())
      continue;
    const bool isNamedId = StringRef(declared->getNameAsString()).rtrim('_').ends_with_insensitive("id");
    if (number->value < 0 || (number->value == 0 && isNamedId)) {
      known->second = Value();
      Now.versions[variable] = ++Version;
    }
  }
}

void Evaluator::walkLoop(const Loop &loop) {
  if (unroll(loop) || walkFill(loop))
    return;
  forgetNobodies(*loop.statement);
  // Decisions about what the loop changes are other decisions in it than before it.
  for (const void *variable : changesIn(loop.statement))
    if (Now.values.count(variable))
      Now.versions[variable] = ++Version;
  GeneralLoop(*this, loop).walk();
}

} // namespace pgtidy::extract
