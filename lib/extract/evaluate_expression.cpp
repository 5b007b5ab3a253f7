// What an expression gives.
#include "evaluator.h"
#include "literal.h"
#include "texts.h"

#include "clang/AST/ExprConcepts.h"

#include "llvm/Support/SaveAndRestore.h"

namespace pgtidy::extract {

using namespace clang;

/// The value, or that of an expression which is a text of which only this is known.
Value Evaluator::asText(Value value, const Expr *expression) {
  const Rows *rows = value.rows();
  if (!(value.isUnknown() || (rows && isAnswer(*rows) && rows->part == Rows::Part::Field)) ||
      !isText(expression->getType()))
    return value;
  return rows ? answeredText(*rows, expression) : hole(expression);
}

Value Evaluator::evaluate(const Expr *expression) {
  if (!expression)
    return {};
  if (Budget == 0)
    return isText(expression->getType()) ? Value(unknown("too long to follow")) : Value();
  --Budget;
  Value value = evaluateKind(expression);
  return expression->isTypeDependent() ? value : asText(std::move(value), expression);
}

void Evaluator::children(const Stmt *statement) {
  for (const Stmt *child : statement->children())
    if (auto *expression = llvm::dyn_cast_or_null<Expr>(child))
      evaluate(expression);
}

/// What Clang itself knows to be a number.
std::optional<Value> Evaluator::constantOf(const Expr *expression) {
  QualType type = expression->getType();
  if (expression->isValueDependent() || type.isNull() || !type->isIntegralOrEnumerationType())
    return std::nullopt;
  Expr::EvalResult result;
  if (!expression->EvaluateAsInt(result, Context, Expr::SE_NoSideEffects) || !result.Val.isInt())
    return std::nullopt;
  const llvm::APSInt &number = result.Val.getInt();
  if (number.isUnsigned() && number.getBitWidth() == 64 && number.isMaxValue()) // npos
    return Value(Integer{-1});
  if (!number.isRepresentableByInt64())
    return std::nullopt;
  return Value(Integer{number.getExtValue()});
}

static const Expr *transparent(const Expr *expression) {
  if (auto *paren = llvm::dyn_cast<ParenExpr>(expression))
    return paren->getSubExpr();
  if (auto *full = llvm::dyn_cast<FullExpr>(expression))
    return full->getSubExpr();
  if (auto *temporary = llvm::dyn_cast<MaterializeTemporaryExpr>(expression))
    return temporary->getSubExpr();
  if (auto *bound = llvm::dyn_cast<CXXBindTemporaryExpr>(expression))
    return bound->getSubExpr();
  if (auto *substituted = llvm::dyn_cast<SubstNonTypeTemplateParmExpr>(expression))
    return substituted->getReplacement();
  if (auto *argument = llvm::dyn_cast<CXXDefaultArgExpr>(expression))
    return argument->getExpr();
  if (auto *initializer = llvm::dyn_cast<CXXDefaultInitExpr>(expression))
    return initializer->getExpr();
  if (auto *list = llvm::dyn_cast<CXXStdInitializerListExpr>(expression))
    return list->getSubExpr();
  if (auto *choose = llvm::dyn_cast<ChooseExpr>(expression))
    return choose->isConditionDependent() ? nullptr : choose->getChosenSubExpr();
  if (auto *generic = llvm::dyn_cast<GenericSelectionExpr>(expression))
    return generic->isResultDependent() ? nullptr : generic->getResultExpr();
  if (auto *opaque = llvm::dyn_cast<OpaqueValueExpr>(expression))
    return opaque->getSourceExpr();
  if (auto *expansion = llvm::dyn_cast<PackExpansionExpr>(expression))
    return expansion->getPattern();
  return nullptr;
}

/// `"0123456789abcdef"[i]`, also through a constant's name: one of the characters that the program chose.
static bool isCharacterOfConstant(const ArraySubscriptExpr &subscript) {
  const Expr *base = subscript.getBase()->IgnoreParenImpCasts();
  if (llvm::isa<clang::StringLiteral>(base))
    return true;
  auto *reference = llvm::dyn_cast<DeclRefExpr>(base);
  auto *variable = reference ? llvm::dyn_cast<VarDecl>(reference->getDecl()) : nullptr;
  const Expr *init = variable && variable->getType().isConstQualified() ? variable->getAnyInitializer() : nullptr;
  return init && llvm::isa<clang::StringLiteral>(init->IgnoreParenImpCasts());
}

/// Of `co_await f()`, what f gives once it has run. Others run meanwhile.
Value Evaluator::awaited(const Expr *operand, const Expr *expression) {
  Awaited.insert(stripped(operand));
  const Value value = evaluate(operand);
  ++CallsElsewhere;
  return arrived(value, expression);
}

Value Evaluator::evaluateKind(const Expr *expression) {
  if (auto *await = llvm::dyn_cast<CoroutineSuspendExpr>(expression))
    return awaited(await->getOperand(), expression);
  if (auto *await = llvm::dyn_cast<DependentCoawaitExpr>(expression))
    return awaited(await->getOperand(), expression);
  if (const Expr *inner = transparent(expression))
    return evaluate(inner);
  if (auto *string = llvm::dyn_cast<clang::StringLiteral>(expression))
    return literalText(*string, Context, Where);
  if (auto *predefined = llvm::dyn_cast<PredefinedExpr>(expression))
    return predefined->getFunctionName() ? evaluate(predefined->getFunctionName()) : Value();
  if (llvm::isa<CXXNullPtrLiteralExpr, GNUNullExpr>(expression))
    return Null{};
  if (llvm::isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, TypeTraitExpr, CXXTypeidExpr, RequiresExpr>(expression))
    return constantOf(expression).value_or(Value());
  if (auto *operation = llvm::dyn_cast<UnaryOperator>(expression))
    return unary(*operation);
  if (std::optional<Value> number = constantOf(expression))
    return *number;
  if (auto *reference = llvm::dyn_cast<DeclRefExpr>(expression)) {
    if (auto *function = llvm::dyn_cast<FunctionDecl>(reference->getDecl()))
      return function;
    return load(place(expression));
  }
  if (auto *subscript = llvm::dyn_cast<ArraySubscriptExpr>(expression); subscript && isCharacterOfConstant(*subscript))
    return hole(expression, facts::HoleKind::Enumerator);
  if (llvm::isa<MemberExpr, ArraySubscriptExpr>(expression))
    return load(place(expression));
  if (auto *conversion = llvm::dyn_cast<CastExpr>(expression))
    return cast(*conversion);
  if (auto *operation = llvm::dyn_cast<BinaryOperator>(expression))
    return binary(*operation);
  if (auto *rewritten = llvm::dyn_cast<CXXRewrittenBinaryOperator>(expression))
    return evaluate(rewritten->getSemanticForm());
  if (auto *either = llvm::dyn_cast<ConditionalOperator>(expression))
    return conditional(*either->getCond(), *either->getTrueExpr(), *either->getFalseExpr());
  if (auto *either = llvm::dyn_cast<BinaryConditionalOperator>(expression))
    return elvis(*either);
  if (llvm::isa<CallExpr>(expression))
    return call(expression).value;
  if (auto *construction = llvm::dyn_cast<CXXConstructExpr>(expression))
    return construct(*construction);
  if (auto *compound = llvm::dyn_cast<CompoundLiteralExpr>(expression))
    return evaluate(compound->getInitializer());
  if (auto *list = llvm::dyn_cast<InitListExpr>(expression))
    return initList(*list, list->inits());
  if (auto *list = llvm::dyn_cast<CXXParenListInitExpr>(expression))
    return initList(*list, const_cast<CXXParenListInitExpr *>(list)->getInitExprs());
  if (auto *closure = llvm::dyn_cast<LambdaExpr>(expression))
    return lambda(*closure);
  if (auto *made = llvm::dyn_cast<CXXNewExpr>(expression))
    return allocation(*made);
  if (llvm::isa<CXXThisExpr>(expression))
    return Top && Top->self ? Value(*Top->self) : Value();
  if (llvm::isa<ImplicitValueInitExpr, CXXScalarValueInitExpr>(expression))
    return defaultValue(expression->getType());
  if (auto *thrown = llvm::dyn_cast<CXXThrowExpr>(expression)) {
    evaluate(thrown->getSubExpr());
    leave(Top ? Top->throws : nullptr);
    return {};
  }
  if (auto *block = llvm::dyn_cast<StmtExpr>(expression)) {
    Value last;
    llvm::SaveAndRestore inside(InExpression, InExpression + 1);
    for (const Stmt *statement : block->getSubStmt()->body())
      if (auto *value = llvm::dyn_cast<Expr>(statement))
        last = evaluate(value);
      else
        walk(statement);
    return last;
  }
  if (auto *error = llvm::dyn_cast<RecoveryExpr>(expression);
      error && error->subExpressions().size() == 1 && isText(error->subExpressions()[0]->getType()))
    return evaluate(error->subExpressions()[0]); // a text that something is done with that is not known
  children(expression);
  return {};
}

Value Evaluator::cast(const CastExpr &cast) {
  const Expr *inner = cast.getSubExpr();
  switch (cast.getCastKind()) {
  case CK_NullToPointer:
    return Null{};
  case CK_ArrayToPointerDecay: {
    const Expr *array = inner->IgnoreParens();
    if (llvm::isa<clang::StringLiteral, PredefinedExpr>(array))
      return evaluate(array);
    Place object = place(inner);
    if (isText(inner->getType()) && inner->getType().isConstQualified()) {
      Value value = load(object);
      if (value.text())
        return value;
    }
    return object.root ? Value(object) : Value();
  }
  case CK_LValueToRValue:
  case CK_NoOp:
    return inner->isGLValue() ? load(place(inner)) : evaluate(inner);
  case CK_ToVoid:
    evaluate(inner);
    return {};
  default:
    return evaluate(inner);
  }
}

Value Evaluator::conditional(const Expr &condition, const Expr &yes, const Expr &no) {
  Branches branches = branch(&condition);
  // The value travels with the state, so that the join puts both together under the same decision.
  const void *slot = &condition;
  auto arm = [&](const State &state, const Expr &value) {
    Now = state;
    if (Now.reachable) {
      Value result = evaluate(&value);
      Now.values[slot] = result;
    }
    return Now;
  };
  State left = arm(branches.yes, yes), right = arm(branches.no, no);
  Now = joined(left, right);
  Value result = Now.values[slot];
  Now.values.erase(slot);
  return result;
}

Value Evaluator::elvis(const BinaryConditionalOperator &operation) {
  Branches branches = branch(operation.getCommon());
  const void *slot = &operation;
  Now = branches.yes;
  if (Now.reachable)
    Now.values[slot] = evaluate(operation.getCommon());
  State left = Now;
  Now = branches.no;
  if (Now.reachable) {
    Value other = evaluate(operation.getFalseExpr());
    Now.values[slot] = other;
  }
  Now = joined(left, Now);
  Value result = Now.values[slot];
  Now.values.erase(slot);
  return result;
}

Value Evaluator::defaultValue(QualType type) {
  if (type->isPointerType() || type->isNullPtrType())
    return Null{};
  if (isText(type))
    return facts::literal("");
  if (type->isIntegralOrEnumerationType())
    return Integer{0};
  if (auto *array = Context.getAsConstantArrayType(type); array && array->getSize().getLimitedValue() <= 256) {
    Array elements;
    elements.elements.assign(array->getSize().getLimitedValue(), defaultValue(array->getElementType()));
    return elements;
  }
  return {};
}

static const EmbedExpr *embedIn(const Expr *init) { return llvm::dyn_cast<EmbedExpr>(init->IgnoreParenImpCasts()); }

/// The bytes of files that `#embed` puts into an array, and those that stand around it.
Value Evaluator::embedded(llvm::ArrayRef<Expr *> inits) {
  std::string bytes;
  for (const Expr *init : inits) {
    if (auto *file = embedIn(init)) {
      bytes +=
          file->getDataStringLiteral()->getBytes().substr(file->getStartingElementPos(), file->getDataElementCount());
    } else if (std::optional<int64_t> code = constant(evaluate(init))) {
      if (*code == 0)
        break;
      bytes += char(*code);
    }
  }
  return facts::literal(bytes.substr(0, bytes.find('\0')));
}

/// Whether an element of a list stands in the source: `{}` gives each member a value that is not meant to last.
static bool isWritten(const Expr &init, const Expr &list) {
  return init.getBeginLoc().isValid() && init.getBeginLoc() != list.getEndLoc();
}

Value Evaluator::initList(const Expr &list, llvm::ArrayRef<Expr *> inits) {
  QualType type = list.getType();
  if (auto *syntactic = llvm::dyn_cast<InitListExpr>(&list)) {
    if (!syntactic->isSemanticForm() && syntactic->getSemanticForm())
      return initList(*syntactic->getSemanticForm(), syntactic->getSemanticForm()->inits());
    if (syntactic->isTransparent())
      return evaluate(inits[0]);
  }
  if (type.isNull()) { // in the pattern of a template
    children(&list);
    return {};
  }
  if (inits.size() == 1 && isText(type) && !embedIn(inits[0]))
    return evaluate(inits[0]);
  if (isText(type) && llvm::any_of(inits, [](const Expr *init) { return embedIn(init); }))
    return embedded(inits);
  if (isText(type) && type->isRecordType()) // what a macro for literals makes: a header, and the text
    for (const Expr *init : inits)
      if (isText(init->getType()))
        return evaluate(init);
  auto *record = type->getAsRecordDecl();
  if (record)
    makesMembers(*record, inits);
  std::vector<Argument> values;
  for (const Expr *init : inits) {
    Argument argument;
    if (isWritten(*init, list))
      argument.expression = init;
    argument.value = evaluate(init);
    values.push_back(std::move(argument));
  }
  if (record)
    return aggregate(*record, values, &list);
  if (type->isScalarType())
    return values.empty() ? defaultValue(type) : values.front().value;
  Array array;
  for (Argument &argument : values)
    array.elements.push_back(std::move(argument.value));
  if (auto *sized = Context.getAsConstantArrayType(type)) {
    uint64_t size = std::min<uint64_t>(sized->getSize().getLimitedValue(), 256);
    while (array.elements.size() < size)
      array.elements.push_back(defaultValue(sized->getElementType()));
  }
  return array;
}

Value Evaluator::lambda(const LambdaExpr &lambda) {
  Closure closure;
  closure.lambda = &lambda;
  closure.isHome = Top && Top->recording;
  if (Top && Top->self)
    closure.self = *Top->self;
  for (const LambdaCapture &capture : lambda.captures()) {
    if (!capture.capturesVariable())
      continue;
    const ValueDecl *captured = capture.getCapturedVar();
    if (lambda.isInitCapture(&capture)) {
      auto *variable = llvm::cast<VarDecl>(captured);
      closure.captures[captured] = variable->getInit() ? evaluate(variable->getInit()) : Value();
    } else if (capture.getCaptureKind() == LCK_ByCopy) {
      closure.captures[captured] = load(Place{captured->getCanonicalDecl(), {}, false});
    }
  }
  if (closure.isHome && !Called.count(&lambda))
    Pending.insert_or_assign(&lambda, closure);
  return closure;
}

Value Evaluator::allocation(const CXXNewExpr &made) {
  for (const Expr *argument : const_cast<CXXNewExpr &>(made).placement_arguments())
    evaluate(argument);
  Value value = made.getInitializer() ? evaluate(made.getInitializer()) : defaultValue(made.getAllocatedType());
  Place object{&made, {}, false};
  Now.values[&made] = value;
  if (const CXXRecordDecl *record = made.getAllocatedType()->getAsCXXRecordDecl())
    Classes[&made] = record;
  return object;
}

} // namespace pgtidy::extract
