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
    const FunctionDecl *callee = call->getDirectCallee();
    auto *method = llvm::dyn_cast_or_null<CXXMethodDecl>(callee);
    const bool isConst = method && method->isConst();
    const unsigned objects = method && llvm::isa<CXXOperatorCallExpr>(call) ? 1 : 0; // among the arguments
    if (!isConst)
      note(call->getCallee());
    for (unsigned i = isConst ? objects : 0; i < call->getNumArgs(); ++i)
      if (!callee || i < objects || !isForwarding(*callee, i - objects))
        note(call->getArg(i));
    return true;
  }

private:
  /// Whether the parameter is a forwarding reference, `T &&`: functions that take those hand them on, and leave
  /// variables as they are; operators, as `>>`, and those that move do not.
  static bool isForwarding(const FunctionDecl &function, unsigned index) {
    const FunctionDecl *pattern = function.getTemplateInstantiationPattern();
    const FunctionTemplateDecl *whole = function.getPrimaryTemplate();
    if (!pattern || !whole || pattern->getNumParams() == 0 || !function.getDeclName().isIdentifier())
      return false;
    if (function.getName() == "move" || function.getName() == "exchange" || function.getName() == "swap")
      return false;
    const ParmVarDecl *parameter = pattern->getParamDecl(std::min(index, pattern->getNumParams() - 1));
    QualType type = parameter->getType();
    if (index >= pattern->getNumParams() && !parameter->isParameterPack())
      return false;
    if (auto *pack = type->getAs<PackExpansionType>())
      type = pack->getPattern();
    auto *reference = type->getAs<RValueReferenceType>();
    auto *deduced = reference ? reference->getPointeeType()->getAs<TemplateTypeParmType>() : nullptr;
    return deduced && deduced->getDepth() == whole->getTemplateParameters()->getDepth(); // not the class's
  }

  void note(Expr *expression) {
    if (!expression)
      return;
    if (auto *member = llvm::dyn_cast<MemberExpr>(expression->IgnoreParens()))
      expression = member->getBase();
    if (auto *reference = llvm::dyn_cast<DeclRefExpr>(expression->IgnoreParens()))
      found.insert(reference->getDecl()->getCanonicalDecl());
  }
};

class Assignments : public RecursiveASTVisitor<Assignments> {
public:
  explicit Assignments(ASTContext &context) : Context(context) {}
  std::set<const void *> found;

  bool VisitBinaryOperator(BinaryOperator *operation) {
    auto *variable = llvm::dyn_cast<DeclRefExpr>(operation->getLHS()->IgnoreParens());
    if (operation->getOpcode() != BO_Assign || !variable || !variable->getType()->isIntegralOrEnumerationType())
      return true;
    const Expr *value = operation->getRHS();
    const void *declared = variable->getDecl()->getCanonicalDecl();
    if (!value->isValueDependent() && !value->isIntegerConstantExpr(Context) && !mentions(value, declared))
      found.insert(declared);
    return true;
  }

private:
  ASTContext &Context;

  static bool mentions(const Stmt *statement, const void *declared) {
    auto *reference = llvm::dyn_cast<DeclRefExpr>(statement);
    return (reference && reference->getDecl()->getCanonicalDecl() == declared) ||
           llvm::any_of(statement->children(), [&](const Stmt *child) { return child && mentions(child, declared); });
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

std::set<const void *> givenAnewIn(const Stmt *statement, ASTContext &context) {
  Assignments assignments(context);
  assignments.TraverseStmt(const_cast<Stmt *>(statement));
  return std::move(assignments.found);
}

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

static void addChangesBehind(const Stmt *statement, SourceRange place, const SourceManager &sources,
                             std::set<const void *> &found) {
  const bool isBehind = sources.isBeforeInTranslationUnit(place.getEnd(), statement->getBeginLoc());
  const bool isLoop = llvm::isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(statement);
  const bool isAround = !sources.isBeforeInTranslationUnit(place.getBegin(), statement->getBeginLoc()) &&
                        !sources.isBeforeInTranslationUnit(statement->getEndLoc(), place.getEnd());
  if (isBehind || (isLoop && isAround))
    return found.merge(changesIn(statement));
  if (statement->getBeginLoc() == place.getBegin() && statement->getEndLoc() == place.getEnd())
    return;
  for (const Stmt *child : statement->children())
    if (child && child->getBeginLoc().isValid())
      addChangesBehind(child, place, sources, found);
}

std::set<const void *> changesBehind(const Stmt *statement, SourceRange place, const SourceManager &sources) {
  std::set<const void *> found;
  if (statement)
    addChangesBehind(statement, place, sources, found);
  return found;
}

} // namespace pgtidy::extract
