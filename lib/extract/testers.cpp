#include "testers.h"

#include "evaluator.h"
#include "look.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/SetVector.h"

namespace pgtidy::extract {

using namespace clang;

namespace {

bool isCharacter(QualType type) { return !type.isNull() && type.getCanonicalType()->isAnyCharacterType(); }

bool saysWhatItFound(QualType type) { return type->isIntegralOrEnumerationType(); }

const VarDecl *variableIn(const Expr *expression) {
  auto *reference = llvm::dyn_cast<DeclRefExpr>(wholeText(expression));
  return reference ? llvm::dyn_cast<VarDecl>(reference->getDecl()) : nullptr;
}

/// Collects the variables whose characters are looked at: texts, and containers each of whose texts is.
class Looks : public RecursiveASTVisitor<Looks> {
public:
  llvm::SetVector<const VarDecl *> variables;
  std::vector<Accessed> accessed;
  bool leaves = false; ///< by something else than the end of the code
  bool throws = false; ///< leaves the function, and does not come back to the caller

  Looks(Matcher &match, Testers &testers) : Match(match), Others(testers) {}

  bool VisitCXXForRangeStmt(CXXForRangeStmt *loop) {
    if (const VarDecl *whole = loop->getRangeInit() ? variableIn(loop->getRangeInit()) : nullptr)
      Wholes[loop->getLoopVariable()] = whole;
    return true;
  }
  bool VisitVarDecl(VarDecl *variable) {
    QualType type = variable->getType();
    const Expr *init = variable->getInit();
    bool isPart = init && !type->isDependentType() && (isCharacter(type) || type->isPointerType() || isIterator(type));
    if (const VarDecl *whole = isPart ? variableIn(init) : nullptr)
      Wholes.try_emplace(variable, whole);
    return true;
  }
  bool VisitCallExpr(CallExpr *call) {
    const FunctionDecl *callee = call->getDirectCallee();
    if (!callee)
      return true;
    if (callee->isNoReturn())
      leaves = throws = true;
    if (const Expr *text = textLookedAt(*call, Match))
      return look(text);
    const FunctionDecl *definition = callee->getDefinition();
    if (!definition || llvm::isa<CXXOperatorCallExpr>(call))
      return true;
    for (unsigned i = 0; i < call->getNumArgs(); ++i)
      if (mayBeLookedAt(call->getArg(i)) && llvm::is_contained(Others.testedBy(*definition), i)) {
        look(call->getArg(i));
        if (!saysWhatItFound(definition->getReturnType()))
          leaves = throws = true;
      }
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *operation) {
    if (!operation->isComparisonOp())
      return true;
    const Expr *left = operation->getLHS(), *right = operation->getRHS();
    if (llvm::isa<CharacterLiteral>(stripped(left)))
      std::swap(left, right);
    auto *literal = llvm::dyn_cast<CharacterLiteral>(stripped(right));
    bool isTelling = literal && (operation->isRelationalOp() ||
                                 (literal->getValue() < 128 && isDangerous(std::string(1, char(literal->getValue())))));
    if (isTelling && isCharacter(left->IgnoreParenImpCasts()->getType()))
      look(left);
    return true;
  }
  bool VisitSwitchStmt(SwitchStmt *statement) {
    if (isCharacter(statement->getCond()->IgnoreParenImpCasts()->getType()))
      look(statement->getCond());
    return true;
  }
  bool VisitCXXThrowExpr(CXXThrowExpr *) { return leaves = throws = true; }
  bool VisitReturnStmt(ReturnStmt *) { return leaves = true; }

private:
  Matcher &Match;
  Testers &Others;
  llvm::DenseMap<const VarDecl *, const VarDecl *> Wholes; ///< by a character or an iterator: what it belongs to

  bool look(const Expr *expression) {
    const VarDecl *variable = variableIn(expression);
    const Expr *given = variable && variable->getInit() ? variable->getInit() : expression;
    if (std::optional<Accessed> text = accessedBy(wholeText(given), Match);
        text && !llvm::is_contained(accessed, *text))
      accessed.push_back(*text);
    for (unsigned i = 0; variable && i < 4; ++i) {
      auto whole = Wholes.find(variable);
      if (whole == Wholes.end())
        break;
      variable = whole->second;
    }
    if (variable && mayHoldText(variable->getType()))
      variables.insert(variable);
    return true;
  }
  bool mayBeLookedAt(const Expr *expression) {
    const VarDecl *variable = variableIn(expression);
    return variable ? mayHoldText(variable->getType()) : accessedBy(wholeText(expression), Match).has_value();
  }
  bool mayHoldText(QualType type) {
    return !type->isDependentType() && (Match.isText(type) || isOfTexts(Match.shapeOf(type)));
  }

  static bool isIterator(QualType type) {
    const CXXRecordDecl *record = type->getAsCXXRecordDecl();
    return record && record->getDeclName().isIdentifier() && record->getName().contains_insensitive("iterator");
  }
};

} // namespace

std::optional<Accessed> accessedBy(const Expr *call, Matcher &match) {
  auto *access = llvm::dyn_cast<CXXMemberCallExpr>(call);
  const CXXMethodDecl *method = access ? access->getMethodDecl() : nullptr;
  if (!method || !method->isConst() || call->isTypeDependent() || !match.isText(call->getType()))
    return std::nullopt;
  const ValueDecl *named = objectNamed(access->getImplicitObjectArgument());
  if (!named || match.isText(named->getType()))
    return std::nullopt;
  return Accessed{named, method->getCanonicalDecl()};
}

/// Whether a parameter is an object that may give texts.
static bool takesObject(const FunctionDecl &function) {
  return llvm::any_of(function.parameters(), [](const ParmVarDecl *parameter) {
    QualType type = parameter->getType().getNonReferenceType();
    return (type->isPointerType() ? type->getPointeeType() : type)->isRecordType();
  });
}

const Testers::OfFunction &Testers::tested(const FunctionDecl &function) {
  auto [known, isNew] = Known.try_emplace(&function); // a function that calls itself finds it empty
  if (!isNew || !function.hasBody() || function.isDependentContext() ||
      (!Match.takesText(function) && !takesObject(function)))
    return known->second;
  Looks looks(Match, *this);
  looks.TraverseStmt(function.getBody());
  if (!looks.throws && !saysWhatItFound(function.getReturnType()))
    return known->second;
  for (const ParmVarDecl *parameter : function.parameters()) {
    if (looks.variables.contains(parameter))
      known->second.parameters.push_back(parameter->getFunctionScopeIndex());
    for (const Accessed &text : looks.accessed)
      if (text.object == parameter)
        known->second.accessed.push_back(text);
  }
  return known->second;
}

const std::vector<uint32_t> &Testers::testedBy(const FunctionDecl &function) { return tested(function).parameters; }

const std::vector<Accessed> &Testers::accessedBy(const FunctionDecl &function) { return tested(function).accessed; }

Testers::Tested Testers::testedIn(const Stmt &statement) {
  Looks looks(Match, *this);
  looks.TraverseStmt(const_cast<Stmt *>(&statement));
  if (!looks.leaves)
    return {};
  return {{looks.variables.begin(), looks.variables.end()}, std::move(looks.accessed)};
}

} // namespace pgtidy::extract
