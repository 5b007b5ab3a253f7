#include "answers.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

namespace pgtidy::extract {

using namespace clang;

namespace {

class Traces : public RecursiveASTVisitor<Traces> {
public:
  explicit Traces(Matcher &match) : Match(match) {}
  bool found = false;

  bool VisitLambdaExpr(LambdaExpr *) { return leave(); }
  bool VisitCXXNewExpr(CXXNewExpr *) { return leave(); }
  bool VisitDeclRefExpr(DeclRefExpr *reference) {
    auto *variable = llvm::dyn_cast<VarDecl>(reference->getDecl());
    const bool isShared = variable && !variable->hasLocalStorage() && !variable->getType().isConstQualified();
    return isShared ? leave() : true;
  }
  bool VisitBinaryOperator(BinaryOperator *operation) {
    return operation->isAssignmentOp() && !isOwn(operation->getLHS()) ? leave() : true;
  }
  bool VisitUnaryOperator(UnaryOperator *operation) {
    return operation->isIncrementDecrementOp() && !isOwn(operation->getSubExpr()) ? leave() : true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *call) {
    const bool changes = call->isAssignmentOp() || call->getOperator() == OO_LessLess ||
                         call->getOperator() == OO_GreaterGreater || call->getOperator() == OO_PlusPlus ||
                         call->getOperator() == OO_MinusMinus;
    return changes && call->getNumArgs() > 0 && !isOwn(call->getArg(0)) ? leave() : true;
  }
  /// What it was given is asked what the rules describe, and told nothing.
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *call) {
    const CXXMethodDecl *method = call->getMethodDecl();
    const Expr *object = call->getImplicitObjectArgument();
    if (!method || !object || method->isConst() || isOwn(object))
      return true;
    const unsigned arguments = call->getNumArgs();
    const bool isDescribed = Match.database(*method, arguments) || Match.result(*method, arguments) ||
                             Match.text(*method, arguments) || Match.statement(*method, arguments);
    return isDescribed || llvm::isa<CallExpr>(object->IgnoreParenImpCasts()) ? true : leave();
  }

private:
  Matcher &Match;

  bool leave() {
    found = true;
    return false;
  }

  /// Whether it is a local variable, or a part of one.
  static bool isOwn(const Expr *expression) {
    expression = expression->IgnoreParenImpCasts();
    if (auto *member = llvm::dyn_cast<MemberExpr>(expression))
      return !member->isArrow() && isOwn(member->getBase());
    auto *reference = llvm::dyn_cast<DeclRefExpr>(expression);
    auto *variable = reference ? llvm::dyn_cast<VarDecl>(reference->getDecl()) : nullptr;
    return variable && variable->hasLocalStorage() && !llvm::isa<ParmVarDecl>(variable) &&
           !variable->getType()->isReferenceType() && !variable->getType()->isPointerType();
  }
};

} // namespace

bool onlyAnswers(const FunctionDecl &function, Matcher &match) {
  if (!function.getReturnType()->isBooleanType() || !function.hasBody())
    return false;
  Traces traces(match);
  traces.TraverseStmt(function.getBody());
  return !traces.found;
}

} // namespace pgtidy::extract
