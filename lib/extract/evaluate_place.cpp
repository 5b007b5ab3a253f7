// Objects: which one an expression names.
#include "evaluator.h"

#include "facts/setting.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

Place Evaluator::temporary(const Expr *expression) {
  Value value = evaluate(expression);
  Now.values[expression] = value;
  Passing.insert(expression);
  return Place{expression, {}, false};
}

Place Evaluator::placeOf(const ValueDecl *declaration) {
  Place own{declaration->getCanonicalDecl(), {}, false};
  if (auto *object = llvm::dyn_cast<TemplateParamObjectDecl>(declaration)) {
    Now.values[own.root] = templateObject(*object);
    return own;
  }
  if (auto *variable = llvm::dyn_cast<VarDecl>(declaration); variable && variable->hasGlobalStorage())
    Globals.try_emplace(own.root, variable);
  if (!declaration->getType()->isReferenceType() && !llvm::isa<BindingDecl>(declaration))
    return own;
  auto bound = Now.values.find(own.root);
  if (bound != Now.values.end() && bound->second.pointer())
    return *bound->second.pointer();
  if (bound == Now.values.end())
    if (auto *variable = llvm::dyn_cast<VarDecl>(declaration); variable && variable->hasGlobalStorage()) {
      Value value = initialVariable(*variable);
      if (value.pointer())
        return *value.pointer();
    }
  return own;
}

/// The only object that a pointer leads to; null where it may be another, or is not known. Null itself is no object:
/// the one that is, is meant.
static const Place *onlyObject(const Value &pointer, const Place *found) {
  if (pointer.isNull())
    return found;
  const Alternatives *either = pointer.alternatives();
  if (!either)
    return pointer.pointer() && (!found || *found == *pointer.pointer()) ? pointer.pointer() : nullptr;
  for (const Value &branch : either->branches) {
    const Place *one = onlyObject(branch, found);
    if (!one && !branch.isNull())
      return nullptr;
    found = one ? one : found;
  }
  return found;
}

/// The variable or member that holds what an expression leads to: p of `p` and of the `p->` of a smart pointer; null
/// where it is none.
static const Expr *holderOf(const Expr *expression) {
  expression = stripped(expression);
  if (auto *arrow = llvm::dyn_cast<CXXOperatorCallExpr>(expression);
      arrow && arrow->getOperator() == OO_Arrow && arrow->getNumArgs() == 1)
    expression = stripped(arrow->getArg(0));
  return llvm::isa<DeclRefExpr, MemberExpr>(expression) ? expression : nullptr;
}

Place Evaluator::pointee(const Value &pointer, const Expr *expression) {
  const Rows *rows = pointer.rows();
  const bool isRow = rows && rows->isObject && rows->part == Rows::Part::Row;
  if (const Expr *holder = isRow && expression ? holderOf(expression) : nullptr)
    return place(holder);                           // the pointer stands for the row that the mapper gave
  if (isRow || facts::asSettings(pointer.text())) { // an object that holds them, of which no more is known
    Now.values[expression] = pointer;
    Passing.insert(expression);
    return Place{expression, {}, false};
  }
  const Place *object = onlyObject(pointer, nullptr);
  return object ? *object : Place{};
}

/// Whether objects of the type are no containers: a pointer to one that leads to a container leads to an array.
bool Evaluator::isNoContainer(QualType type) {
  if (type.isNull() || type->isAnyCharacterType())
    return false;
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  const bool isPlain = record && record->hasDefinition() && record->getNumBases() == 0 && isProgram(*record);
  return isText(type) || isPlain || type->isPointerType() || type->isIntegralOrEnumerationType();
}

/// What a pointer leads to: where that is an array, its first element.
Place Evaluator::firstOf(const Place &pointed, const Expr *pointer) {
  const QualType type = pointer->getType().isNull() ? QualType() : pointer->getType()->getPointeeType();
  const bool isArray = pointed.root && !pointed.offset && isNoContainer(type) && load(pointed).array();
  return isArray ? pointed.element(0) : pointed;
}

/// The element under an index, counted from what a pointer leads to: an array, or one of its elements.
Place Evaluator::elementBehind(const Place &pointed, const Expr &index, std::optional<int64_t> known,
                               const Stmt *where) {
  const bool isElement = !pointed.path.empty() && !pointed.path.back().field && !load(pointed).array();
  if (!isElement)
    return known && *known >= 0 ? pointed.element(*known, where) : pointed.someElement(where, whichElement(&index));
  Place moved = pointed;
  Step &step = moved.path.back();
  if (known == 0)
    return moved;
  const int64_t from = step.index;
  step.index = from >= 0 && known && from + *known >= 0 ? from + *known : -1;
  step.where = where;
  step.which = step.index < 0 ? whichElement(&index, from) : 0;
  return moved;
}

static const FieldDecl *fieldOf(const MemberExpr &member) { return llvm::dyn_cast<FieldDecl>(member.getMemberDecl()); }

/// An object that is not known: all of its class stand for it.
Place Evaluator::someObject(const RecordDecl &type) {
  Unnamed.insert(type.getCanonicalDecl());
  return {type.getCanonicalDecl(), {}, false};
}

Place Evaluator::placeOf(const MemberExpr &member) {
  const FieldDecl *field = fieldOf(member);
  if (!field)
    return placeOf(member.getMemberDecl());
  Place object = member.isArrow() ? firstOf(pointee(evaluate(member.getBase()), member.getBase()), member.getBase())
                                  : place(member.getBase());
  if (!object.root) { // an object that is not known: its member stands for itself
    return someObject(*field->getParent()).field(field);
  }
  Place part = object.field(field);
  if (field->getType()->isReferenceType()) {
    Value bound = load(part);
    if (bound.pointer())
      return *bound.pointer();
  }
  return part;
}

