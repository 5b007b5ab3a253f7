// The pattern of a template: operations whose meaning only its instances know. A text that they change is a text of
// which a part is not known, never one without that part.
#include "evaluator.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;
using rules::TextOperation;

static std::optional<facts::HoleKind> escapeOf(TextOperation operation) {
  switch (operation) {
  case TextOperation::EscapeLiteral:
    return facts::HoleKind::EscapedLiteral;
  case TextOperation::EscapeString:
    return facts::HoleKind::EscapedString;
  case TextOperation::EscapeIdentifier:
    return facts::HoleKind::EscapedIdentifier;
  default:
    return std::nullopt;
  }
}

/// What the rules say of all functions that the call can mean, where they agree.
const rules::TextFunction *Evaluator::candidates(const CallExpr &call) {
  auto *overloads = llvm::dyn_cast<OverloadExpr>(call.getCallee()->IgnoreParenImpCasts());
  const rules::TextFunction *agreed = nullptr;
  if (!overloads)
    return nullptr;
  for (const NamedDecl *candidate : overloads->decls()) {
    const FunctionDecl *function = candidate->getUnderlyingDecl()->getAsFunction();
    const rules::TextFunction *rule = function ? Match.text(*function, call.getNumArgs()) : nullptr;
    if (!rule || (agreed && agreed->operation != rule->operation))
      return nullptr;
    agreed = rule;
  }
  return agreed;
}

/// An operand as text: what it holds, else a hole that says no more than the pattern does.
facts::Text Evaluator::dependentText(const Value &value, const Expr *expression) {
  if (value.text() || value.integer())
    return formatted(value, expression);
  auto *call = llvm::dyn_cast<CallExpr>(expression->IgnoreParenImpCasts());
  const rules::TextFunction *rule = call && !call->getDirectCallee() ? candidates(*call) : nullptr;
  std::optional<facts::HoleKind> escape = rule ? escapeOf(rule->operation) : std::nullopt;
  return hole(expression, escape.value_or(facts::HoleKind::Unknown));
}

Outcome Evaluator::dependentOperation(OverloadedOperatorKind kind, const Expr *left, const Expr *right) {
  Argument to;
  if (std::optional<Outcome> inner = dependentOperation(*left->IgnoreParens())) { // a << b << c
    to.value = inner->value;
    to.place = inner->place.value_or(Place());
  } else {
    to = argument(left, {});
  }
  Value added = evaluate(right);
  facts::Text before = to.value.text();
  auto put = [&](facts::Text text) -> Outcome {
    store(to.place, bounded(std::move(text)));
    return {load(to.place), to.place};
  };
  switch (kind) {
  case OO_LessLess:
  case OO_PlusEqual:
    return before && to.place.root ? put(facts::concat({before, dependentText(added, right)})) : Outcome{};
  case OO_Equal:
    return before && to.place.root ? put(dependentText(added, right)) : Outcome{};
  case OO_Plus:
    if (!before && !added.text())
      return {};
    return {bounded(facts::concat({dependentText(to.value, left), dependentText(added, right)})), std::nullopt};
  default:
    return {};
  }
}

/// An operation of the pattern, however Clang keeps it; null where it is none of those that make text.
std::optional<Outcome> Evaluator::dependentOperation(const Expr &expression) {
  if (auto *call = llvm::dyn_cast<CXXOperatorCallExpr>(&expression);
      call && !call->getDirectCallee() && call->isTypeDependent() && call->getNumArgs() == 2)
    return dependentOperation(call->getOperator(), call->getArg(0), call->getArg(1));
  auto *operation = llvm::dyn_cast<BinaryOperator>(&expression);
  if (!operation || !operation->isTypeDependent())
    return std::nullopt;
  switch (operation->getOpcode()) {
  case BO_Shl:
    return dependentOperation(OO_LessLess, operation->getLHS(), operation->getRHS());
  case BO_Add:
    return dependentOperation(OO_Plus, operation->getLHS(), operation->getRHS());
  case BO_AddAssign:
    return dependentOperation(OO_PlusEqual, operation->getLHS(), operation->getRHS());
  case BO_Assign:
    if (!isText(operation->getLHS()->getType()))
      return std::nullopt;
    return dependentOperation(OO_Equal, operation->getLHS(), operation->getRHS());
  default:
    return std::nullopt;
  }
}

/// A method of a text that is given what the pattern does not know: `sql.append(value)`.
std::optional<Outcome> Evaluator::dependentChange(const CallExpr &call) {
  auto *named = llvm::dyn_cast<UnresolvedMemberExpr>(call.getCallee()->IgnoreParenImpCasts());
  if (!named || named->isImplicitAccess() || named->isArrow() || !isText(named->getBase()->getType()))
    return std::nullopt;
  bool changes = llvm::any_of(named->decls(), [](const NamedDecl *candidate) {
    auto *method = llvm::dyn_cast_or_null<CXXMethodDecl>(candidate->getUnderlyingDecl()->getAsFunction());
    return method && !method->isConst();
  });
  const FunctionDecl *function = meant(call); // of an object that is a text only as long as it keeps a statement
  if (!changes || (function && Match.database(*function, call.getNumArgs())))
    return std::nullopt;
  Place object = place(named->getBase());
  facts::Text before = load(object).text();
  if (!before || !object.root)
    return std::nullopt;
  std::vector<facts::Text> parts;
  const rules::TextFunction *rule = candidates(call);
  if (rule && rule->operation == TextOperation::Append)
    parts.push_back(before);
  for (const Expr *argument : call.arguments())
    parts.push_back(dependentText(evaluate(argument), argument));
  bool isKnown = rule && (rule->operation == TextOperation::Append || rule->operation == TextOperation::Assign);
  store(object, bounded(isKnown && call.getNumArgs() == 1 ? facts::concat(std::move(parts)) : unknown()));
  return Outcome{load(object), object};
}

} // namespace pgtidy::extract
