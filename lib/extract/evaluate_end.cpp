// Places in texts that are counted from the end.
#include "evaluator.h"
#include "method.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

static const Expr *plain(const Expr *expression) { return expression->IgnoreUnlessSpelledInSource(); }

/// The two sides of `a - b`, of numbers or of iterators.
static std::optional<std::pair<const Expr *, const Expr *>> subtraction(const Expr *expression) {
  if (auto *minus = llvm::dyn_cast<BinaryOperator>(expression); minus && minus->getOpcode() == BO_Sub)
    return std::pair(minus->getLHS(), minus->getRHS());
  if (auto *call = llvm::dyn_cast<CXXOperatorCallExpr>(expression);
      call && call->getOperator() == OO_Minus && call->getNumArgs() == 2)
    return std::pair(call->getArg(0), call->getArg(1));
  return std::nullopt;
}

/// The iterator of `std::prev(iterator)`; null for other expressions.
static const Expr *before(const Expr *expression) {
  auto *call = llvm::dyn_cast<CallExpr>(expression);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  const bool isPrevious = callee && callee->getDeclName().isIdentifier() && callee->getName() == "prev" &&
                          call->getNumArgs() > 0 &&
                          (call->getNumArgs() == 1 || llvm::isa<CXXDefaultArgExpr>(call->getArg(1)));
  return isPrevious ? call->getArg(0) : nullptr;
}

bool Evaluator::isEndOrSize(const Expr *expression) {
  const llvm::StringRef name = methodOf(expression);
  return name == "size" || name == "length" || name == "end" || name == "cend" || measured(expression);
}

/// `x.find_last_not_of(", ") + 1`.
std::optional<unsigned> Evaluator::trimmedBy(const Expr *expression) {
  auto *plus = llvm::dyn_cast<BinaryOperator>(expression);
  if (!plus || plus->getOpcode() != BO_Add || constant(evaluate(plus->getRHS())) != 1 ||
      methodOf(plain(plus->getLHS())) != "find_last_not_of")
    return std::nullopt;
  auto *call = llvm::cast<CXXMemberCallExpr>(plain(plus->getLHS()));
  const Expr *whole = call->getImplicitObjectArgument();
  const Value set = call->getNumArgs() > 0 ? evaluate(call->getArg(0)) : Value();
  const facts::Literal *literal = facts::asLiteral(set.text());
  const std::optional<int64_t> code = constant(set);
  if (!isText(whole->getType()) || (!literal && !code))
    return std::nullopt;
  return endingIn(textOf(load(place(whole)), whole), literal ? literal->bytes : std::string(1, char(*code)));
}

/// How many bytes a search for the last of something finds it before the end: `x.find_last_of(',')`.
std::optional<unsigned> Evaluator::foundBeforeEnd(const Expr *expression) {
  const llvm::StringRef name = methodOf(expression);
  if (name != "find_last_of" && name != "rfind" && name != "lastIndexOf")
    return std::nullopt;
  auto *call = llvm::cast<CXXMemberCallExpr>(expression);
  const Expr *whole = call->getImplicitObjectArgument();
  if (!isText(whole->getType()) || call->getNumArgs() == 0)
    return std::nullopt;
  const Value needle = evaluate(call->getArg(0));
  const facts::Literal *literal = facts::asLiteral(needle.text());
  const std::optional<int64_t> code = constant(needle);
  const std::string bytes = literal ? literal->bytes : code ? std::string(1, char(*code)) : std::string();
  if (bytes.empty() || (name == "find_last_of" && bytes.size() > 1))
    return std::nullopt;
  const facts::Text text = textOf(load(place(whole)), whole);
  constexpr unsigned Furthest = 16;
  for (unsigned distance = unsigned(bytes.size()); distance <= Furthest; ++distance) {
    const std::optional<std::string> end = bytesAtEnd(text, distance);
    if (!end)
      return std::nullopt;
    if (llvm::StringRef(*end).starts_with(bytes))
      return distance;
  }
  return std::nullopt;
}

