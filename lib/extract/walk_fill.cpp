// Loops that fill a format: `for (const auto &part : parts) format = format % part;`.
#include "evaluator.h"
#include "texts.h"

#include "facts/list.h"

namespace pgtidy::extract {

using namespace clang;

static constexpr unsigned MostFilled = 8, MostFilledUnknown = 4;

/// All that the body does; null where it is more than one expression.
static const Expr *onlyExpression(const Stmt *body) {
  if (auto *block = llvm::dyn_cast_or_null<CompoundStmt>(body))
    body = block->size() == 1 ? block->body_front() : nullptr;
  auto *expression = llvm::dyn_cast_or_null<Expr>(body);
  return expression ? stripped(expression) : nullptr;
}

/// The format that the expression fills one place of: that of `f % part`, or of `f = f % part`.
const Expr *Evaluator::filledBy(const Expr *expression) {
  const Expr *assigned = nullptr;
  if (auto *set = llvm::dyn_cast_or_null<CXXOperatorCallExpr>(expression); set && set->isAssignmentOp()) {
    assigned = set->getArg(0);
    expression = stripped(set->getArg(1));
  }
  auto *call = llvm::dyn_cast_or_null<CallExpr>(expression);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  const rules::TextFunction *rule = callee ? Match.text(*callee, call->getNumArgs()) : nullptr;
  const bool isFilling = rule && rule->format == -1 && rule->operation == rules::TextOperation::FormatBoost;
  auto *member = llvm::dyn_cast_or_null<CXXMemberCallExpr>(expression);
  const Expr *object = !isFilling ? nullptr : member ? member->getImplicitObjectArgument() : call->getArg(0);
  return object && (!assigned || place(object) == place(assigned)) ? object : nullptr;
}

/// Goes through the loop until nothing is left to be filled: with fewer values, no text is made of the format.
bool Evaluator::walkFill(const Loop &loop) {
  const Expr *filled = filledBy(onlyExpression(loop.body));
  const Place format = filled ? place(filled) : Place();
  if (!format.root)
    return false;
  for (unsigned i = 0; i < MostFilled; ++i) {
    const facts::Text before = textOf(load(format), filled);
    if (loop.enter)
      loop.enter();
    walk(loop.body);
    const facts::Text after = withElement(
        textOf(load(format), filled), [](llvm::StringRef context) { return context.starts_with(facts::ElementOfEach); },
        facts::ElementAt + std::to_string(i));
    store(format, after);
    const bool isOfCaller =
        any(after, [](const facts::TextNode &node) { return std::holds_alternative<facts::Formatted>(node.value); });
    if (facts::same(before, after) || (isOfCaller && i + 1 >= MostFilledUnknown))
      break;
  }
  return true;
}

} // namespace pgtidy::extract
