#include "method.h"

namespace pgtidy::extract {

llvm::StringRef methodOf(const clang::Expr *expression) {
  auto *call = llvm::dyn_cast<clang::CXXMemberCallExpr>(expression->IgnoreUnlessSpelledInSource());
  const clang::CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
  return method && method->getDeclName().isIdentifier() ? method->getName() : "";
}

const clang::FunctionDecl *functionNamedBy(const clang::Expr *expression) {
  expression = expression ? expression->IgnoreParenImpCasts() : nullptr;
  if (auto *address = llvm::dyn_cast_or_null<clang::UnaryOperator>(expression);
      address && address->getOpcode() == clang::UO_AddrOf)
    expression = address->getSubExpr()->IgnoreParenImpCasts();
  auto *reference = llvm::dyn_cast_or_null<clang::DeclRefExpr>(expression);
  return reference ? llvm::dyn_cast<clang::FunctionDecl>(reference->getDecl()) : nullptr;
}

static bool takes(const clang::FunctionDecl &function, unsigned count) {
  const auto parameters = function.parameters();
  const bool isOpen = function.isVariadic() || llvm::any_of(parameters, [](const clang::ParmVarDecl *parameter) {
                        return parameter->isParameterPack();
                      });
  return count >= function.getMinRequiredArguments() && (isOpen || count <= function.getNumParams());
}

std::vector<const clang::FunctionDecl *> meantBy(const clang::CallExpr &call) {
  std::vector<const clang::FunctionDecl *> meant;
  auto add = [&](const clang::NamedDecl *candidate) {
    const clang::FunctionDecl *function = candidate->getUnderlyingDecl()->getAsFunction();
    if (function && takes(*function, call.getNumArgs()))
      meant.push_back(function);
  };
  const clang::Expr *named = call.getCallee()->IgnoreParenImpCasts();
  if (call.getDirectCallee() || !call.containsErrors() || llvm::isa<clang::CXXOperatorCallExpr>(call))
    return meant;
  if (auto *overloads = llvm::dyn_cast<clang::OverloadExpr>(named))
    llvm::for_each(overloads->decls(), add);
  else if (auto *member = llvm::dyn_cast<clang::MemberExpr>(named))
    add(member->getMemberDecl());
  else if (auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(named))
    add(reference->getDecl());
  return meant;
}

const clang::CXXConstructorDecl &constructorOf(const clang::CXXConstructExpr &construction) {
  const clang::CXXConstructorDecl *constructor = construction.getConstructor();
  while (const clang::InheritedConstructor inherited = constructor->getInheritedConstructor())
    constructor = inherited.getConstructor();
  return *constructor;
}

bool makesInPlace(const clang::CXXConstructorDecl &constructor) {
  if (constructor.getNumParams() == 0)
    return false;
  const clang::CXXRecordDecl *first =
      constructor.getParamDecl(0)->getType().getNonReferenceType()->getAsCXXRecordDecl();
  return first && first->isInStdNamespace() && first->getDeclName().isIdentifier() && first->getName() == "in_place_t";
}

} // namespace pgtidy::extract
