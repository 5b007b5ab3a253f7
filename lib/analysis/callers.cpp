#include "callers.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

#include <memory>

namespace pgtidy::analysis {

using facts::Answer;
using facts::Check;
using facts::LookupPtr;
using facts::NumberGiven;
using facts::Operand;
using facts::Situation;
using facts::Visit;

namespace {

/// What a function says of its parameters, said of the arguments of one of its calls.
class Substitution {
public:
  Substitution(const std::vector<Operand> &arguments, const text::Location &call)
      : Arguments(arguments), Tag("at " + std::to_string(call.file) + ":" + std::to_string(call.offset) + " ") {}

  std::vector<Operand> operator()(const std::vector<Operand> &operands) {
    std::vector<Operand> all;
    for (const Operand &operand : operands)
      all.push_back((*this)(operand));
    return all;
  }

  std::vector<Check> operator()(const std::vector<Check> &checks) {
    std::vector<Check> all;
    for (const Check &check : checks)
      all.push_back((*this)(check));
    return all;
  }

  Check operator()(Check check) {
    check.rows = lookup(check.rows);
    check.operand = (*this)(std::move(check.operand));
    check.others = (*this)(check.others);
    return check;
  }

  Operand operator()(Operand operand) {
    operand.rows = lookup(operand.rows);
    operand.others = (*this)(operand.others);
    const std::optional<facts::ParameterPart> parameter = facts::parameterIn(operand.identity);
    if (!parameter) {
      if (!operand.identity.empty())
        operand.identity = Tag + operand.identity;
      return operand;
    }
    operand.identity.clear();
    if (parameter->index >= Arguments.size() || parameter->part.find('~') != std::string::npos)
      return operand;
    const Operand &given = Arguments[parameter->index];
    if (!given.identity.empty())
      operand.identity = given.identity + parameter->part;
    if (!operand.rows)
      readOf(given, parameter->part, operand);
    if (parameter->part.empty())
      operand.expression = given.expression;
    return operand;
  }

private:
  const std::vector<Operand> &Arguments;
  std::string Tag; ///< tells values of this call from those of others
  std::map<const facts::Lookup *, LookupPtr> Done;

  /// Where the argument, or the part of it, was read.
  static void readOf(const Operand &given, llvm::StringRef part, Operand &operand) {
    if (!given.rows || (given.column == facts::WholeRow) == part.empty())
      return;
    if (part.empty()) {
      operand.rows = given.rows;
      operand.column = given.column;
      operand.others = given.others;
    } else if (!given.others.empty()) {
      return;
    } else if (part.consume_front(".") && !part.contains('.') && !part.contains('[') && !given.rows->asked.empty()) {
      const std::string member = facts::memberName(part.str());
      llvm::SmallVector<llvm::StringRef, 4> changed;
      llvm::StringRef(given.name).split(changed, ',');
      if (llvm::is_contained(changed, llvm::StringRef(member)))
        return;
      operand.rows = given.rows;
      operand.column = member;
    }
  }

  LookupPtr lookup(const LookupPtr &lookup) {
    if (!lookup)
      return nullptr;
    if (auto known = Done.find(lookup.get()); known != Done.end())
      return known->second;
    auto made = std::make_shared<facts::Lookup>(*lookup);
    made->operands = (*this)(lookup->operands);
    made->inserted = (*this)(lookup->inserted);
    return Done[lookup.get()] = made;
  }
};

bool asksFunction(const Operand &operand);

bool asksFunction(const LookupPtr &lookup) {
  if (!lookup)
    return false;
  auto readsAnswer = [](const Operand &operand) { return asksFunction(operand); };
  return !lookup->asked.empty() || llvm::any_of(lookup->operands, readsAnswer) ||
         llvm::any_of(lookup->inserted, readsAnswer);
}

bool asksFunction(const Operand &operand) {
  return asksFunction(operand.rows) ||
         llvm::any_of(operand.others, [](const Operand &other) { return asksFunction(other); });
}

bool asksFunction(const Check &check) {
  return asksFunction(check.rows) || asksFunction(check.operand) ||
         llvm::any_of(check.others, [](const Check &other) { return asksFunction(other); });
}

} // namespace

/// Puts statements in the place of the functions that asked them.
class Settling {
public:
  explicit Settling(const Callers &callers) : In(callers) {}

