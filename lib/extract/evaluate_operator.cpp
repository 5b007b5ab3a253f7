// Built-in operators.
#include "evaluator.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

/// A pointer into an array, one element further on; any other pointer leads to what it is not known.
Value Evaluator::stepped(const Place &element, QualType pointer, int64_t change) {
  const QualType type = pointer->isPointerType() ? pointer->getPointeeType() : QualType();
  if (type.isNull() || type->isAnyCharacterType() || type->isVoidType() || element.offset)
    return {};
  const bool isElement = !element.path.empty() && !element.path.back().field;
  if (!isElement && !load(element).array())
    return {};
  return advanced(isElement ? element : element.element(0), change);
}

Value Evaluator::unary(const UnaryOperator &operation) {
  const Expr *inner = operation.getSubExpr();
  switch (operation.getOpcode()) {
  case UO_AddrOf: {
    if (auto *reference = llvm::dyn_cast<DeclRefExpr>(inner->IgnoreParens()))
      if (auto *function = llvm::dyn_cast<FunctionDecl>(reference->getDecl()))
        return function;
    Place object = place(inner);
    return object.root ? Value(object) : Value();
  }
  case UO_Deref:
    return load(place(&operation));
  case UO_PreInc:
  case UO_PostInc:
  case UO_PreDec:
  case UO_PostDec: {
    Place object = place(inner);
    if (bool isPure = true; operation.isPostfix() && inner->getType()->isPointerType())
      Stepped[&operation] = described(inner, isPure);
    Value before = load(object), after;
    int64_t change = operation.isIncrementOp() ? 1 : -1;
    if (const Integer *number = before.integer(); number && (number->exact || change > 0))
      after = Integer{number->value + change, number->exact};
    else if (const Place *element = before.pointer())
      after = stepped(*element, inner->getType(), change);
    store(object, after);
    return operation.isPostfix() ? before : after;
  }
  case UO_LNot:
    return logical(operation);
  case UO_Minus:
    if (std::optional<int64_t> number = constant(evaluate(inner)))
      return Integer{-*number};
    return {};
  case UO_Plus:
  case UO_Extension:
    return evaluate(inner);
  default:
    if (std::optional<Value> number = constantOf(&operation))
      return *number;
    evaluate(inner);
    return {};
  }
}

/// The truth of `!a`, `a && b`, `a || b` as a value, with the way it came about.
Value Evaluator::logical(const Expr &expression) {
  Branches branches = branch(&expression);
  if (!branches.no.reachable) {
    Now = branches.yes;
    return Integer{1};
  }
  if (!branches.yes.reachable) {
    Now = branches.no;
    return Integer{0};
  }
  branches.yes.values[&expression] = Integer{1};
  branches.no.values[&expression] = Integer{0};
  Now = joined(branches.yes, branches.no);
  Value result = Now.values[&expression];
  Now.values.erase(&expression);
  return result;
}

Value Evaluator::binary(const BinaryOperator &operation) {
  const Expr *left = operation.getLHS(), *right = operation.getRHS();
  if (std::optional<Outcome> outcome = dependentOperation(operation))
    return outcome->value;
  if (operation.isAssignmentOp()) {
    place(&operation); // does it
    return load(place(left));
  }
  if (operation.getOpcode() == BO_Comma) {
    evaluate(left);
    return evaluate(right);
  }
  if (operation.isLogicalOp())
    return logical(operation);
  if (operation.isPtrMemOp()) // what is called: its object is the call's
    return evaluate(right);
  Value a = evaluate(left), b = evaluate(right);
  if (operation.isComparisonOp())
    if (std::optional<Test> test = compared(operation.getOpcode(), {left, a, {}}, {right, b, {}}))
      return Value(std::move(*test));
  if (operation.isComparisonOp() && (a.alternatives() || b.alternatives()))
    if (std::optional<Value> truths = eachCompared(operation, a, b))
      return *truths;
  return arithmetic(operation, a, b);
}

