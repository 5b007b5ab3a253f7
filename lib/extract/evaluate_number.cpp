// Numbers that callers give and that decisions rest on: which of the texts a flag, an enumerator or a switch chooses is
// known of each caller that writes it.
#include "evaluator.h"
#include "texts.h"

#include "clang/AST/RecursiveASTVisitor.h"

#include <set>

namespace pgtidy::extract {

using namespace clang;

/// A switch over more values is not taken apart.
static constexpr size_t MostCases = 16;

static bool isNumber(QualType type) { return !type.isNull() && type->isIntegralOrEnumerationType(); }

namespace {

/// Variables that a function does more with than to read them, and whether it calls itself.
class Uses : public RecursiveASTVisitor<Uses> {
public:
  explicit Uses(const FunctionDecl &function) : Function(function) {}
  VariableUses found;

  bool VisitImplicitCastExpr(ImplicitCastExpr *cast) {
    if (cast->getCastKind() == CK_LValueToRValue)
      Reads.insert(cast->getSubExpr()->IgnoreParens());
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *reference) {
    if (!Reads.count(reference))
      found.notOnlyRead.insert(reference->getDecl());
    return true;
  }
  bool VisitCallExpr(CallExpr *call) {
    const FunctionDecl *callee = call->getDirectCallee();
    found.callsItself |= callee && callee->getCanonicalDecl() == Function.getCanonicalDecl();
    return true;
  }

private:
  const FunctionDecl &Function;
  std::set<const Expr *> Reads;
};

/// The variable whose value the expression is; null where a conversion may change it.
const VarDecl *variableRead(const Expr *expression, const ASTContext &context) {
  for (;;) {
    expression = expression->IgnoreParens();
    auto *cast = llvm::dyn_cast<CastExpr>(expression);
    if (!cast)
      break;
    const Expr *inner = cast->getSubExpr();
    const CastKind kind = cast->getCastKind();
    const bool isWider = kind == CK_IntegralCast && !inner->getType()->isDependentType() &&
                         context.getTypeSize(cast->getType()) >= context.getTypeSize(inner->getType());
    if (kind != CK_LValueToRValue && kind != CK_NoOp && !isWider)
      return nullptr;
    expression = inner;
  }
  auto *reference = llvm::dyn_cast<DeclRefExpr>(expression);
  return reference ? llvm::dyn_cast<VarDecl>(reference->getDecl()) : nullptr;
}

} // namespace

/// Whether calls of the function are kept for the numbers in them, by each unit: those that may hand on text as well,
/// and of what no other unit can call those that lead to the database.
bool Evaluator::isKeptForNumbers(const FunctionDecl &function) {
  auto takes = [&](auto is) { return llvm::any_of(function.parameters(), is); };
  if (!takes([](const ParmVarDecl *parameter) { return isNumber(parameter->getType()); }))
    return false;
  return function.isExternallyVisible() ? takes([&](const ParmVarDecl *parameter) {
    return isText(parameter->getType()) || isOfTexts(Match.shapeOf(parameter->getType()));
  })
                                        : Marked.mayReachDatabase(function);
}

/// Whether all calls of the function are among the facts, and each says what it gives.
bool Evaluator::isCalledInSight(const FunctionDecl &function) {
  if (!isKeptForNumbers(function) || function.isOverloadedOperator() || Marked.taken.count(function.getCanonicalDecl()))
    return false;
  auto *method = llvm::dyn_cast<CXXMethodDecl>(&function);
  if (method && method->isVirtual() && !function.isExternallyVisible())
    return false;
  return !method || llvm::all_of(method->overridden_methods(),
                                 [&](const CXXMethodDecl *overridden) { return isProgram(*overridden); });
}

const VariableUses &Evaluator::usesIn(const FunctionDecl &function) {
  auto [known, isNew] = UsedBy.try_emplace(&function);
  if (isNew) {
    Uses uses(function);
    uses.TraverseStmt(function.getBody());
    known->second = std::move(uses.found);
  }
  return known->second;
}

/// The parameter of the function that is evaluated for its own sake whose value the expression still is; null where it
/// is none, or not all of its callers are in sight.
facts::Text Evaluator::numberParameter(const Expr *expression) {
  const FunctionDecl *function = outermostFunction();
  const VarDecl *variable = function && isNumber(expression->getType()) ? variableRead(expression, Context) : nullptr;
  if (!variable || !isCalledInSight(*function))
    return nullptr;
  const std::string read = identity(expression);
  for (unsigned i = 0; i < function->getNumParams(); ++i) {
    const ParmVarDecl *parameter = function->getParamDecl(i);
    if (read != facts::parameterIdentity(i) ||
        !Context.hasSameUnqualifiedType(parameter->getType(), variable->getType()))
      continue;
    const VariableUses &uses = usesIn(*function);
    if (uses.callsItself || uses.notOnlyRead.count(parameter) || uses.notOnlyRead.count(variable))
      return nullptr;
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
