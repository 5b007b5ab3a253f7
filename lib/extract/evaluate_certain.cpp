// What a program has made certain when it comes to a statement: by its decisions, and by what functions answer.
#include "answers.h"
#include "evaluator.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace pgtidy::extract {

using namespace clang;
using facts::Check;

/// Begins what says that one of two ways was taken, which is no decision of the program.
static constexpr const char *EitherWay = "either !";

/// Notes what holds from here on; gives the decision that says so.
std::string Evaluator::certain(std::vector<Check> checks) {
  std::string decision = "certain !" + std::to_string(++Version) + ' ' + Key;
  Certain[decision].yes = std::move(checks);
  Now.assume(decision, 0);
  return decision;
}

/// By what they say, whatever their place. (Functions with hundreds of calls have thousands of checks.)
struct BySaying {
  bool operator()(const Check *a, const Check *b) const {
    auto parts = [](const Check &check) {
      return std::tie(check.kind, check.rows, check.number, check.column, check.operand.identity);
    };
    if (parts(*a) != parts(*b))
      return parts(*a) < parts(*b);
    return std::lexicographical_compare(a->others.begin(), a->others.end(), b->others.begin(), b->others.end(),
                                        [this](const Check &one, const Check &other) { return (*this)(&one, &other); });
  }
};

/// Checks that must outlive it, each once.
class CheckSet {
public:
  CheckSet() = default;
  explicit CheckSet(const std::vector<Check> &checks) {
    for (const Check &check : checks)
      Checks.insert(&check);
  }
  bool add(const Check &check) { return Checks.insert(&check).second; }
  bool contains(const Check &check) const { return Checks.count(&check) != 0; }

private:
  std::set<const Check *, BySaying> Checks;
};

/// What is certain by the decision as it was taken; null where nothing is.
const std::vector<Check> *Evaluator::certainBy(const std::string &decision, const Taken &taken) const {
  auto test = Certain.find(decision);
  const std::optional<unsigned> branch = test != Certain.end() ? taken.only() : std::nullopt;
  return !branch ? nullptr : *branch == 0 ? &test->second.yes : &test->second.no;
}

std::vector<Check> Evaluator::certainties(const State &state) const {
  std::vector<Check> certain;
  CheckSet seen;
  for (const auto &[decision, taken] : state.decisions)
    if (const std::vector<Check> *checks = certainBy(decision, taken))
      for (const Check &check : *checks)
        if (seen.add(check))
          certain.push_back(check);
  return certain;
}

using Lookups = std::set<facts::LookupPtr>;

/// Whether nothing is asked but whether there is a row, and whose it is.
static bool isAbout(const Check &check, const Lookups &rows) {
  const bool isAnswer = check.rows && !check.rows->asked.empty() && check.column.empty();
  const bool isCompared = check.kind == Check::Kind::Equal && rows.count(check.operand.rows);
  return (rows.count(check.rows) || isCompared) && (check.kind != Check::Kind::True || isAnswer) &&
         llvm::all_of(check.others, [&](const Check &other) { return isAbout(other, rows); });
}

static bool isAbout(const Test &test, const Lookups &rows) {
  if (test.sent)
    return rows.count(test.sent) != 0;
  auto isOfAnswer = [](const Check &check) { return check.rows && !check.rows->asked.empty(); };
  if (!test.yes.empty() && test.no.empty() && llvm::all_of(test.yes, isOfAnswer))
    return true; // a function has returned
  auto same = [&](const Check &check) { return check.kind == Check::Kind::Passed || isAbout(check, rows); };
  return llvm::all_of(test.yes, same) && llvm::all_of(test.no, same);
}

/// What a check, and those that may hold instead, look at.
static Lookups lookupsOf(const Check &check) {
  Lookups rows{check.rows};
  for (const Check &other : check.others)
    rows.merge(lookupsOf(other));
  return rows;
}

/// Of a check and those that may hold instead, the one that compares what the lookup read; null where none does.
static const Check *comparing(const Check &check, const facts::LookupPtr &rows) {
  if (check.kind == Check::Kind::Equal && check.rows == rows)
    return &check;
  for (const Check &other : check.others)
    if (const Check *found = comparing(other, rows))
      return found;
  return nullptr;
}

