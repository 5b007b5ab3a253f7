// Functions that are kept in members or given as arguments: a std::function or a pointer, set in one unit and called in
// another. The member, or the parameter, stands for a function of its own: what calls it calls that, and that calls
// each function that is put there, with its own arguments. So callers are followed through it as through any wrapper.
#include "changes.h"
#include "evaluator.h"
#include "texts.h"

#include "llvm/Support/SaveAndRestore.h"

namespace pgtidy::extract {

using namespace clang;

/// The member, or the parameter of the function at hand, that the expression names; null where it is none that holds a
/// function.
const ValueDecl *Evaluator::callableNamed(const Expr *expression) {
  for (const Expr *inner = nullptr; expression && inner != expression;) {
    inner = expression;
    expression = stripped(expression);
    if (auto *construction = llvm::dyn_cast<CXXConstructExpr>(expression);
        construction && construction->getNumArgs() > 0)
      expression = construction->getArg(0);
    else if (auto *call = llvm::dyn_cast<CallExpr>(expression); call && call->isCallToStdMove())
      expression = call->getArg(0);
    else if (auto *operation = llvm::dyn_cast<UnaryOperator>(expression);
             operation && operation->getOpcode() == UO_Deref)
      expression = operation->getSubExpr();
  }
  const ValueDecl *named = nullptr;
  if (auto *member = llvm::dyn_cast_or_null<MemberExpr>(expression))
    named = llvm::dyn_cast<FieldDecl>(member->getMemberDecl());
  else if (auto *reference = llvm::dyn_cast_or_null<DeclRefExpr>(expression))
    named = llvm::dyn_cast<ParmVarDecl>(reference->getDecl());
  if (!named || !isProgram(*named) || !Match.isCallable(named->getType()))
    return nullptr;
  if (auto *parameter = llvm::dyn_cast<ParmVarDecl>(named)) {
    auto *function = llvm::dyn_cast<FunctionDecl>(parameter->getDeclContext());
    return function && function == outermostFunction() ? named : nullptr;
  }
  return named;
}

/// What the member goes by as a function.
std::string Evaluator::callableKey(const ValueDecl &callable) {
  const auto *parameter = llvm::dyn_cast<ParmVarDecl>(&callable);
  if (!parameter)
    return Facts.mentionCallable(key(callable) + "()", callable);
  const auto *function = llvm::cast<FunctionDecl>(parameter->getDeclContext());
  return callableKey(*function, parameter->getFunctionScopeIndex());
}

/// What a parameter of a function goes by.
std::string Evaluator::callableKey(const FunctionDecl &function, unsigned parameter) {
  return Facts.mentionCallable(key(function) + "#" + std::to_string(parameter) + "()",
                               *function.getParamDecl(parameter));
}

/// A parameter of such a function.
static facts::Text parameterOf(const std::string &key, unsigned index, const std::string &name, QualType type) {
  facts::Hole hole;
  hole.kind = facts::HoleKind::Text;
  hole.type = type.getUnqualifiedType().getAsString();
  hole.expression = name;
  return facts::parameter({key, index, std::move(hole)});
}

/// Notes that `expression` calls what is kept there.
void Evaluator::invokeKept(const CallSite &site, const Expr *expression) {
  const ValueDecl *callable = isRecording() ? callableNamed(expression) : nullptr;
  if (!callable)
    return;
  facts::Invocation invocation;
  bool hasText = false;
  for (const Argument &argument : site.arguments) {
    const bool isOne = argument.value.text() || (argument.expression && isText(argument.expression->getType()));
    invocation.arguments.push_back(isOne ? known(textOf(argument.value, argument.expression)) : nullptr);
    hasText |= invocation.arguments.back() != nullptr;
  }
  if (!hasText)
    return;
  invocation.callee = callableKey(*callable);
  invocation.location = Where.use(site.name);
  invocation.enclosing = Key;
  Facts.invocation(std::move(invocation));
}

/// Notes that what is kept under the one key calls the other.
void Evaluator::noteCallOf(const std::string &kept, const std::string &callee, const FunctionProtoType &type,
                           const Expr &where) {
  facts::Invocation invocation;
  for (unsigned i = 0; i < type.getNumParams(); ++i)
    invocation.arguments.push_back(isText(type.getParamType(i)) ? parameterOf(kept, i, "", type.getParamType(i))
                                                                : nullptr);
  invocation.callee = callee;
  invocation.location = Where.use(where.getExprLoc());
  invocation.enclosing = kept;
  Facts.invocation(std::move(invocation));
}

/// What a lambda goes by that others call.
std::string Evaluator::lambdaKey(const LambdaExpr &lambda) {
  const text::Location at = Where.use(lambda.getBeginLoc());
  return Facts.mentionCallable((Key.empty() ? "c:@" : Key) + "#lambda " + std::to_string(at.offset),
                               *lambda.getCallOperator());
}

/// Notes that a function is put where it goes by `kept`: the one that the value is, or that the expression names.
void Evaluator::keepCallable(const std::string &kept, QualType type, const Value &value, const Expr *expression) {
  const FunctionProtoType *called = calledAs(type);
  if (!called || !expression)
    return;
  const Value target = value.pointer() ? load(*value.pointer()) : value;
  if (const FunctionDecl *function = target.function(); function && isProgram(*function))
    noteCallOf(kept, Facts.mention(*function), *called, *expression);
  else if (const Closure *closure = target.closure(); closure && closure->isHome && !Called.count(closure->lambda)) {
    const std::string lambda = lambdaKey(*closure->lambda);
    KeptLambdas[closure->lambda] = lambda;
    noteCallOf(kept, lambda, *called, *expression);
  } else if (const ValueDecl *other = target.isUnknown() ? callableNamed(expression) : nullptr) {
    if (const std::string key = callableKey(*other); key != kept)
      noteCallOf(kept, key, *called, *expression);
  }
}

/// The same of a member that is set.
void Evaluator::keepCallable(const FieldDecl &member, const Value &value, const Expr *expression) {
  if (isRecording() && isProgram(member) && Match.isCallable(member.getType()))
    keepCallable(callableKey(member), member.getType(), value, expression);
}

/// The same of the arguments of a call of a function that is not followed.
void Evaluator::keepCallables(const CallSite &site) {
  if (!isRecording() || !site.callee || !isProgram(*site.callee))
    return;
  for (unsigned i = 0; i < site.arguments.size() && i < site.callee->getNumParams(); ++i)
    if (const QualType type = site.callee->getParamDecl(i)->getType(); Match.isCallable(type))
      keepCallable(callableKey(*site.callee, i), type, site.arguments[i].value, site.arguments[i].expression);
}

/// A lambda that runs at an unknown time may find other values in the variables that it refers to: where the function
/// around it changes them once the lambda is made.
void Evaluator::loseReferred(const LambdaExpr &lambda) {
  const FunctionDecl *around = outermostFunction();
  const std::set<const void *> changed =
      changesBehind(around ? around->getBody() : nullptr, lambda.getSourceRange(), Context.getSourceManager());
  for (const LambdaCapture &capture : lambda.captures())
    if (capture.capturesVariable() && capture.getCaptureKind() == LCK_ByRef)
      if (const ValueDecl *variable = capture.getCapturedVar();
          changed.count(variable->getCanonicalDecl()) && !variable->getType().getNonReferenceType().isConstQualified())
        Now.versions[variable->getCanonicalDecl()] = ++Version;
}

/// Evaluates a lambda that is called elsewhere: with values unknown, or, where it is known by what it is called,
/// whatever its callers give.
void Evaluator::calledElsewhere(const Closure &closure) {
  const CXXMethodDecl *body = closure.lambda->getCallOperator();
  loseReferred(*closure.lambda);
  std::vector<Argument> arguments(body->getNumParams());
  auto kept = KeptLambdas.find(closure.lambda);
  if (kept == KeptLambdas.end()) {
    callClosure(closure, arguments);
    return;
  }
  llvm::SaveAndRestore key(Key, kept->second);
  for (unsigned i = 0; i < arguments.size(); ++i)
    if (const ParmVarDecl *parameter = body->getParamDecl(i); isText(parameter->getType())) {
      facts::Hole hole = holeOf(nullptr, parameter->getType());
      hole.expression = parameter->getNameAsString();
      hole.location = Where.use(parameter->getLocation());
      arguments[i].value = facts::parameter({Key, i, std::move(hole)});
    }
  callClosure(closure, arguments);
}

} // namespace pgtidy::extract