/// How many bytes before the end of the text a place in it is: `x.size() - n`, `x.end() - n`, `x.find_last_of(',')`.
std::optional<unsigned> Evaluator::shortenedBy(const Expr *expression) {
  expression = plain(expression);
  if (auto *reference = llvm::dyn_cast<DeclRefExpr>(expression)) {
    auto *variable = llvm::dyn_cast<VarDecl>(reference->getDecl());
    bool isFixed = variable && variable->hasLocalStorage() && variable->getInit() &&
                   !llvm::isa<ParmVarDecl>(variable) && !Marked.changed.count(variable->getCanonicalDecl());
    return isFixed ? foundBeforeEnd(plain(variable->getInit())) : std::nullopt;
  }
  if (const Expr *iterator = before(expression))
    return isEndOrSize(iterator) ? std::optional(1u) : std::nullopt;
  if (auto minus = subtraction(expression)) {
    const std::optional<int64_t> less = isEndOrSize(minus->first) ? constant(evaluate(minus->second)) : std::nullopt;
    return less && *less >= 0 ? std::optional(unsigned(*less)) : std::nullopt;
  }
  if (std::optional<unsigned> trimmed = trimmedBy(expression))
    return trimmed;
  return foundBeforeEnd(expression);
}

/// Which character, counted from the end, of which text an expression is: `text.back()`, `text[text.size() - 2]`.
std::optional<Evaluator::FromEnd> Evaluator::characterFromEnd(const Expr *expression) {
  expression = expression->IgnoreParenImpCasts();
  auto at = [&](const Expr *whole, const Expr *index) -> std::optional<FromEnd> {
    const std::optional<unsigned> less = shortenedBy(index);
    return less && *less > 0 ? std::optional(FromEnd{whole->IgnoreParenImpCasts(), *less}) : std::nullopt;
  };
  if (auto *subscript = llvm::dyn_cast<ArraySubscriptExpr>(expression))
    return at(subscript->getBase(), subscript->getIdx());
  if (auto *call = llvm::dyn_cast<CXXMemberCallExpr>(expression)) {
    const llvm::StringRef name = methodOf(call);
    if (name == "at" && call->getNumArgs() == 1)
      return at(call->getImplicitObjectArgument(), call->getArg(0));
    const bool isLast = name == "back" || name == "last";
    return isLast ? std::optional(FromEnd{call->getImplicitObjectArgument()->IgnoreParenImpCasts(), 1}) : std::nullopt;
  }
  auto *call = llvm::dyn_cast<CXXOperatorCallExpr>(expression);
  if (call && call->getOperator() == OO_Subscript)
    return at(call->getArg(0), call->getArg(1));
  if (!call || call->getOperator() != OO_Star || methodOf(plain(call->getArg(0))) != "rbegin")
    return std::nullopt;
  auto *begin = llvm::cast<CXXMemberCallExpr>(plain(call->getArg(0)));
  return FromEnd{begin->getImplicitObjectArgument()->IgnoreParenImpCasts(), 1};
}

/// Whether the assignment puts a zero at the last place of a character array, as after strncpy: what is in it, ends
/// there at the latest.
bool Evaluator::endsArray(const Expr *character, const Value &value) {
  auto *subscript = llvm::dyn_cast<ArraySubscriptExpr>(character->IgnoreParenImpCasts());
  const Expr *whole = subscript ? subscript->getBase()->IgnoreParenImpCasts() : nullptr;
  const auto *type = whole && isText(whole->getType()) ? Context.getAsConstantArrayType(whole->getType()) : nullptr;
  if (!type || constant(value) != 0)
    return false;
  const std::optional<Value> index = constantOf(subscript->getIdx());
  return index && constant(*index) && uint64_t(*constant(*index)) + 1 == type->getSize().getZExtValue();
}

/// Does `text.back() = ')'` and `buffer[strlen(buffer) - 2] = 0`, where it is that.
bool Evaluator::replacedNearEnd(const Expr *character, const Expr *given, const Value &value) {
  const std::optional<FromEnd> found = characterFromEnd(character);
  if (!found || !isText(found->whole->getType()))
    return false;
  const Place object = place(found->whole);
  if (!object.root)
    return false;
  const std::optional<int64_t> code = constant(value);
  if (!code) // one character for another: the rest stays
    return false;
  const facts::Text before = textOf(load(object), found->whole);
  const bool isBuffer = !found->whole->getType().getNonReferenceType()->isRecordType();
  if (isBuffer && *code == 0) {
    store(object, bounded(withoutEnd(before, found->distance)));
    return true;
  }
  const std::optional<std::string> kept =
      found->distance == 1 ? std::string(1, ' ') : bytesAtEnd(before, found->distance);
  store(object, kept ? bounded(facts::concat({withoutEnd(before, found->distance), characterText(given, *code),
                                              facts::literal(kept->substr(1))}))
                     : unknown("changed in one of its characters"));
  return true;
}

} // namespace pgtidy::extract