/// Those of `checks` that are not in `known`.
static std::vector<const Check *> without(const std::vector<Check> &checks, const CheckSet &known) {
  std::vector<const Check *> others;
  for (const Check &check : checks)
    if (!known.contains(check))
      others.push_back(&check);
  return others;
}

/// One of either side's checks, where it is not known which side holds: `a == me || b == me`.
static std::vector<Check> eitherOf(const std::vector<Check> &left, const std::vector<Check> &right) {
  constexpr size_t Most = 8;
  std::vector<Check> either;
  const std::vector<const Check *> onlyRight = without(right, CheckSet(left));
  for (const Check *a : without(left, CheckSet(right)))
    for (const Check *b : onlyRight) {
      if (either.size() >= Most)
        return either;
      Check one = *a;
      std::vector<Check> others = b->others;
      Check first = *b;
      first.others.clear();
      one.others.push_back(std::move(first));
      one.others.insert(one.others.end(), others.begin(), others.end());
      if (one.others.size() < Most)
        either.push_back(std::move(one));
    }
  return either;
}

/// Notes what is certain on either of two ways that meet, by what they do not share.
void Evaluator::certainBehind(const State &left, const State &right, State &both) {
  if (Certain.empty() || !left.reachable || !right.reachable)
    return;
  auto lost = [&](const State &state) {
    State own;
    for (const auto &[decision, taken] : state.decisions)
      if (auto other = both.decisions.find(decision);
          Certain.count(decision) && (other == both.decisions.end() || other->second.only() != taken.only()))
        own.decisions[decision] = taken;
    return certainties(own);
  };
  const std::vector<Check> one = lost(left), other = one.empty() ? one : lost(right);
  if (other.empty())
    return;
  std::optional<std::vector<Check>> either = one;
  narrow(either, other);
  if (either->empty())
    return;
  const std::string decision = EitherWay + std::to_string(++Version) + ' ' + Key;
  Certain[decision].yes = std::move(*either);
  both.assume(decision, 0);
}

/// What holds in the state and not now. Most was decided before both, which is passed over first.
std::vector<Check> Evaluator::newIn(const State &state) const {
  std::vector<Check> all;
  if (Certain.empty())
    return all;
  auto now = Now.decisions.begin(), end = Now.decisions.end();
  for (const auto &[decision, taken] : state.decisions) {
    while (now != end && now->first < decision)
      ++now;
    if (now != end && now->first == decision && now->second.only() == taken.only())
      continue;
    if (const std::vector<Check> *checks = certainBy(decision, taken))
      all.insert(all.end(), checks->begin(), checks->end());
  }
  if (all.empty())
    return all;
  const std::vector<Check> known = certainties(Now);
  CheckSet seen(known);
  std::vector<Check> fresh;
  for (const Check &check : all)
    if (seen.add(check))
      fresh.push_back(check);
  return fresh;
}

/// What holds where one of two ways was taken.
std::vector<Check> Evaluator::certainOfEither(const State &left, const State &right, const State &both) const {
  std::vector<Check> certain = certainties(both);
  if (!left.reachable || !right.reachable)
    return certain;
  const std::vector<Check> either = eitherOf(certainties(left), certainties(right));
  const std::vector<const Check *> more = without(either, CheckSet(certain));
  for (const Check *check : more)
    certain.push_back(*check);
  return certain;
}

/// Whether the decision is one about what a text is that the lookups have read.
bool Evaluator::asksOnly(const std::string &decision, const std::set<facts::LookupPtr> &rows) {
  auto asked = Tests.find(decision);
  const facts::Operand read = asked != Tests.end() ? operandOf(asked->second.test.subject) : facts::Operand();
  auto isRead = [&](const facts::Operand &other) { return rows.count(other.rows) != 0; };
  return read.rows && isRead(read) && llvm::all_of(read.others, isRead);
}

