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

/// Notes the call, where the library's function is given one of the program's. Gives the function itself where all its
/// arguments are left open, so that its calls are known.
std::optional<Outcome> Evaluator::handed(const CallSite &site) {
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

} // namespace pgtidy::extract
