#include "changes.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

namespace pgtidy::extract {

using namespace clang;

namespace {

class Finder : public RecursiveASTVisitor<Finder> {
public:
  std::set<const void *> found;

  bool VisitBinaryOperator(BinaryOperator *operation) {
    if (operation->isAssignmentOp())
      note(operation->getLHS());
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *operation) {
    if (operation->isIncrementDecrementOp())
      note(operation->getSubExpr());
    return true;
  }
  bool VisitCallExpr(CallExpr *call) {
    if (auto *method = llvm::dyn_cast_or_null<CXXMethodDecl>(call->getDirectCallee()); !method || !method->isConst())
      for (Stmt *child : call->children())
        note(llvm::dyn_cast_or_null<Expr>(child));
    return true;
  }

private:
  void note(Expr *expression) {
    if (!expression)
      return;
    if (auto *member = llvm::dyn_cast<MemberExpr>(expression->IgnoreParens()))
      expression = member->getBase();
    if (auto *reference = llvm::dyn_cast<DeclRefExpr>(expression->IgnoreParens()))
      found.insert(reference->getDecl()->getCanonicalDecl());
  }
};

class Jumps : public RecursiveASTVisitor<Jumps> {
public:
  explicit Jumps(const LabelStmt &label) : Label(label) {}
  bool leadBack = false;

  bool VisitLabelStmt(LabelStmt *statement) {
    isBehind |= statement == &Label;
    return true;
  }
  bool VisitGotoStmt(GotoStmt *jump) {
    leadBack |= isBehind && jump->getLabel() == Label.getDecl();
    return true;
  }
  bool VisitAddrLabelExpr(AddrLabelExpr *address) {
    leadBack |= address->getLabel() == Label.getDecl();
    return true;
  }

private:
  const LabelStmt &Label;
  bool isBehind = false;
};

} // namespace

bool isReachedFromBehind(const LabelStmt &label, const Stmt *body) {
  Jumps jumps(label);
  jumps.TraverseStmt(const_cast<Stmt *>(body));
  return jumps.leadBack;
}

std::set<const void *> changesIn(const Stmt *statement) {
  Finder finder;
  finder.TraverseStmt(const_cast<Stmt *>(statement));
  return std::move(finder.found);
}

} // namespace pgtidy::extract
