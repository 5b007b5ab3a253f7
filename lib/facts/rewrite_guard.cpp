#include "rewrite_guard.h"

#include <unordered_map>

namespace pgtidy::facts {
namespace {

class GuardRewriter {
public:
  GuardRewriter(Rewriter &rewrite, const Changes &changes) : Rewrite(rewrite), Change(changes) {}

  void all(std::vector<Operand> &operands) {
    for (Operand &operand : operands)
      one(operand);
  }

  void one(Operand &operand) {
    operand.location = Change.place(operand.location);
    operand.expression = Change.expression(std::move(operand.expression));
    operand.rows = lookup(operand.rows);
    all(operand.others);
  }

  void all(std::vector<Check> &checks) {
    for (Check &check : checks)
      one(check);
  }

  void all(std::vector<Situation> &situations) {
    for (Situation &situation : situations) {
      all(situation.operands);
      all(situation.inserted);
      all(situation.checks);
      for (text::Location &step : situation.way)
        step = Change.place(step);
    }
  }

  void one(Check &check) {
    check.location = Change.place(check.location);
    check.rows = lookup(check.rows);
    one(check.operand);
    all(check.others);
  }

private:
  Rewriter &Rewrite;
  const Changes &Change;
  std::unordered_map<const Lookup *, LookupPtr> Done;

  LookupPtr lookup(const LookupPtr &lookup) {
    if (!lookup)
      return nullptr;
    if (auto known = Done.find(lookup.get()); known != Done.end())
      return known->second;
    auto made = std::make_shared<Lookup>(*lookup);
    made->location = Change.place(made->location);
    made->sql = Rewrite(made->sql);
    made->name = Rewrite(made->name);
    all(made->operands);
    all(made->inserted);
    made->asked = Change.functionKey(made->asked);
    return Done[lookup.get()] = made;
  }
};

} // namespace

void rewriteGuards(Call &call, Rewriter &rewrite, const Changes &changes) {
  GuardRewriter(rewrite, changes).all(call.situations);
}

void rewriteGuards(Visit &visit, Rewriter &rewrite, const Changes &changes) {
  GuardRewriter(rewrite, changes).all(visit.situations);
}

void rewriteGuards(Answer &answer, Rewriter &rewrite, const Changes &changes) {
  GuardRewriter guards(rewrite, changes);
  for (auto *checks : {&answer.passed, &answer.yes, &answer.no})
    guards.all(*checks);
  for (NumberGiven &number : answer.numbers)
    guards.all(number.checks);
  guards.all(answer.given);
}

} // namespace pgtidy::facts