static std::optional<Value> compare(BinaryOperatorKind kind, const Integer &a, const Integer &b) {
  auto truth = [](bool value) { return Value(Integer{value}); };
  if (a.exact && b.exact) {
    switch (kind) {
    case BO_LT:
      return truth(a.value < b.value);
    case BO_GT:
      return truth(a.value > b.value);
    case BO_LE:
      return truth(a.value <= b.value);
    case BO_GE:
      return truth(a.value >= b.value);
    case BO_EQ:
      return truth(a.value == b.value);
    case BO_NE:
      return truth(a.value != b.value);
    default:
      return std::nullopt;
    }
  }
  if (a.exact || !b.exact)
    return std::nullopt;
  // a is at least a.value
  if (kind == BO_GT && a.value > b.value)
    return truth(true);
  if (kind == BO_GE && a.value >= b.value)
    return truth(true);
  if (a.value > b.value && (kind == BO_NE || kind == BO_EQ))
    return truth(kind == BO_NE);
  if ((kind == BO_LT && a.value >= b.value) || (kind == BO_LE && a.value > b.value))
    return truth(false);
  return std::nullopt;
}

Value Evaluator::arithmetic(const BinaryOperator &operation, const Value &a, const Value &b) {
  BinaryOperatorKind kind = operation.getOpcode();
  if (kind == BO_AddAssign && a.pointer())
    kind = BO_Add;
  if (operation.isEqualityOp() && (a.isNull() || b.isNull())) {
    const Value &other = a.isNull() ? b : a;
    if (other.isNull())
      return Integer{kind == BO_EQ};
    if (isNoNull(other) || facts::asLiteral(other.text()))
      return Integer{kind == BO_NE};
    return {};
  }
  if (a.alternatives() && (kind == BO_Add || kind == BO_Sub) && operation.getType()->isPointerType())
    if (const Place object = pointee(a, operation.getLHS()); object.root) // it is not null where that is done
      return arithmetic(operation, Value(object), b);
  if (a.pointer() && b.pointer() && (operation.isComparisonOp() || kind == BO_Sub)) {
    auto atElement = [&](const Place &place) { // an array is where its first element is
      const bool isElement = !place.path.empty() && !place.path.back().field;
      return Value(!isElement && load(place).array() ? place.element(0) : place);
    };
    if (std::optional<Value> places = comparedPlaces(BinaryOperator::getOverloadedOperator(kind),
                                                     atElement(*a.pointer()), atElement(*b.pointer())))
      return *places;
  }
  if (a.pointer() && (kind == BO_Add || kind == BO_Sub) && operation.getType()->isPointerType()) {
    Place moved = *a.pointer();
    const bool isElement = !moved.path.empty() && !moved.path.back().field;
    const std::optional<int64_t> by = constant(b);
    if (!operation.getType()->getPointeeType()->isAnyCharacterType() && (isElement || load(moved).array()))
      return elementBehind(moved, *operation.getRHS(), by && kind == BO_Sub ? std::optional(-*by) : by, &operation);
    if (by != 0)
      moved.offset = true;
    return moved;
  }
  if (facts::Text whole = a.text(); whole && kind == BO_Add && operation.getType()->isPointerType()) {
    std::optional<int64_t> skipped = constant(b);
    return skipped && *skipped >= 0 && facts::hasLiteral(whole) ? Value(withoutStart(whole, unsigned(*skipped)))
                                                                : Value(somePart(whole, &operation));
  }
  const Integer *x = a.integer(), *y = b.integer();
  if (!x || !y)
    return {};
  if (std::optional<Value> result = compare(kind, *x, *y))
    return *result;
  if (kind == BO_Add && x->value < INT32_MAX && y->value < INT32_MAX)
    return Integer{x->value + y->value, x->exact && y->exact};
  if (!x->exact || !y->exact)
    return {};
  __int128 wide = 0;
  switch (kind) {
  case BO_Sub:
    wide = __int128(x->value) - y->value;
    break;
  case BO_Mul:
    wide = __int128(x->value) * y->value;
    break;
  case BO_Div:
    if (y->value == 0)
      return {};
    wide = __int128(x->value) / y->value;
    break;
  case BO_Rem:
    if (y->value == 0)
      return {};
    wide = __int128(x->value) % y->value;
    break;
  case BO_And:
    wide = x->value & y->value;
    break;
  case BO_Or:
    wide = x->value | y->value;
    break;
  default:
    return {};
  }
  if (wide > INT64_MAX || wide < INT64_MIN)
    return {};
  return Integer{int64_t(wide)};
}

} // namespace pgtidy::extract