  Situation operator()(const Situation &situation) {
    Situation settled = situation;
    Answered.clear();
    Numbers.clear();
    for (const Check &check : situation.checks)
      if (check.others.empty() && check.rows && !check.rows->asked.empty())
        Numbers.push_back(&check);
    for (const Check &check : situation.checks)
      if (check.others.empty() && check.rows && check.column.empty() &&
          (check.kind == Check::Kind::True || check.kind == Check::Kind::HasRows))
        Answered.push_back(check.rows->location);
    for (auto *operands : {&settled.operands, &settled.inserted})
      for (Operand &operand : *operands)
        operand = one(std::move(operand), 0);
    settled.checks.clear();
    for (const Check &check : situation.checks)
      if (std::vector<Check> some = allOf(check, 0); settled.checks.size() + some.size() <= MostChecks)
        settled.checks.insert(settled.checks.end(), some.begin(), some.end());
    return settled;
  }

private:
  static constexpr unsigned Deepest = 4;
  static constexpr size_t MostChecks = 64;
  static constexpr size_t MostAtOnce = 8;
  static constexpr unsigned MostSteps = 2000;
  const Callers &In;
  unsigned Steps = 0;                   ///< answers of functions that were looked into
  std::vector<text::Location> Answered; ///< the calls of functions that have certainly answered yes
  std::vector<const Check *> Numbers;   ///< what is certain of what functions gave

  bool mayAsk(unsigned depth) { return depth < Deepest && ++Steps <= MostSteps; }

  bool isFilled(const facts::Lookup &lookup, const std::string &member) const {
    return member.find(facts::IfAnswered) == std::string::npos ||
           llvm::any_of(Answered, [&](const text::Location &call) { return call == lookup.location; });
  }

  /// Whether both are about one call of a function, and the same part of what it gave.
  static bool isOfOne(const Check &a, const Check &b) {
    return a.column == b.column && a.rows->location == b.rows->location && a.rows->asked == b.rows->asked &&
           std::equal(a.rows->operands.begin(), a.rows->operands.end(), b.rows->operands.begin(),
                      b.rows->operands.end(),
                      [](const Operand &one, const Operand &other) { return one.identity == other.identity; });
  }

  /// Whether the number may be what a function gave of which the check is certain.
  static bool fits(const std::optional<int64_t> &number, const Check &check) {
    if (!number)
      return true;
    switch (check.kind) {
    case Check::Kind::Gave:
      return *number == check.number;
    case Check::Kind::Other:
      return *number != check.number;
    case Check::Kind::False:
      return *number == 0;
    case Check::Kind::HasRows:
    case Check::Kind::True:
      return *number != 0;
    default:
      return true;
    }
  }

  static bool isSame(const LookupPtr &a, const LookupPtr &b) {
    return a == b || (a && b && a->location == b->location && a->asked == b->asked &&
                      std::equal(a->operands.begin(), a->operands.end(), b->operands.begin(), b->operands.end(),
                                 [](const Operand &one, const Operand &other) {
                                   return !one.identity.empty() && one.identity == other.identity;
                                 }));
  }
  static bool isSame(const Check &a, const Check &b) {
    return a.kind == b.kind && a.column == b.column && a.number == b.number &&
           a.operand.identity == b.operand.identity && a.others.empty() && b.others.empty() && isSame(a.rows, b.rows);
  }

  /// What is certain of each number that the function may have given, by all that is certain of it; nothing where that
  /// is not asked, or not known.
  std::optional<std::vector<Check>> certainOf(const Answer &answer, const Check &check) const {
    if (check.kind == Check::Kind::Equal || check.kind == Check::Kind::Passed)
      return std::nullopt;
    std::optional<std::vector<Check>> all;
    for (const NumberGiven &given : answer.numbers) {
      if (given.member != check.column || !fits(given.value, check) || llvm::any_of(Numbers, [&](const Check *known) {
            return isOfOne(*known, check) && !fits(given.value, *known);
          }))
        continue;
      if (!all) {
        all = given.checks;
        continue;
      }
      llvm::erase_if(*all, [&](const Check &one) {
        return llvm::none_of(given.checks, [&](const Check &other) { return isSame(one, other); });
      });
    }
    return all;
  }

