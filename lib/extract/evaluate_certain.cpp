// What a program has made certain when it comes to a statement: by its decisions, and by what functions answer.
#include "answers.h"
#include "evaluator.h"

namespace pgtidy::extract {

using namespace clang;
using facts::Check;

/// Notes what holds from here on.
void Evaluator::certain(std::vector<Check> checks) {
  std::string decision = "certain !" + std::to_string(++Version) + ' ' + Key;
  Certain[decision].yes = std::move(checks);
  Now.assume(decision, 0);
}

static bool same(const Check &a, const Check &b) {
  return a.kind == b.kind && a.rows == b.rows && a.column == b.column && a.number == b.number &&
         a.operand.identity == b.operand.identity &&
         std::equal(a.others.begin(), a.others.end(), b.others.begin(), b.others.end(),
                    [](const Check &one, const Check &other) { return same(one, other); });
}

static bool contains(const std::vector<Check> &checks, const Check &check) {
  return llvm::any_of(checks, [&](const Check &other) { return same(check, other); });
}

std::vector<Check> Evaluator::certainties(const State &state) const {
  std::vector<Check> certain;
  for (const auto &[decision, taken] : state.decisions)
    if (auto test = Certain.find(decision); test != Certain.end())
      if (std::optional<unsigned> branch = state.taken(decision))
        for (const Check &check : *branch == 0 ? test->second.yes : test->second.no)
          if (!contains(certain, check))
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

/// One of either side's checks, where it is not known which side holds: `a == me || b == me`.
static std::vector<Check> eitherOf(const std::vector<Check> &left, const std::vector<Check> &right) {
  constexpr size_t Most = 8;
  std::vector<Check> either;
  for (const Check &a : left)
    for (const Check &b : right) {
      if (contains(right, a) || contains(left, b) || either.size() >= Most)
        continue;
      Check one = a;
      std::vector<Check> others = b.others;
      Check first = b;
      first.others.clear();
      one.others.push_back(std::move(first));
      one.others.insert(one.others.end(), others.begin(), others.end());
      if (one.others.size() < Most)
        either.push_back(std::move(one));
    }
  return either;
}

/// What holds in the state and not now.
std::vector<Check> Evaluator::newIn(const State &state) const {
  std::vector<Check> all = Certain.empty() ? std::vector<Check>() : certainties(state);
  if (all.empty())
    return all;
  const std::vector<Check> known = certainties(Now);
  llvm::erase_if(all, [&](const Check &check) { return contains(known, check); });
  return all;
}

/// What holds where one of two ways was taken.
std::vector<Check> Evaluator::certainOfEither(const State &left, const State &right, const State &both) const {
  std::vector<Check> certain = certainties(both);
  if (left.reachable && right.reachable)
    for (Check &check : eitherOf(certainties(left), certainties(right)))
      if (!contains(certain, check))
        certain.push_back(std::move(check));
  return certain;
}

/// Whether the decision is one about what a text is that the lookups have read.
bool Evaluator::asksOnly(const std::string &decision, const std::set<facts::LookupPtr> &rows) {
  auto asked = Tests.find(decision);
  return asked != Tests.end() && rows.count(operandOf(asked->second.test.subject).rows) != 0;
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
        return read->second.count(decision.first) || (test != Certain.end() && isAbout(test->second, looked)) ||
               asksOnly(decision.first, looked);
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
  llvm::erase_if(*all, [&](const Check &check) { return !contains(some, check); });
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
