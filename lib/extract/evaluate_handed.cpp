// Functions of the program that the library is given together with arguments for them: std::bind, std::invoke,
// std::thread, std::async. Whenever they run, they get these.
#include "evaluator.h"
#include "method.h"

namespace pgtidy::extract {

using namespace clang;

/// `value` of std::ref(value), which is handed on as it is.
static const Expr *referredTo(const Expr *argument) {
  auto *call = argument ? llvm::dyn_cast<CallExpr>(stripped(argument)) : nullptr;
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  const bool isReference = callee && callee->isInStdNamespace() && callee->getDeclName().isIdentifier() &&
                           (callee->getName() == "ref" || callee->getName() == "cref") && call->getNumArgs() == 1;
  return isReference ? call->getArg(0) : nullptr;
}

static bool isPlaceholder(const Argument &argument) {
  const CXXRecordDecl *type = argument.expression ? argument.expression->getType()->getAsCXXRecordDecl() : nullptr;
  return type && type->getDeclName().isIdentifier() && type->getName() == "_Placeholder";
}

/// What std::apply takes out of a tuple that is made where it is called, or of one that is known.
static std::vector<Argument> partsOf(const Argument &tuple) {
  const Expr *made = tuple.expression ? stripped(tuple.expression) : nullptr;
  llvm::SmallVector<const Expr *, 6> written;
  if (auto *call = llvm::dyn_cast_or_null<CallExpr>(made))
    written.append(call->arg_begin(), call->arg_end());
  else if (auto *construction = llvm::dyn_cast_or_null<CXXConstructExpr>(made))
    written.append(construction->arg_begin(), construction->arg_end());
  const Array *array = tuple.value.array();
  std::vector<Argument> parts;
  for (size_t i = 0; array && i < array->elements.size(); ++i) {
    Argument part;
    part.value = array->elements[i];
    part.expression = written.size() == array->elements.size() ? written[i] : nullptr;
    if (part.value.pointer())
      part.place = *part.value.pointer();
    parts.push_back(std::move(part));
  }
  return parts;
}

/// Whether the library's function is the constructor of a thread, which runs what it is given.
static bool startsThread(const FunctionDecl &function) {
  auto *constructor = llvm::dyn_cast<CXXConstructorDecl>(&function);
  const CXXRecordDecl *made = constructor ? constructor->getParent() : nullptr;
  return made && made->isInStdNamespace() && made->getDeclName().isIdentifier() &&
         (made->getName() == "thread" || made->getName() == "jthread");
}

static bool isApply(const FunctionDecl &function) {
  return function.isInStdNamespace() && function.getDeclName().isIdentifier() && function.getName() == "apply";
}

/// Whether a lambda is made for the arguments that stand behind it, and not for what a library finds in them.
static bool takes(const Closure &closure, llvm::ArrayRef<Argument> arguments, Matcher &match) {
  const CXXMethodDecl *body = closure.lambda->getCallOperator();
  if (closure.lambda->isGenericLambda() || arguments.empty() || body->getNumParams() != arguments.size())
    return false;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const Expr *given = arguments[i].expression;
    if (!given || match.isText(body->getParamDecl(unsigned(i))->getType()) != match.isText(given->getType()))
      return false;
  }
  return true;
}

/// Notes the call, where the library's function is given one of the program's. Gives the function itself where all its
/// arguments are left open, so that its calls are known.
std::optional<Outcome> Evaluator::handed(const CallSite &given) {
  CallSite site = given;
  if (isApply(*site.callee) && site.arguments.size() == 2) {
    std::vector<Argument> parts = partsOf(site.arguments[1]);
    site.arguments.pop_back();
    llvm::append_range(site.arguments, std::move(parts));
  }
  for (size_t i = 0; i < site.arguments.size() && i < 2; ++i)
    if (const Closure *closure = site.arguments[i].value.closure();
        closure && closure->isHome &&
        (takes(*closure, llvm::ArrayRef(site.arguments).drop_front(i + 1), Match) ||
         (startsThread(*site.callee) && site.arguments.size() == 1))) {
      const State before = Now; // it may run later
      callClosure(*closure, {site.arguments.begin() + ptrdiff_t(i) + 1, site.arguments.end()});
      Now = joined(before, Now);
      return Outcome{};
    }
  size_t at = 0; // behind a policy (std::launch) the function comes second
  while (at < site.arguments.size() && at < 2 && !functionNamedBy(site.arguments[at].expression))
    ++at;
  const FunctionDecl *function =
      at < site.arguments.size() && at < 2 ? functionNamedBy(site.arguments[at].expression) : nullptr;
  if (!function || !isProgram(*function))
    return std::nullopt;
  CallSite made;
  made.expression = site.expression;
  made.callee = function;
  made.name = site.name;
  made.arguments.assign(site.arguments.begin() + ptrdiff_t(at) + 1, site.arguments.end());
  auto *method = llvm::dyn_cast<CXXMethodDecl>(function);
  if (method && !method->isStatic()) {
    if (made.arguments.empty())
      return std::nullopt;
    made.receiver = made.arguments.front().expression;
    made.self = made.arguments.front().value.pointer() ? *made.arguments.front().value.pointer() : Place();
    made.arguments.erase(made.arguments.begin());
  }
  if (made.arguments.size() > function->getNumParams() && !function->isVariadic())
    return std::nullopt;
  const bool isOpen = llvm::all_of(made.arguments, isPlaceholder);
  if (isOpen)
    return Outcome{made.arguments.empty() ? Value() : Value(function), std::nullopt};
  for (Argument &given : made.arguments)
    if (const Expr *referred = referredTo(given.expression))
      given = argument(referred, QualType());
  invoke(made);
  return std::nullopt;
}

/// Whether the arguments are what the function takes.
static bool suits(const FunctionDecl &function, llvm::ArrayRef<Argument> arguments, Matcher &match) {
  if (arguments.size() != function.getNumParams())
    return false;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const Expr *given = arguments[i].expression;
    const QualType type = function.getParamDecl(unsigned(i))->getType();
    if (!given || match.isText(type) != match.isText(given->getType()) ||
        (!match.isText(type) && type->isPointerType() != given->getType()->isPointerType()))
      return false;
  }
  return true;
}

/// A function of the program that is given one of a library's, and what that takes: `retry(mysql_query, mysql, sql)`.
void Evaluator::callsGiven(const CallSite &site) {
  for (size_t i = 0; i < site.arguments.size(); ++i) {
    const FunctionDecl *function = functionNamedBy(site.arguments[i].expression);
    const rules::DatabaseFunction *rule = function ? Match.database(*function, function->getNumParams()) : nullptr;
    const llvm::ArrayRef<Argument> behind = llvm::ArrayRef(site.arguments).drop_front(i + 1);
    if (!rule || !suits(*function, behind, Match))
      continue;
    CallSite made;
    made.expression = site.expression;
    made.callee = function;
    made.name = site.name;
    made.arguments.assign(behind.begin(), behind.end());
    database(*rule, made);
    return;
  }
}

} // namespace pgtidy::extract
