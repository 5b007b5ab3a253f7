// Lambdas: evaluated where they are called, in place of the function that they stand in.
#include "evaluator.h"

#include "llvm/Support/SaveAndRestore.h"

namespace pgtidy::extract {

using namespace clang;

/// The bodies that a call of the lambda may run: of a generic one what it was made for, as only that says which
/// functions are called in it; the one that `callee` is, where that is known.
static llvm::SmallVector<const CXXMethodDecl *, 2> bodiesOf(const LambdaExpr &lambda, const FunctionDecl *callee) {
  static constexpr size_t MostBodies = 8;
  llvm::SmallVector<const CXXMethodDecl *, 2> bodies;
  if (const FunctionTemplateDecl *generic = lambda.getDependentCallOperator())
    for (const FunctionDecl *made : generic->specializations())
      if (made->hasBody() && bodies.size() < MostBodies)
        bodies.push_back(llvm::cast<CXXMethodDecl>(made));
  if (callee && llvm::is_contained(bodies, callee))
    return {llvm::cast<CXXMethodDecl>(callee)};
  if (bodies.empty())
    bodies.push_back(lambda.getCallOperator());
  return bodies;
}

/// A lambda's calls count for the function that it stands in, once for each of its calls there.
Outcome Evaluator::callClosure(const Closure &closure, const std::vector<Argument> &arguments,
                               const FunctionDecl *callee) {
  const auto bodies = bodiesOf(*closure.lambda, callee);
  if (bodies.size() == 1)
    return enterClosure(closure, *bodies.front(), arguments);
  return oneOfCalls(bodies.size(), [&](size_t i) { return enterClosure(closure, *bodies[i], arguments).value; });
}

/// What one of several calls gives, each made in the state as it is.
Outcome Evaluator::oneOfCalls(size_t count, llvm::function_ref<Value(size_t)> call) {
  const State before = Now;
  State after = State::unreachable();
  std::vector<Value> values;
  for (size_t i = 0; i < count; ++i) {
    Now = before;
    values.push_back(call(i));
    after = joined(after, Now);
  }
  Now = after;
  return {values.size() == 1 ? values.front() : Value(Alternatives{"", std::move(values)}), std::nullopt};
}

Outcome Evaluator::enterClosure(const Closure &closure, const CXXMethodDecl &body,
                                const std::vector<Argument> &arguments) {
  if (Depth >= MostCalls || Active.count(&body) || !body.getBody())
    return {};
  Called.insert(closure.lambda);
  Pending.erase(closure.lambda);
  std::vector<std::pair<const void *, Value>> saved;
  for (const auto &[variable, value] : closure.captures) {
    const void *root = variable->getCanonicalDecl();
    auto known = Now.values.find(root);
    saved.push_back({root, known == Now.values.end() ? Value() : known->second});
    Now.values[root] = value;
  }
  std::optional<Place> self;
  if (closure.self.root)
    self = closure.self;
  llvm::SaveAndRestore pattern(InPattern, InPattern || body.isDependentContext());
  Outcome outcome = enter(body, arguments, self, closure.isHome);
  for (auto &[root, value] : saved)
    Now.values[root] = value;
  return outcome;
}

/// Lambdas that nobody called here are evaluated with values unknown: they run later, or elsewhere.
void Evaluator::pendingLambdas() {
  for (unsigned round = 0; round < 8 && !Pending.empty(); ++round) {
    auto pending = std::move(Pending);
    Pending.clear();
    for (const auto &[lambda, closure] : pending) {
      if (Called.count(lambda))
        continue;
      Now.reachable = true;
      calledElsewhere(closure);
    }
  }
}

} // namespace pgtidy::extract
