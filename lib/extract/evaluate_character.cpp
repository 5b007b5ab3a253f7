// Characters of a text that are asked for a quote, one by one, as functions do that escape by hand.
#include "evaluator.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

static bool isQuote(int64_t code) { return code == '\'' || code == '"'; }

static bool isCharacter(QualType type) {
  type = type.getNonReferenceType();
  auto *record = type->getAsCXXRecordDecl();
  return type->isAnyCharacterType() || (record && record->getName() == "QChar");
}

/// The local variable of a character that the expression names, while nothing is known of its value; null for others.
const ValueDecl *Evaluator::characterVariable(const Expr *expression) {
  auto *reference = llvm::dyn_cast<DeclRefExpr>(stripped(expression));
  const ValueDecl *variable = reference ? reference->getDecl() : nullptr;
  if (!variable || !llvm::isa<VarDecl, BindingDecl>(variable) || !isCharacter(variable->getType()))
    return nullptr;
  const Value value = load(placeOf(variable));
  const facts::Text text = value.text();
  const bool isHole = text && std::holds_alternative<facts::Hole>(text->value);
  return value.isUnknown() || isHole ? variable : nullptr;
}

/// On one side of a comparison the variable is the quote, on the other it is none.
void Evaluator::narrowCharacter(State &state, const ValueDecl &variable, const Expr *use, char code, bool isThat) {
  if (!state.reachable)
    return;
  std::swap(Now, state);
  const Place object = placeOf(&variable);
  if (object.root && object.path.empty() && !object.offset)
    Now.values[object.root] = isThat ? characterText(use, code) : hole(use, facts::HoleKind::Checked);
  std::swap(Now, state);
}

/// The two sides of an equality, whichever way it is written.
static std::optional<std::pair<const Expr *, const Expr *>> equalityOf(const Expr *plain, bool &isEqual) {
  if (auto *operation = llvm::dyn_cast<BinaryOperator>(plain); operation && operation->isEqualityOp()) {
    isEqual = operation->getOpcode() == BO_EQ;
    return std::pair(operation->getLHS(), operation->getRHS());
  }
  auto *call = llvm::dyn_cast<CXXOperatorCallExpr>(plain);
  if (!call || call->getNumArgs() != 2 ||
      (call->getOperator() != OO_EqualEqual && call->getOperator() != OO_ExclaimEqual))
    return std::nullopt;
  isEqual = call->getOperator() == OO_EqualEqual;
  return std::pair(call->getArg(0), call->getArg(1));
}

/// `c == '\''`.
void Evaluator::narrowCharacters(const Expr *condition, Branches &branches) {
  bool isEqual = true;
  const auto sides = equalityOf(stripped(condition), isEqual);
  if (!sides)
    return;
  const auto *code = llvm::dyn_cast<CharacterLiteral>(sides->second->IgnoreUnlessSpelledInSource());
  const ValueDecl *variable = code && isQuote(code->getValue()) ? characterVariable(sides->first) : nullptr;
  if (!variable)
    return;
  narrowCharacter(branches.yes, *variable, sides->first, char(code->getValue()), isEqual);
  narrowCharacter(branches.no, *variable, sides->first, char(code->getValue()), !isEqual);
}

/// Whether this side of a question for a quote is the one where the character, such as `text[i]`, is none.
bool Evaluator::isPastQuoteTest(const Expr *character) {
  const Expr *plain = stripped(character);
  if (!isCharacter(plain->getType()) || Now.decisions.empty())
    return false;
  bool isPure = true;
  const std::string description = described(plain, isPure);
  const size_t versions = description.rfind(" @");
  if (!isPure || versions == std::string::npos)
    return false;
  for (const char *quote : {"'\\''", "'\"'"}) {
    const std::string asked =
        description.substr(0, versions) + " == " + quote + description.substr(versions) + ' ' + Key;
    if (Now.taken(asked) == 1u)
      return true;
  }
  return false;
}

} // namespace pgtidy::extract
