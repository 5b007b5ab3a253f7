#include "holder.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::extract {

using namespace clang;
using facts::Holder;

static llvm::StringRef nameOf(const FunctionDecl &function) {
  return function.getDeclName().isIdentifier() ? function.getName() : llvm::StringRef();
}

bool isMaker(const FunctionDecl &function) { return nameOf(function).starts_with("make_"); }

bool isKeeping(const FunctionDecl &method) {
  static constexpr llvm::StringLiteral begins[] = {"push", "emplace", "insert", "try_emplace",
                                                   "add",  "append",  "enqueue"};
  return llvm::any_of(begins, [&](llvm::StringRef begin) { return nameOf(method).starts_with(begin); });
}

/// Whether the expression makes an object of its own for a pointer.
static bool makesObject(const Expr *expression) {
  if (!expression)
    return false;
  expression = expression->IgnoreUnlessSpelledInSource();
  if (llvm::isa<CXXNewExpr>(expression))
    return true;
  if (auto *call = llvm::dyn_cast<CallExpr>(expression))
    return call->getDirectCallee() && isMaker(*call->getDirectCallee());
  if (auto *made = llvm::dyn_cast<CXXConstructExpr>(expression))
    return made->getNumArgs() > 0 && makesObject(made->getArg(0));
  return false;
}

Holder holderOf(const VarDecl &variable) {
  return variable.hasGlobalStorage() || variable.getTLSKind() != VarDecl::TLS_None ? Holder::Other : Holder::Own;
}

/// The object behind a variable: a reference or a pointer leads to somebody else's, but for what it was made with.
static Holder pointedBy(const VarDecl &variable) {
  if (holderOf(variable) == Holder::Other || llvm::isa<ParmVarDecl>(variable))
    return Holder::Other;
  return makesObject(variable.getInit()) ? Holder::Own : Holder::Other;
}

static Holder ofMember(const MemberExpr &member) {
  if (llvm::isa<VarDecl>(member.getMemberDecl()))
    return Holder::Other; // a static member
  const Expr *base = member.getBase()->IgnoreParenImpCasts();
  if (llvm::isa<CXXThisExpr>(base))
    return Holder::This;
  if (!member.isArrow())
    return holderOf(base);
  auto *reference = llvm::dyn_cast<DeclRefExpr>(base);
  auto *variable = reference ? llvm::dyn_cast<VarDecl>(reference->getDecl()) : nullptr;
  return variable ? pointedBy(*variable) : Holder::Other;
}

Holder holderOf(const Expr *object) {
  object = object->IgnoreUnlessSpelledInSource()->IgnoreParenImpCasts();
  if (llvm::isa<CXXThisExpr>(object))
    return Holder::This;
  if (auto *member = llvm::dyn_cast<MemberExpr>(object))
    return ofMember(*member);
  if (auto *reference = llvm::dyn_cast<DeclRefExpr>(object)) {
    auto *variable = llvm::dyn_cast<VarDecl>(reference->getDecl());
    if (!variable)
      return Holder::Other;
    bool isElsewhere = variable->getType()->isReferenceType() || llvm::isa<ParmVarDecl>(variable);
    return isElsewhere ? Holder::Other : holderOf(*variable);
  }
  // db->open(): the object behind a smart pointer.
  if (auto *arrow = llvm::dyn_cast<CXXOperatorCallExpr>(object)) {
    bool leads = arrow->getOperator() == OO_Arrow || arrow->getOperator() == OO_Star;
    if (!leads || arrow->getNumArgs() != 1)
      return Holder::Other;
    const Expr *pointer = arrow->getArg(0)->IgnoreParenImpCasts();
    if (auto *reference = llvm::dyn_cast<DeclRefExpr>(pointer))
      if (auto *variable = llvm::dyn_cast<VarDecl>(reference->getDecl()))
        return pointedBy(*variable);
    return holderOf(pointer);
  }
  bool isTemporary = llvm::isa<CXXConstructExpr, CXXTemporaryObjectExpr, CXXFunctionalCastExpr>(object);
  return isTemporary ? Holder::Own : Holder::Other;
}

} // namespace pgtidy::extract
