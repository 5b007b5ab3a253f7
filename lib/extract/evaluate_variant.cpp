// std::variant: what it holds of a type, and what a visitor says for each of its types.
#include "evaluator.h"

#include "clang/AST/RecursiveASTVisitor.h"

namespace pgtidy::extract {

using namespace clang;

static bool isVariant(const Expr *expression) {
  QualType type = expression ? expression->getType().getNonReferenceType() : QualType();
  if (!type.isNull() && type->isPointerType())
    type = type->getPointeeType();
  const CXXRecordDecl *record = type.isNull() ? nullptr : type->getAsCXXRecordDecl();
  return record && record->getDeclName().isIdentifier() && record->getName() == "variant";
}

/// The type that std::get<T>() takes out; null where it is named by its place.
static QualType typeAsked(const FunctionDecl &function) {
  const TemplateArgumentList *types = function.getTemplateSpecializationArgs();
  const bool isType = types && types->size() > 0 && types->get(0).getKind() == TemplateArgument::Type;
  return isType ? types->get(0).getAsType() : QualType();
}

namespace {

/// The lambdas that an object is made of: `overloaded{[](int) {…}, [](auto) {…}}`.
class Parts : public RecursiveASTVisitor<Parts> {
public:
  std::vector<const LambdaExpr *> lambdas;

  bool TraverseLambdaExpr(LambdaExpr *lambda) {
    if (!llvm::is_contained(lambdas, lambda))
      lambdas.push_back(lambda);
    return true;
  }
};

} // namespace

/// What the object is made of: where it stands, or where the variable is declared that it is in.
static std::vector<const LambdaExpr *> lambdasIn(const Expr *object) {
  Parts parts;
  parts.TraverseStmt(const_cast<Expr *>(object));
  const Expr *inner = parts.lambdas.empty() ? object->IgnoreUnlessSpelledInSource() : nullptr;
  if (auto *reference = llvm::dyn_cast_or_null<DeclRefExpr>(inner))
    if (auto *variable = llvm::dyn_cast<VarDecl>(reference->getDecl()); variable && variable->getInit())
      parts.TraverseStmt(const_cast<Expr *>(variable->getInit()));
  return parts.lambdas;
}

/// The methods by which an object of the class is called.
static std::vector<const CXXMethodDecl *> callOperators(const CXXRecordDecl &record) {
  std::vector<const CXXMethodDecl *> methods;
  for (const Decl *member : record.decls()) {
    if (auto *method = llvm::dyn_cast<CXXMethodDecl>(member); method && method->getOverloadedOperator() == OO_Call)
      methods.push_back(method);
    if (auto *generic = llvm::dyn_cast<FunctionTemplateDecl>(member))
      for (const FunctionDecl *made : generic->specializations())
        if (made->getOverloadedOperator() == OO_Call && made->hasBody())
          methods.push_back(llvm::cast<CXXMethodDecl>(made));
  }
  return methods;
}

/// std::visit(visitor, variant): one of what the visitor gives, with a value of which nothing is known.
std::optional<Outcome> Evaluator::visitedVariant(const CallSite &site) {
  const Argument &visitor = site.arguments.front();
  const std::vector<Argument> held(site.arguments.size() - 1);
  if (const Closure *closure = visitor.value.closure())
    return callClosure(*closure, held);
  const CXXRecordDecl *made = visitor.expression ? visitor.expression->getType()->getAsCXXRecordDecl() : nullptr;
  if (!made || !made->hasDefinition())
    return std::nullopt;
  if (const std::vector<const LambdaExpr *> lambdas = lambdasIn(visitor.expression); !lambdas.empty())
    return oneOfCalls(lambdas.size(), [&](size_t i) {
      const Value closure = lambda(*lambdas[i]);
      return callClosure(*closure.closure(), held).value;
    });
  const std::vector<const CXXMethodDecl *> methods = callOperators(*made);
  if (methods.empty() || !isProgram(*methods.front()))
    return std::nullopt;
  return oneOfCalls(methods.size(), [&](size_t i) {
    CallSite call;
    call.expression = site.expression;
    call.callee = methods[i];
    call.name = site.name;
    call.self = visitor.value.pointer() ? *visitor.value.pointer() : visitor.place;
    call.arguments = held;
    return dispatch(call).value;
  });
}

std::optional<Outcome> Evaluator::variant(CallSite &site) {
  if (site.receiver || !site.callee->getDeclName().isIdentifier())
    return std::nullopt;
  const llvm::StringRef name = site.callee->getName();
  if (name == "visit" && site.arguments.size() >= 2 && isVariant(site.arguments[1].expression))
    return visitedVariant(site);
  if (name != "get" || site.arguments.size() != 1 || !isVariant(site.arguments[0].expression))
    return std::nullopt;
  const QualType asked = typeAsked(*site.callee);
  const Value &held = site.arguments[0].value;
  const bool isTextAsked = isText(asked.isNull() ? site.callee->getReturnType().getNonReferenceType() : asked);
  return isTextAsked && held.text() ? std::optional(Outcome{held, std::nullopt}) : std::nullopt;
}

} // namespace pgtidy::extract
