// Questions for the beginning or the end of a text: `text.starts_with(" AND ")`, `text.rfind("x", 0) == 0`.
#include "evaluator.h"
#include "method.h"
#include "texts.h"

#include "facts/yet_to_come.h"

namespace pgtidy::extract {

using namespace clang;

namespace {

/// Which text is asked for which bytes.
struct Beginning {
  const Expr *whole = nullptr;
  const Expr *bytes = nullptr;
  bool isEnd = false;
  bool isThat = true; ///< the condition holds where they stand there
};

std::optional<Beginning> askedBy(const llvm::StringRef name, const Expr *whole, const Expr *bytes) {
  if (name == "starts_with" || name == "startsWith" || name == "StartsWith" || name == "istarts_with")
    return Beginning{whole, bytes, false, true};
  if (name == "ends_with" || name == "endsWith" || name == "EndsWith")
    return Beginning{whole, bytes, true, true};
  return std::nullopt;
}

bool isZero(const Expr *expression, const ASTContext &context) {
  const std::optional<llvm::APSInt> number =
      expression->isValueDependent() ? std::nullopt : expression->getIntegerConstantExpr(context);
  return number && *number == 0;
}

/// A call whose result is zero where the text begins so: `rfind(bytes, 0)`, `compare(0, n, bytes)`, `strncmp(…)`.
std::optional<Beginning> comparedBy(const CallExpr &call, const ASTContext &context) {
  auto *member = llvm::dyn_cast<CXXMemberCallExpr>(&call);
  const FunctionDecl *callee = call.getDirectCallee();
  if (!member)
    return callee && callee->getDeclName().isIdentifier() && callee->getName() == "strncmp" && call.getNumArgs() == 3
               ? std::optional(Beginning{call.getArg(0), call.getArg(1), false, true})
               : std::nullopt;
  const llvm::StringRef name = methodOf(&call);
  const Expr *whole = member->getImplicitObjectArgument();
  const unsigned given = call.getNumArgs();
  if (given >= 1 &&
      (name == "find" || name == "indexOf" || (name == "rfind" && given == 2 && isZero(call.getArg(1), context))))
    return Beginning{whole, call.getArg(0), false, true};
  if (name == "compare" && given == 3 && isZero(call.getArg(0), context))
    return Beginning{whole, call.getArg(2), false, true};
  return std::nullopt;
}

std::optional<Beginning> asked(const Expr *condition, const ASTContext &context) {
  const Expr *plain = stripped(condition);
  if (auto *comparison = llvm::dyn_cast<BinaryOperator>(plain); comparison && comparison->isEqualityOp()) {
    auto *call = llvm::dyn_cast<CallExpr>(stripped(comparison->getLHS()));
    std::optional<Beginning> found =
        call && isZero(comparison->getRHS(), context) ? comparedBy(*call, context) : std::nullopt;
    if (found)
      found->isThat = comparison->getOpcode() == BO_EQ;
    return found;
  }
  auto *call = llvm::dyn_cast<CallExpr>(plain);
  if (!call)
    return std::nullopt;
  if (auto *member = llvm::dyn_cast<CXXMemberCallExpr>(call))
    if (call->getNumArgs() >= 1)
      if (std::optional<Beginning> found =
              askedBy(methodOf(call), member->getImplicitObjectArgument(), call->getArg(0)))
        return found;
  const FunctionDecl *callee = call->getDirectCallee();
  if (callee && callee->getDeclName().isIdentifier() && !llvm::isa<CXXMemberCallExpr>(call) && call->getNumArgs() >= 2)
    if (std::optional<Beginning> found = askedBy(callee->getName(), call->getArg(0), call->getArg(1)))
      return found;
  if (!call->getType()->isIntegerType() || call->getType()->isBooleanType())
    return std::nullopt;
  std::optional<Beginning> found = comparedBy(*call, context); // not zero
  if (found)
    found->isThat = false;
  return found;
}

} // namespace

/// `text.back() == ';'`, `text[text.size() - 1] != ';'`.
static std::optional<Beginning> askedByLast(const Expr *condition) {
  bool isEqual = true;
  const auto sides = equalityOf(stripped(condition), isEqual);
  return sides ? std::optional(Beginning{sides->first, sides->second, true, isEqual}) : std::nullopt;
}

/// Whether the text is known at link only, at least on one of its ways. Of texts that are put together, the pieces that
/// are known decide.
static bool isToCome(const facts::Text &text) {
  if (auto *either = std::get_if<facts::Choice>(&text->value))
    return llvm::any_of(either->branches, [](const facts::Text &branch) { return branch && isToCome(branch); });
  return !std::holds_alternative<facts::Concat>(text->value) && facts::yetToCome(text);
}

/// What a text that is known at link only is on the two sides of the question.
static Sides narrowedBy(const facts::Text &text, const facts::Text &bytes, bool isEnd) {
  const facts::Extent extent = isEnd ? facts::Extent::End : facts::Extent::Start;
  return {facts::narrowed({text, bytes, true, {}, extent}), facts::narrowed({text, bytes, false, {}, extent})};
}

/// On one side the text begins (or ends) so, on the other it does not: of what it may be, each side has its part.
void Evaluator::narrowBeginning(const Expr *condition, Branches &branches) {
  std::optional<Beginning> found = asked(condition, Context);
  if (const std::optional<Beginning> byLast = found ? std::nullopt : askedByLast(condition)) {
    const std::optional<FromEnd> last = characterFromEnd(byLast->whole);
    if (!last || last->distance != 1)
      return;
    found = Beginning{last->whole, byLast->bytes, true, byLast->isThat};
  }
  if (!found || !isText(found->whole->getType()))
    return;
  const Value given = evaluate(found->bytes);
  const std::optional<int64_t> code = constant(given);
  const facts::Text bytes = code ? facts::literal(std::string(1, char(*code))) : formatted(given, found->bytes);
  const facts::Literal *literal = bytes ? facts::asLiteral(bytes) : nullptr;
  const Place object = place(stripped(found->whole));
  const facts::Text text = object.root && !object.offset ? load(object).text() : nullptr;
  if (!literal || literal->bytes.empty() || !text || any(text, isLoopMarker))
    return;
  const bool isLater = isToCome(text);
  if (!isLater && !facts::hasLiteral(text))
    return;
  const Sides sides = isLater        ? narrowedBy(text, bytes, found->isEnd)
                      : found->isEnd ? partedByEnd(text, literal->bytes)
                                     : partedByStart(text, literal->bytes);
  auto narrow = [&](State &state, const facts::Text &part) {
    if (facts::isNothing(part))
      state.reachable = false;
    if (!state.reachable)
      return;
    std::swap(Now, state);
    Value whole = Now.values.count(object.root) ? Now.values[object.root] : initial(object.root);
    if (object.path.empty() || !whole.pointer())
      Now.values[object.root] = stored(whole, object, 0, part);
    std::swap(Now, state);
  };
  narrow(found->isThat ? branches.yes : branches.no, sides.with);
  narrow(found->isThat ? branches.no : branches.yes, sides.without);
}

} // namespace pgtidy::extract
