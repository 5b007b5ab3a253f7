// Numbers that callers give and that decisions rest on: which of the texts a flag, an enumerator or a switch chooses is
// known of each caller that writes it.
#include "evaluator.h"
#include "texts.h"

#include <algorithm>

namespace pgtidy::extract {

using namespace clang;

/// A switch over more values is not taken apart.
static constexpr size_t MostCases = 16;

static bool isNumber(QualType type) { return !type.isNull() && type->isIntegralOrEnumerationType(); }

/// Whether all calls of the function are among the facts: those that hand on text are, and of what no other unit can
/// call those that give numbers are too.
bool Evaluator::isCalledInSight(const FunctionDecl &function) {
  if (auto *method = llvm::dyn_cast<CXXMethodDecl>(&function);
      method && llvm::any_of(method->overridden_methods(),
                             [&](const CXXMethodDecl *overridden) { return !isProgram(*overridden); }))
    return false; // a library calls it
  if (!function.isExternallyVisible())
    return Marked.mayReachDatabase(function);
  return llvm::any_of(function.parameters(), [&](const ParmVarDecl *parameter) {
    return isText(parameter->getType()) || isOfTexts(Match.shapeOf(parameter->getType()));
  });
}

/// The parameter of the function that is evaluated for its own sake whose value the expression still is; null where it
/// is none, or not all of its callers are in sight.
facts::Text Evaluator::numberParameter(const Expr *expression) {
  const Frame *outermost = Top;
  while (outermost && outermost->caller)
    outermost = outermost->caller;
  if (!outermost || !outermost->function || !isNumber(expression->getType()) || !isCalledInSight(*outermost->function))
    return nullptr;
  const std::string read = identity(expression);
  for (unsigned i = 0; i < outermost->function->getNumParams(); ++i)
    if (const ParmVarDecl *parameter = outermost->function->getParamDecl(i);
        read == parameterIdentity(i) && isNumber(parameter->getType())) {
      facts::Hole hole = holeOf(nullptr, parameter->getType());
      hole.kind = facts::HoleKind::Number;
      hole.expression = parameter->getNameAsString();
      return facts::parameter({Key, i, std::move(hole)});
    }
  return nullptr;
}

static facts::Text written(int64_t number) { return facts::literal(std::to_string(number)); }

/// The number that a call gives for a parameter, where it is written there or is the caller's own parameter.
facts::Text Evaluator::numberGiven(const CallSite &site, unsigned index) {
  const Argument &argument = site.arguments[index];
  if (index >= site.callee->getNumParams() || !isNumber(site.callee->getParamDecl(index)->getType()) ||
      !argument.expression)
    return nullptr;
  if (std::optional<Value> known = constantOf(argument.expression); known && constant(*known))
    return written(*constant(*known));
  if (std::optional<int64_t> number = constant(argument.value))
    return written(*number);
  return numberParameter(argument.expression);
}

/// Keeps that a decision asks for a number that callers give: `all`, `kind == Kind::All`.
void Evaluator::noteNumberAsked(const std::string &condition, const Expr *plain, bool negated) {
  const Expr *subject = plain;
  int64_t value = 0;
  bool equal = false; // whether it is not zero
  if (auto *comparison = llvm::dyn_cast<BinaryOperator>(plain); comparison && comparison->isEqualityOp()) {
    std::optional<Value> right = constantOf(comparison->getRHS()), left = constantOf(comparison->getLHS());
    const std::optional<Value> &known = right ? right : left;
    if (!known || !constant(*known))
      return;
    subject = right ? comparison->getLHS() : comparison->getRHS();
    value = *constant(*known);
    equal = comparison->getOpcode() == BO_EQ;
  }
  if (condition.empty() || Tests.count(condition))
    return;
  if (facts::Text parameter = numberParameter(subject))
    Tests[condition] = {{}, {std::move(parameter), written(value), equal != negated}};
}

/// The same of a switch: which values lead to which branch, none standing for all others.
void Evaluator::noteCases(const std::string &condition, const Expr *asked, std::vector<std::vector<int64_t>> values) {
  size_t count = 0;
  for (const std::vector<int64_t> &one : values)
    count += one.size();
  if (condition.empty() || count > MostCases || Cases.count(condition))
    return;
  if (facts::Text parameter = numberParameter(asked))
    Cases[condition] = {std::move(parameter), std::move(values)};
}

/// The choice of a switch as one choice for each of its values.
static facts::Text byValue(const std::string &condition, const std::vector<facts::Text> &branches,
                           const NumberCases &cases) {
  facts::Text rest;
  for (size_t i = 0; i < branches.size(); ++i)
    if (cases.values[i].empty())
      rest = branches[i];
  for (size_t i = branches.size(); i-- > 0;)
    for (int64_t value : cases.values[i])
      rest = !rest ? branches[i]
                   : facts::choice(condition + " is " + std::to_string(value), {branches[i], rest},
                                   {cases.subject, written(value), true});
  return rest;
}

facts::Text Evaluator::casesTakenApart(const facts::Text &text) {
  if (Cases.empty())
    return text;
  return rewrite(text, [&](const facts::Text &node) -> facts::Text {
    auto *choice = std::get_if<facts::Choice>(&node->value);
    auto cases = choice ? Cases.find(choice->condition) : Cases.end();
    if (cases == Cases.end() || cases->second.values.size() != choice->branches.size())
      return nullptr;
    std::vector<facts::Text> branches;
    for (const facts::Text &branch : choice->branches)
      branches.push_back(branch ? casesTakenApart(branch) : facts::nothing());
    return byValue(choice->condition, branches, cases->second);
  });
}

} // namespace pgtidy::extract