  /// What a check and those that may hold instead say: each of what the one says, or of what the others do.
  std::vector<Check> allOf(const Check &check, unsigned depth) {
    if (!asksFunction(check))
      return {check};
    Check alone = check;
    alone.others.clear();
    std::vector<Check> all = one(alone, depth);
    for (const Check &other : check.others) {
      std::vector<Check> either;
      for (const Check &more : allOf(other, depth))
        for (const Check &known : all) {
          if (either.size() == MostAtOnce)
            break;
          Check both = known;
          Check first = more;
          first.others.clear();
          both.others.push_back(std::move(first));
          both.others.insert(both.others.end(), more.others.begin(), more.others.end());
          either.push_back(std::move(both));
        }
      all = std::move(either);
    }
    return all;
  }

  std::vector<Check> one(Check check, unsigned depth) {
    check.operand = one(std::move(check.operand), depth);
    if (!check.rows || check.rows->asked.empty()) {
      check.rows = lookup(check.rows, depth);
      return {check};
    }
    const Answer *answer = mayAsk(depth) ? In.answerOf(check.rows->asked) : nullptr;
    if (!answer)
      return {};
    Substitution inCaller(check.rows->operands, check.rows->location);
    std::vector<Check> said;
    if (check.kind == Check::Kind::Passed)
      said = inCaller(answer->passed);
    else if (check.kind == Check::Kind::False && check.column.empty() && !answer->no.empty())
      said = inCaller(answer->no);
    else if (std::optional<std::vector<Check>> certain = certainOf(*answer, check))
      said = inCaller(*certain);
    else if (check.kind == Check::Kind::False || check.kind == Check::Kind::Gave || check.kind == Check::Kind::Other)
      return {};
    else if (check.kind == Check::Kind::HasRows || (check.kind == Check::Kind::True && check.column.empty()))
      said = inCaller(answer->yes);
    else if (std::optional<Operand> given =
                 isFilled(*check.rows, check.column) ? part(*answer, check.column) : std::nullopt) {
      Check same = check;
      const Operand read = inCaller(std::move(*given));
      for (const Operand &other : read.others) {
        Check instead = check;
        instead.rows = other.rows;
        instead.column = other.column;
        same.others.push_back(std::move(instead));
      }
      same.rows = read.rows;
      same.column = read.column;
      said.push_back(std::move(same));
    }
    std::vector<Check> all;
    for (Check &other : said) {
      other.location = check.location; // the caller's test is the guard
      std::vector<Check> some = allOf(other, depth + 1);
      all.insert(all.end(), some.begin(), some.end());
    }
    return all;
  }

  /// What the function has read and returns as that member; nothing where it is not known.
  static std::optional<Operand> part(const Answer &answer, const std::string &member) {
    for (const Operand &given : answer.given)
      if (given.name == member)
        return given;
    for (const Operand &given : answer.given)
      if (given.name == facts::WholeRow && !member.empty()) {
        Operand column = given;
        column.column = member;
        for (Operand &other : column.others)
          other.column = member;
        return column;
      }
    return std::nullopt;
  }

  Operand one(Operand operand, unsigned depth) {
    if (!operand.rows)
      return operand;
    for (Operand &other : operand.others)
      other = one(std::move(other), depth);
    if (operand.rows->asked.empty()) {
      operand.rows = lookup(operand.rows, depth);
      return operand;
    }
    const LookupPtr asked = operand.rows;
    const Answer *answer = mayAsk(depth) ? In.answerOf(asked->asked) : nullptr;
    std::optional<Operand> given = answer && operand.column != facts::WholeRow && isFilled(*asked, operand.column)
                                       ? part(*answer, operand.column)
                                       : std::nullopt;
    if (!given)
      return operand;
    Substitution inCaller(asked->operands, asked->location);
    const Operand read = inCaller(std::move(*given));
    operand.rows = read.rows;
    operand.column = read.column;
    Operand settled = one(std::move(operand), depth + 1);
    for (const Operand &other : read.others)
      settled.others.push_back(one(other, depth + 1));
    return settled;
  }