/// `x[i] = c` makes another value of a text that is one value.
void Evaluator::changesCharacter(const Expr &character) {
  auto *call = llvm::dyn_cast<CXXOperatorCallExpr>(stripped(&character));
  if (!call || call->getOperator() != OO_Subscript || !isText(call->getArg(0)->getType()))
    return;
  const Place whole = place(call->getArg(0));
  const facts::Text text = whole.root ? load(whole).text() : nullptr;
  if (text &&
      (std::holds_alternative<facts::Parameter>(text->value) || std::holds_alternative<facts::Hole>(text->value)))
    store(whole, hole(&character, facts::HoleKind::Text));
}

/// Does `a = b`.
Place Evaluator::assigned(const BinaryOperator &assignment) {
  Value value = evaluate(assignment.getRHS());
  if (endsArray(assignment.getLHS(), value) || replacedNearEnd(assignment.getLHS(), assignment.getRHS(), value) ||
      putCharacter(assignment.getLHS(), assignment.getRHS(), value))
    return temporary(assignment.getRHS());
  Place object = place(assignment.getLHS());
  changesCharacter(*assignment.getLHS());
  facts::Operand copied = operand(assignment.getRHS(), value);
  if (auto *member = llvm::dyn_cast<MemberExpr>(assignment.getLHS()->IgnoreParens()))
    if (const FieldDecl *field = fieldOf(*member))
      keepCallable(*field, value, assignment.getRHS());
  store(object, value);
  if (object.path.empty() && object.root && Now.reachable && !copied.identity.empty())
    Held[Version] = std::move(copied);
  return object;
}

/// Does `a += b` and the like.
Place Evaluator::assigned(const CompoundAssignOperator &assignment) {
  Place object = place(assignment.getLHS());
  Value before = load(object), change = evaluate(assignment.getRHS()), after;
  const Integer *a = before.integer(), *b = change.integer();
  if (assignment.getOpcode() == BO_AddAssign && before.pointer())
    after = arithmetic(assignment, before, change);
  else if (assignment.getOpcode() == BO_AddAssign && a && b && b->value >= 0)
    after = Integer{a->value + b->value, a->exact && b->exact};
  else if (a && b && a->exact && b->exact && assignment.getOpcode() == BO_SubAssign)
    after = Integer{a->value - b->value};
  store(object, after);
  return object;
}

Place Evaluator::placeOf(const BinaryOperator &operation) {
  if (std::optional<Outcome> outcome = dependentOperation(operation))
    if (outcome->place)
      return *outcome->place;
  if (operation.getOpcode() == BO_Assign)
    return assigned(operation);
  if (auto *compound = llvm::dyn_cast<CompoundAssignOperator>(&operation))
    return assigned(*compound);
  if (operation.getOpcode() == BO_Comma) {
    evaluate(operation.getLHS());
    return place(operation.getRHS());
  }
  return temporary(&operation);
}

/// The variable or member that a pointer is kept in; none for any other expression.
Place Evaluator::pointerItself(const Expr &pointer) {
  const Expr *kept = pointer.IgnoreParenImpCasts();
  return llvm::isa<DeclRefExpr, MemberExpr>(kept) ? place(kept) : Place{};
}

/// The object that a call gives, one of its own where it gives none.
Place Evaluator::placeGiven(const Expr *called) {
  Outcome outcome = call(called);
  if (outcome.place)
    return *outcome.place;
  noteReference(called, outcome);
  Now.values[called] = outcome.value.isUnknown() && isText(called->getType()) ? Value(hole(called)) : outcome.value;
  Passing.insert(called);
  return Place{called, {}, false};
}

Place Evaluator::place(const Expr *expression) {
  expression = expression->IgnoreParens();
  if (auto *full = llvm::dyn_cast<FullExpr>(expression))
    return place(full->getSubExpr());
  if (auto *reference = llvm::dyn_cast<DeclRefExpr>(expression))
    return placeOf(reference->getDecl());
  if (auto *member = llvm::dyn_cast<MemberExpr>(expression))
    return placeOf(*member);
  if (auto *subscript = llvm::dyn_cast<ArraySubscriptExpr>(expression)) {
    Value base = evaluate(subscript->getBase());
    std::optional<int64_t> index = constant(evaluate(subscript->getIdx()));
    return elementBehind(pointee(base, subscript->getBase()), *subscript->getIdx(), index, subscript);
  }
  if (auto *operation = llvm::dyn_cast<UnaryOperator>(expression)) {
    if (operation->getOpcode() == UO_Deref)
      return firstOf(pointee(evaluate(operation->getSubExpr()), operation->getSubExpr()), operation->getSubExpr());
    if (operation->isIncrementDecrementOp() && operation->isPrefix()) {
      unary(*operation);
      return place(operation->getSubExpr());
    }
  }
  if (auto *operation = llvm::dyn_cast<BinaryOperator>(expression))
    return placeOf(*operation);
  if (auto *conversion = llvm::dyn_cast<CastExpr>(expression);
      conversion && expression->isGLValue() && conversion->getCastKind() != CK_UserDefinedConversion)
    return place(conversion->getSubExpr());
  if (auto *made = llvm::dyn_cast<MaterializeTemporaryExpr>(expression))
    return temporary(made->getSubExpr());
  if (llvm::isa<CallExpr>(expression))
    return placeGiven(expression);
  return temporary(expression);
}

} // namespace pgtidy::extract
