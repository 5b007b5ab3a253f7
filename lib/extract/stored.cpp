#include "stored.h"

#include "holder.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::extract {

using namespace clang;
using facts::Holder;

const VarDecl *localOf(const Expr *expression) {
  expression = expression->IgnoreUnlessSpelledInSource();
  if (auto *call = llvm::dyn_cast<CallExpr>(expression); call && call->getNumArgs() == 1)
    expression = call->getArg(0)->IgnoreUnlessSpelledInSource(); // std::move(x)
  auto *reference = llvm::dyn_cast<DeclRefExpr>(expression->IgnoreParenImpCasts());
  return reference ? llvm::dyn_cast<VarDecl>(reference->getDecl()) : nullptr;
}

static bool isPointerClass(QualType type) {
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition())
    return false;
  auto isArrow = [](const CXXMethodDecl *method) { return method->getOverloadedOperator() == OO_Arrow; };
  return llvm::any_of(record->methods(), isArrow) ||
         llvm::any_of(record->getDefinition()->bases(), [](const CXXBaseSpecifier &base) {
           const CXXRecordDecl *parent = base.getType()->getAsCXXRecordDecl();
           return parent && isPointerClass(base.getType());
         });
}

namespace {

class Finder {
public:
  std::set<const VarDecl *> found;

  void look(const Stmt *statement) {
    if (!statement)
      return;
    if (auto *call = llvm::dyn_cast<CXXMemberCallExpr>(statement)) {
      if (call->getMethodDecl() && isKeeping(*call->getMethodDecl()))
        for (const Expr *argument : call->arguments())
          store(argument);
    } else if (auto *operation = llvm::dyn_cast<CXXOperatorCallExpr>(statement)) {
      if (operation->getOperator() == OO_Equal && operation->getNumArgs() == 2 &&
          holderOf(operation->getArg(0)) != Holder::Own)
        store(operation->getArg(1));
    } else if (auto *assignment = llvm::dyn_cast<BinaryOperator>(statement)) {
      if (assignment->getOpcode() == BO_Assign && holderOf(assignment->getLHS()) != Holder::Own)
        store(assignment->getRHS());
    }
    for (const Stmt *child : statement->children())
      look(child);
  }

private:
  void store(const Expr *value) {
    if (const VarDecl *variable = localOf(value))
      found.insert(variable);
    storeOwners(value);
  }

  /// A pointer that shares its object, handed to what makes the value that is kept, may be kept with it.
  void storeOwners(const Expr *value) {
    auto *call = llvm::dyn_cast<CallExpr>(value->IgnoreUnlessSpelledInSource());
    if (!call)
      return;
    for (const Expr *argument : call->arguments())
      if (const VarDecl *variable = localOf(argument); variable && isPointerClass(variable->getType()))
        found.insert(variable);
  }
};

} // namespace

std::set<const VarDecl *> storedIn(const Stmt *statement) {
  Finder finder;
  finder.look(statement);
  return std::move(finder.found);
}

} // namespace pgtidy::extract
