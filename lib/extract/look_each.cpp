#include "look_each.h"

#include "algorithm_name.h"
#include "evaluator.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

namespace pgtidy::extract {

using namespace clang;

namespace {

class Mentions : public RecursiveASTVisitor<Mentions> {
public:
  explicit Mentions(const ValueDecl *named) : Named(named) {}
  bool found = false;

  bool VisitDeclRefExpr(DeclRefExpr *reference) {
    found |= reference->getDecl() == Named;
    return !found;
  }

private:
  const ValueDecl *Named;
};

} // namespace

static bool mentions(const Expr *expression, const ValueDecl *named) {
  Mentions visitor(named);
  visitor.TraverseStmt(const_cast<Expr *>(expression));
  return visitor.found;
}

/// The two sides of an equality; none of other expressions.
static std::pair<const Expr *, const Expr *> sidesOfEquality(const Expr *expression) {
  expression = stripped(expression);
  if (auto *operation = llvm::dyn_cast<BinaryOperator>(expression); operation && operation->getOpcode() == BO_EQ)
    return {operation->getLHS(), operation->getRHS()};
  if (auto *call = llvm::dyn_cast<CXXOperatorCallExpr>(expression);
      call && call->getOperator() == OO_EqualEqual && call->getNumArgs() == 2)
    return {call->getArg(0), call->getArg(1)};
  if (auto *rewritten = llvm::dyn_cast<CXXRewrittenBinaryOperator>(expression);
      rewritten && rewritten->getOpcode() == BO_EQ)
    return {rewritten->getLHS(), rewritten->getRHS()};
  return {};
}

/// What the lambda compares its element with; null where it does more.
static const Expr *comparedWithEach(const LambdaExpr &lambda) {
  const CXXMethodDecl *body = lambda.getCallOperator();
  const CompoundStmt *statements = lambda.getCompoundStmtBody();
  auto *result = statements->size() == 1 ? llvm::dyn_cast<ReturnStmt>(statements->body_front()) : nullptr;
  if (!result || !result->getRetValue() || body->getNumParams() != 1)
    return nullptr;
  auto [left, right] = sidesOfEquality(result->getRetValue());
  const ParmVarDecl *element = body->getParamDecl(0);
  if (!left || mentions(left, element) == mentions(right, element))
    return nullptr;
  return mentions(left, element) ? right : left;
}

std::optional<LookUp> lookUpByEach(const CallExpr &call) {
  static constexpr llvm::StringLiteral Some[] = {"any_of", "find_if", "count_if"};
  const FunctionDecl *callee = call.getDirectCallee();
  const std::string name = callee ? algorithmName(*callee).name : "";
  if (name != "none_of" && !llvm::is_contained(Some, name))
    return std::nullopt;
  for (const Expr *argument : call.arguments())
    if (auto *lambda = llvm::dyn_cast<LambdaExpr>(stripped(argument)))
      if (const Expr *text = comparedWithEach(*lambda))
        return LookUp{text, name == "none_of"};
  return std::nullopt;
}

} // namespace pgtidy::extract
