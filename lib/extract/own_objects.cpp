#include "own_objects.h"

#include "clang/AST/RecursiveASTVisitor.h"

namespace pgtidy::extract {

using namespace clang;

namespace {

class Mentions : public RecursiveASTVisitor<Mentions> {
public:
  std::set<const VarDecl *> declared, handedOn;

  bool VisitVarDecl(VarDecl *variable) {
    if (variable->hasLocalStorage() && !llvm::isa<ParmVarDecl>(variable) && !variable->getType()->isReferenceType())
      declared.insert(variable->getCanonicalDecl());
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *call) {
    if (auto *object = llvm::dyn_cast_or_null<DeclRefExpr>(
            call->getImplicitObjectArgument() ? call->getImplicitObjectArgument()->IgnoreParenImpCasts() : nullptr);
        object && InLambda == 0)
      Asked.insert(object);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *reference) {
    auto *variable = llvm::dyn_cast<VarDecl>(reference->getDecl());
    if (variable && !Asked.count(reference)) // a call is met before its object
      handedOn.insert(variable->getCanonicalDecl());
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *lambda) {
    ++InLambda;
    const bool goesOn = RecursiveASTVisitor::TraverseLambdaExpr(lambda);
    --InLambda;
    return goesOn;
  }

private:
  std::set<const DeclRefExpr *> Asked;
  unsigned InLambda = 0;
};

} // namespace

std::set<const VarDecl *> ownObjects(const Stmt *body) {
  Mentions mentions;
  mentions.TraverseStmt(const_cast<Stmt *>(body));
  for (const VarDecl *variable : mentions.handedOn)
    mentions.declared.erase(variable);
  return std::move(mentions.declared);
}

} // namespace pgtidy::extract
