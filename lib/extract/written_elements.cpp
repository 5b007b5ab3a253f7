#include "written_elements.h"

#include "names.h"

#include "clang/AST/ExprCXX.h"

namespace pgtidy::extract {

using namespace clang;

llvm::SmallVector<const Expr *, 6> writtenElements(const Expr *expression) {
  llvm::SmallVector<const Expr *, 6> elements;
  expression = expression ? expression->IgnoreUnlessSpelledInSource() : nullptr;
  if (auto *list = llvm::dyn_cast_or_null<InitListExpr>(expression))
    elements.append(list->inits().begin(), list->inits().end());
  else if (auto *made = llvm::dyn_cast_or_null<CXXConstructExpr>(expression))
    for (const Expr *argument : made->arguments()) {
      if (!llvm::isa<CXXDefaultArgExpr>(argument))
        elements.push_back(argument);
    }
  else if (auto *call = llvm::dyn_cast_or_null<CallExpr>(expression);
           call && call->getDirectCallee() && qualifiedName(*call->getDirectCallee()) == "std::make_tuple")
    elements.append(call->arguments().begin(), call->arguments().end());
  return elements;
}

} // namespace pgtidy::extract
