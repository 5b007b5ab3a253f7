// Places in texts that are counted from the end.
#include "evaluator.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

/// The method of a call `x.name(…)`; "" for other expressions.
static llvm::StringRef methodOf(const Expr *expression) {
  auto *call = llvm::dyn_cast<CXXMemberCallExpr>(expression);
  const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
  return method && method->getDeclName().isIdentifier() ? method->getName() : "";
}

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

static bool isEndOrSize(const Expr *expression) {
  const llvm::StringRef name = methodOf(plain(expression));
  return name == "size" || name == "length" || name == "end" || name == "cend";
}

/// Whether all that the text may be ends with the bytes; where a loop put them there, it has run.
static bool endsWithBytes(const facts::Text &text, llvm::StringRef bytes) {
  if (!text)
    return false;
  if (const facts::Literal *literal = facts::asLiteral(text))
    return llvm::StringRef(literal->bytes).ends_with(bytes);
  if (auto *concat = std::get_if<facts::Concat>(&text->value))
    return endsWithBytes(concat->parts.back(), bytes);
  if (auto *repeated = std::get_if<facts::Repeat>(&text->value))
    return endsWithBytes(repeated->body, bytes);
  auto *either = std::get_if<facts::Choice>(&text->value);
  return either && !either->branches.empty() &&
         llvm::all_of(either->branches, [&](const facts::Text &branch) { return endsWithBytes(branch, bytes); });
}

/// How many bytes of the set all that the text may be ends with, where that is the same of all.
static std::optional<unsigned> endingIn(const facts::Text &text, llvm::StringRef set) {
  if (const facts::Literal *literal = text ? facts::asLiteral(text) : nullptr) {
    const size_t last = llvm::StringRef(literal->bytes).find_last_not_of(set);
    return last == llvm::StringRef::npos ? std::nullopt : std::optional(unsigned(literal->bytes.size() - last - 1));
  }
  auto *concat = text ? std::get_if<facts::Concat>(&text->value) : nullptr;
  const facts::Literal *tail = concat ? facts::asLiteral(concat->parts.back()) : nullptr;
  if (tail && llvm::StringRef(tail->bytes).find_last_not_of(set) == llvm::StringRef::npos)
    return unsigned(tail->bytes.size()); // a value stands before it
  if (concat)
    return endingIn(concat->parts.back(), set);
  auto *repeated = text ? std::get_if<facts::Repeat>(&text->value) : nullptr;
  return repeated ? endingIn(repeated->body, set) : std::nullopt;
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
  return endsWithBytes(textOf(load(place(whole)), whole), bytes) ? std::optional(unsigned(bytes.size())) : std::nullopt;
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

/// The text of which `expression` is the last character: `text.back()`, `text[text.size() - 1]`; null for others.
const Expr *Evaluator::endsWith(const Expr *expression) {
  expression = expression->IgnoreParenImpCasts();
  if (auto *call = llvm::dyn_cast<CXXMemberCallExpr>(expression)) {
    const llvm::StringRef name = methodOf(call);
    const bool isLast = name == "back" || name == "last" ||
                        (name == "at" && call->getNumArgs() == 1 && shortenedBy(call->getArg(0)) == 1u);
    return isLast ? call->getImplicitObjectArgument()->IgnoreParenImpCasts() : nullptr;
  }
  auto *call = llvm::dyn_cast<CXXOperatorCallExpr>(expression);
  if (call && call->getOperator() == OO_Subscript && shortenedBy(call->getArg(1)) == 1u)
    return call->getArg(0)->IgnoreParenImpCasts();
  if (!call || call->getOperator() != OO_Star || methodOf(plain(call->getArg(0))) != "rbegin")
    return nullptr;
  return llvm::cast<CXXMemberCallExpr>(plain(call->getArg(0)))->getImplicitObjectArgument()->IgnoreParenImpCasts();
}

/// Does `text.back() = ')'`, where it is that.
bool Evaluator::replacedLast(const Expr *character, const Expr *given, const Value &value) {
  const Expr *whole = endsWith(character);
  if (!whole || !isText(whole->getType()))
    return false;
  const Place object = place(whole);
  if (!object.root)
    return false;
  const std::optional<int64_t> code = constant(value);
  if (!code) // one character for another: the rest stays
    return false;
  store(object, bounded(facts::concat({withoutEnd(textOf(load(object), whole), 1), characterText(given, *code)})));
  return true;
}

} // namespace pgtidy::extract
