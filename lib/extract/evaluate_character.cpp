// Characters of a text, one by one: asked for a quote, as functions do that escape by hand, and put into another text.
#include "evaluator.h"
#include "texts.h"

#include "clang/AST/RecursiveASTVisitor.h"

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

std::optional<std::pair<const Expr *, const Expr *>> equalityOf(const Expr *plain, bool &isEqual) {
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

/// What the question reads whether the character is that quote; "" where it is no character that can be asked again.
/// `*p++` is asked as `*p` was, before the step.
std::string Evaluator::quoteQuestion(const Expr *character, char quote) {
  const Expr *plain = stripped(character);
  if (!isCharacter(plain->getType()))
    return "";
  bool isPure = true;
  std::string description = described(plain, isPure);
  if (auto *operation = llvm::dyn_cast<UnaryOperator>(plain); operation && operation->getOpcode() == UO_Deref)
    if (auto before = Stepped.find(stripped(operation->getSubExpr())); before != Stepped.end()) {
      description = "*" + before->second;
      isPure = true;
    }
  const size_t versions = description.rfind(" @");
  if (!isPure || versions == std::string::npos)
    return "";
  const std::string code = quote == '"' ? "'\"'" : "'\\''";
  return description.substr(0, versions) + " == " + code + description.substr(versions) + ' ' + Key;
}

/// Whether the answer has led to different texts, which the ways have met with since: `if (*p == '\'') s += '\'';`
bool Evaluator::isTold(const std::string &question) const {
  auto isChosen = [&](const facts::TextNode &node) {
    auto *choice = std::get_if<facts::Choice>(&node.value);
    return choice && choice->condition == question;
  };
  return llvm::any_of(Now.values,
                      [&](const auto &entry) { return entry.second.text() && any(entry.second.text(), isChosen); });
}

/// The character, such as `text[i]`, where the program has asked whether it is a quote; null where it has not.
facts::Text Evaluator::characterAsked(const Expr *character, const facts::Hole &hole) {
  if (ReadBy.empty())
    return nullptr;
  for (char quote : {'\'', '"'}) {
    const std::string asked = quoteQuestion(character, quote);
    if (asked.empty() || !ReadBy.count(asked) || (!Now.taken(asked) && !isTold(asked)))
      continue;
    facts::Hole other = hole;
    other.kind = facts::HoleKind::Checked;
    const facts::Text either = facts::choice(asked, {characterText(character, quote), facts::hole(std::move(other))});
    return resolve(either, Now.decisions);
  }
  return nullptr;
}

/// In a `switch` over a character: whether it is a quote where this group of labels is.
void Evaluator::assumeQuote(const Expr *character, bool isQuote) {
  const std::string asked = quoteQuestion(character, '\'');
  if (asked.empty())
    return;
  ReadBy.try_emplace(asked);
  (void)Now.assume(asked, isQuote ? 0 : 1, 2);
}

namespace {

class Mentions : public RecursiveASTVisitor<Mentions> {
public:
  explicit Mentions(const void *root) : Root(root) {}
  bool found = false;
  bool VisitDeclRefExpr(DeclRefExpr *reference) {
    found |= reference->getDecl()->getCanonicalDecl() == Root;
    return !found;
  }

private:
  const void *Root;
};

} // namespace

/// Does `text[i] = c`, where another text's characters are put into a text one by one.
bool Evaluator::putCharacter(const Expr *character, const Expr *given, const Value &value) {
  character = stripped(character);
  const Expr *whole = nullptr;
  if (auto *subscript = llvm::dyn_cast<ArraySubscriptExpr>(character))
    whole = subscript->getBase();
  else if (auto *call = llvm::dyn_cast<CXXOperatorCallExpr>(character); call && call->getOperator() == OO_Subscript)
    whole = call->getArg(0);
  if (!whole || constant(value) || !isText(whole->getType()) || !isCharacter(character->getType()))
    return false;
  const Expr *plain = whole->IgnoreParenImpCasts();
  const Place object = plain->getType()->isPointerType() ? pointee(evaluate(plain), plain) : place(plain);
  Mentions itself(object.root);
  itself.TraverseStmt(const_cast<Expr *>(given));
  const facts::Text put = object.root && !itself.found ? formatted(value, given) : nullptr;
  if (!put || facts::asLiteral(put) || !load(Place{object.root, object.path, false}).text())
    return false;
  store(Place{object.root, object.path, false}, facts::repeat(put));
  return true;
}

} // namespace pgtidy::extract