  LookupPtr lookup(const LookupPtr &lookup, unsigned depth) {
    if (!asksFunction(lookup) || depth > Deepest)
      return lookup;
    auto made = std::make_shared<facts::Lookup>(*lookup);
    for (auto *operands : {&made->operands, &made->inserted})
      for (Operand &operand : *operands)
        operand = one(std::move(operand), depth + 1);
    return made;
  }
};

Callers::Callers(const facts::Program &program) {
  for (const Visit &visit : program.visits) {
    Visits[visit.callee].push_back(&visit);
    ByPlace.try_emplace({visit.location.file, visit.location.offset}, &visit);
  }
  for (const Answer &answer : program.answers)
    Answers.try_emplace(answer.function, &answer);
  for (const facts::Function &function : program.functions)
    Functions.try_emplace(function.key, &function);
  for (const facts::Function &function : program.functions)
    for (const std::string &overridden : overriddenBy(function.key))
      Overriders[overridden].insert(function.key);
}

/// All methods that it overrides, directly or not.
std::set<std::string> Callers::overriddenBy(const std::string &function) const {
  std::set<std::string> all;
  std::vector<std::string> left{function};
  while (!left.empty()) {
    auto known = Functions.find(left.back());
    left.pop_back();
    if (known == Functions.end())
      continue;
    for (const std::string &overridden : known->second->overrides)
      if (all.insert(overridden).second)
        left.push_back(overridden);
  }
  return all;
}

/// What the one function answers that is called by that key.
const Answer *Callers::answerOf(const std::string &function) const {
  auto own = Answers.find(function);
  auto overriders = Overriders.find(function);
  auto known = Functions.find(function);
  const bool isDefined = known != Functions.end() && !known->second->isDeclared;
  if (overriders == Overriders.end())
    return own == Answers.end() ? nullptr : own->second;
  if (own != Answers.end() || isDefined || overriders->second.size() != 1)
    return nullptr;
  auto only = Answers.find(*overriders->second.begin());
  return only == Answers.end() ? nullptr : only->second;
}

std::string Callers::functionOf(const std::string &enclosing, const Situation &situation) const {
  if (situation.way.empty())
    return enclosing;
  auto outermost = ByPlace.find({situation.way.front().file, situation.way.front().offset});
  return outermost == ByPlace.end() ? "" : outermost->second->enclosing;
}

std::vector<Callers::Way> Callers::outward(const std::string &function, const Situation &inside,
                                           const text::Location &by) const {
  constexpr size_t Most = 64;
  auto known = Functions.find(function);
  if (function.empty() || (known != Functions.end() && known->second->isEntry))
    return {};
  std::set<std::string> called = overriddenBy(function);
  called.insert(function);
  std::vector<Way> ways;
  for (const std::string &callee : called) {
    auto visits = Visits.find(callee);
    if (visits == Visits.end())
      continue;
    for (const Visit *visit : visits->second) {
      if (by.isValid() && !(visit->location == by))
        continue;
      for (const Situation &caller : visit->situations) {
        if (ways.size() == Most)
          return {};
        Substitution inCaller(caller.operands, visit->location);
        Way way{visit, inside};
        way.situation.operands = inCaller(inside.operands);
        way.situation.inserted = inCaller(inside.inserted);
        way.situation.checks = inCaller(inside.checks);
        way.situation.checks.insert(way.situation.checks.end(), caller.checks.begin(), caller.checks.end());
        way.situation.way.insert(way.situation.way.begin(), visit->location);
        ways.push_back(std::move(way));
      }
    }
  }
  return ways;
}

Situation Callers::settled(const Situation &situation) const { return Settling(*this)(situation); }

} // namespace pgtidy::analysis
