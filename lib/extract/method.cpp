#include "method.h"

namespace pgtidy::extract {

llvm::StringRef methodOf(const clang::Expr *expression) {
  auto *call = llvm::dyn_cast<clang::CXXMemberCallExpr>(expression->IgnoreUnlessSpelledInSource());
  const clang::CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
  return method && method->getDeclName().isIdentifier() ? method->getName() : "";
}

} // namespace pgtidy::extract