/// Where only what compares a read owner goes on, the read is checked, too: when nothing else was decided in between.
void Evaluator::noteChecked() {
  if (!isRecording() || Depth != 0 || !Now.reachable || ReadUnder.empty())
    return;
  Lookups checked;
  for (const Check &check : certainties(Now)) {
    const Lookups looked = lookupsOf(check);
    for (const facts::LookupPtr &rows : looked) {
      auto read = comparing(check, rows) ? ReadUnder.find(rows) : ReadUnder.end();
      if (read == ReadUnder.end())
        continue;
      const bool isStraight = llvm::all_of(Now.decisions, [&](const auto &decision) {
        auto test = Certain.find(decision.first);
        return read->second.count(decision.first) || llvm::StringRef(decision.first).starts_with(EitherWay) ||
               (test != Certain.end() && isAbout(test->second, looked)) || asksOnly(decision.first, looked);
      });
      if (isStraight && checked.insert(rows).second)
        HelperCalls.checksItself(rows->location);
      if (!isStraight)
        continue;
      Facts.passesOnly(rows->location, Key, check);
      for (const Check &other : rows->asked.empty() ? std::vector<Check>() : certainties(Now))
        if (other.rows == rows && other.others.empty() && other.column.empty())
          Facts.passesOnly(rows->location, Key, other); // that it has answered yes
    }
  }
  for (const facts::LookupPtr &rows : checked)
    ReadUnder.erase(rows);
}

/// A function that says yes or no, and reads an owner only to compare it, tells no more than that.
void Evaluator::noteCompared() {
  if (ReadUnder.empty() || !Top->function || !onlyAnswers(*Top->function, Match))
    return;
  std::vector<Check> checks = Top->yes.value_or(std::vector<Check>());
  if (Top->no)
    checks.insert(checks.end(), Top->no->begin(), Top->no->end());
  for (const Check &check : checks)
    for (const facts::LookupPtr &rows : lookupsOf(check))
      if (const Check *compared = ReadUnder.count(rows) ? comparing(check, rows) : nullptr) {
        Check alone = *compared;
        alone.others.clear();
        if (ColumnsRead[rows] != std::set{alone.column})
          continue;
        Facts.passesOnly(rows->location, Key, alone);
        HelperCalls.checksItself(rows->location);
      }
}

void narrow(std::optional<std::vector<Check>> &all, const std::vector<Check> &some) {
  if (!all) {
    all = some;
    return;
  }
  std::vector<Check> either = eitherOf(*all, some);
  const CheckSet stays(some);
  llvm::erase_if(*all, [&](const Check &check) { return !stays.contains(check); });
  all->insert(all->end(), std::make_move_iterator(either.begin()), std::make_move_iterator(either.end()));
}

/// Notes what a function that says yes or no has made certain where it returns `value`.
void Evaluator::answers(Frame &frame, const Value &value, const Expr *expression) {
  std::vector<Check> certain = certainties(Now);
  Test test = testOf(value, expression);
  std::optional<int64_t> known = constant(value);
  if (const Alternatives *either = value.alternatives(); either && either->branches.size() == 2)
    if (auto decided = Certain.find(either->condition); decided != Certain.end()) {
      std::optional<int64_t> first = constant(either->branches[0]), second = constant(either->branches[1]);
      if (first == 1 && second == 0)
        test = decided->second;
      else if (first == 0 && second == 1)
        test = {decided->second.no, decided->second.yes};
    }
  auto with = [&](const std::vector<Check> &more) {
    std::vector<Check> all = certain;
    all.insert(all.end(), more.begin(), more.end());
    return all;
  };
  if (!known || *known)
    narrow(frame.yes, with(test.yes));
  if (!known || !*known)
    narrow(frame.no, with(test.no));
}

/// The answer that a function gave, as a test of what it had looked at.
Value Evaluator::answer(const Frame &frame, const Value &value) {
  Test test{frame.yes.value_or(std::vector<Check>()), frame.no.value_or(std::vector<Check>())};
  if (constant(value) || (test.yes.empty() && test.no.empty()))
    return value;
  const Alternatives *either = value.alternatives();
  if (!either || either->condition.empty() || either->branches.size() != 2)
    return test;
  std::optional<int64_t> first = constant(either->branches[0]), second = constant(either->branches[1]);
  if (!first || !second || (*first != 0) == (*second != 0))
    return test;
  Certain[either->condition] = *first ? test : Test{test.no, test.yes};
  return value;
}

} // namespace pgtidy::extract
