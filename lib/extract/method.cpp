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
