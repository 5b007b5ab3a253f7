// Which value an expression gives, told apart from others while the function runs: variables go by the write that gave
// them their value, copies by what they are copied from.
#include "evaluator.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

/// A text that is one value and nothing else; null when it is more.
static const facts::Hole *soleHole(const facts::Text &text) {
  if (!text)
    return nullptr;
  if (auto *hole = std::get_if<facts::Hole>(&text->value))
    return isLoopMarker(*text) ? nullptr : hole;
  if (auto *parameter = std::get_if<facts::Parameter>(&text->value))
    return &parameter->hole;
  return nullptr;
}

std::string resultKey(const facts::Result &result) {
  const text::Location &made = facts::madeAt(result.hole);
  return result.function + ' ' + std::to_string(made.file) + ':' + std::to_string(made.offset);
}

facts::Operand Evaluator::operandOf(const facts::Text &value) {
  facts::Operand operand;
  const facts::Text text = value ? withoutTests(value) : nullptr;
  if (auto *choice = text ? std::get_if<facts::Choice>(&text->value) : nullptr)
    return oneOf(sourcesOfEach({choice->branches.begin(), choice->branches.end()}));
  const facts::Hole *hole = soleHole(text);
  if (auto *result = text ? std::get_if<facts::Result>(&text->value) : nullptr) {
    if (auto given = ResultsGiven.find(resultKey(*result)); given != ResultsGiven.end())
      return given->second;
    const text::Location &made = facts::madeAt(result->hole);
    auto given = Made.find({made.file, made.offset});
    return given != Made.end() && given->second.rows ? given->second : operand;
  }
  if (!hole || isRewritten(*text))
    return operand;
  operand.expression = hole->expression;
  if (auto *parameter = std::get_if<facts::Parameter>(&text->value)) {
    const bool isOwn = !Evaluated || parameter->index < Evaluated->getNumParams(); // not what stands in a part of one
    if (parameter->function == Key && isOwn)
      operand.identity = facts::parameterIdentity(parameter->index);
    return operand;
  }
  const text::Location &made = facts::madeAt(*hole);
  if (auto known = Made.find({made.file, made.offset}); known != Made.end()) {
    operand.identity = known->second.identity;
    operand.rows = known->second.rows;
    operand.column = known->second.column;
    operand.others = known->second.others;
  }
  return operand;
}

std::vector<facts::Operand> Evaluator::operandsIn(const facts::Text &text) {
  std::vector<facts::Operand> operands;
  std::set<const facts::TextNode *> seen;
  if (!text)
    return operands;
  any(text, [&](const facts::TextNode &node) {
    bool isLeaf =
        std::holds_alternative<facts::Hole>(node.value) || std::holds_alternative<facts::Parameter>(node.value);
    if (!isLeaf || !seen.insert(&node).second || operands.size() > 64)
      return false;
    facts::Text leaf(facts::Text(), &node); // not owned: lives as long as `text`
    facts::Operand operand = operandOf(leaf);
    if (const facts::Hole *hole = soleHole(leaf))
      operand.location = hole->location;
    if (!operand.identity.empty() || operand.rows)
      operands.push_back(std::move(operand));
    return false;
  });
  return operands;
}

facts::Operand Evaluator::operand(const Expr *expression, const Value &value) {
  facts::Operand operand;
  if (constant(value) || facts::asLiteral(value.text()) || value.isNull()) {
    operand.column = facts::Written;
    return operand;
  }
  operand = operandOf(value.text());
  if (const Rows *rows = value.rows(); rows && rows->part == Rows::Part::Field) {
    operand.rows = rows->lookup;
    operand.column = rows->column;
  } else if (value.alternatives()) {
    operand = oneOf(sourcesOf(value));
  }
  if (!expression)
    return operand;
  operand.expression = holeOf(expression, expression->getType()).expression;
  if (operand.identity.empty())
    operand.identity = identity(expression);
  return operand;
}

/// Whether every value of the one type is a value of the other.
static bool holdsAll(QualType into, QualType from, ASTContext &context) {
  into = into.getNonReferenceType();
  from = from.getNonReferenceType();
  if (into->isDependentType() || from->isDependentType())
    return false;
  if (!into->isIntegralOrEnumerationType() || !from->isIntegralOrEnumerationType())
    return into->isBooleanType() == from->isBooleanType() && into->isArithmeticType() == from->isArithmeticType();
  return context.getTypeSize(into) >= context.getTypeSize(from);
}

/// Whether the cast gives the value that it is given: of numbers, where the type has room for all of them.
static bool keepsValue(const ExplicitCastExpr &cast, ASTContext &context) {
  const QualType to = cast.getType(), from = cast.getSubExprAsWritten()->getType();
  const bool isOfNumbers = !to->isDependentType() && to->isArithmeticType() && from->isArithmeticType();
  return !to->isBooleanType() && (!isOfNumbers || holdsAll(to, from, context));
}

/// The expression whose value this one hands on.
static const Expr *source(const Expr *expression, ASTContext &context) {
  for (;;) {
    const Expr *inner = expression->IgnoreParenImpCasts();
    if (auto *full = llvm::dyn_cast<FullExpr>(inner))
      inner = full->getSubExpr();
    else if (auto *temporary = llvm::dyn_cast<MaterializeTemporaryExpr>(inner))
      inner = temporary->getSubExpr();
    else if (auto *bound = llvm::dyn_cast<CXXBindTemporaryExpr>(inner))
      inner = bound->getSubExpr();
    else if (auto *cast = llvm::dyn_cast<ExplicitCastExpr>(inner); cast && keepsValue(*cast, context))
      inner = cast->getSubExpr();
    else if (auto *made = llvm::dyn_cast<CXXConstructExpr>(inner);
             made && made->getNumArgs() == 1 && made->getConstructor()->isCopyOrMoveConstructor())
      inner = made->getArg(0);
    if (inner == expression)
      return inner;
    expression = inner;
  }
}

/// Whether a number arrives as it is in an object of that type, through the casts that it is written with.
bool Evaluator::keepsWhole(const Expr &expression, QualType into) {
  const Expr *plain = expression.IgnoreParenImpCasts();
  into = into.getNonReferenceType();
  if (plain->isTypeDependent() || into->isDependentType() || !into->isArithmeticType() ||
      !plain->getType().getNonReferenceType()->isArithmeticType())
    return true;
  if (auto *cast = llvm::dyn_cast<ExplicitCastExpr>(plain); cast && !keepsValue(*cast, Context))
    return false;
  return holdsAll(into, source(plain, Context)->getType(), Context);
}

/// The function that is evaluated for its own sake; null in an initialiser.
const FunctionDecl *Evaluator::outermostFunction() const {
  const Frame *outermost = Top;
  while (outermost && outermost->caller)
    outermost = outermost->caller;
  return outermost ? outermost->function : nullptr;
}

/// Whether code that is not seen may come to the object: a variable that others see, or one of the caller's.
bool Evaluator::isReachedElsewhere(const void *root) const {
  if (auto global = Globals.find(root); global != Globals.end())
    return !global->second->getType().isConstQualified();
  const FunctionDecl *outermost = outermostFunction();
  return outermost && llvm::any_of(outermost->parameters(), [&](const ParmVarDecl *parameter) {
           const QualType type = parameter->getType();
           return parameter->getCanonicalDecl() == root && type->isLValueReferenceType() &&
                  !type->getPointeeType().isConstQualified() && !type->getPointeeType()->isRecordType();
         });
}

std::string Evaluator::objectIdentity(const Place &place) {
  if (!place.root || place.offset)
    return "";
  std::string name;
  auto version = Now.versions.find(place.root);
  if (version != Now.versions.end()) {
    if (auto held = Held.find(version->second); held != Held.end() && place.path.empty())
      return held->second.identity;
  } else { // not written to: the parameters of the function that all others are called from
    const FunctionDecl *outermost = outermostFunction();
    for (unsigned i = 0; outermost && i < outermost->getNumParams(); ++i)
      if (outermost->getParamDecl(i)->getCanonicalDecl() == place.root)
        name = facts::parameterIdentity(i);
  }
  if (name.empty())
    name = "object " + std::to_string(Numbers.try_emplace(place.root, unsigned(Numbers.size())).first->second) + '@' +
           std::to_string(version == Now.versions.end() ? 0 : version->second);
  for (const Step &step : place.path) {
    if (!step.field && step.index < 0)
      return "";
    name += step.field ? "." + step.field->getNameAsString() : "[" + std::to_string(step.index) + "]";
  }
  if (isReachedElsewhere(place.root))
    name += '!' + std::to_string(CallsElsewhere);
  if (auto touched = Touched.find(place.root); touched != Touched.end() && !place.path.empty())
    name += '~' + std::to_string(touched->second);
  return name;
}

static bool isNumber(QualType type) {
  return type.getNonReferenceType()->isIntegralOrEnumerationType() && !type->isCharType();
}

std::string Evaluator::identity(const Expr *expression) {
  const Expr *plain = source(expression, Context);
  if (auto *call = llvm::dyn_cast<CallExpr>(plain)) {
    const FunctionDecl *callee = call->getDirectCallee();
    const rules::TextFunction *rule = callee ? Match.text(*callee, call->getNumArgs()) : nullptr;
    bool hands =
        rule && (rule->operation == rules::TextOperation::Identity || rule->operation == rules::TextOperation::ToText);
    if (auto *member = llvm::dyn_cast<CXXMemberCallExpr>(call); hands && member && call->getNumArgs() == 0)
      return identity(member->getImplicitObjectArgument());
    if (hands && !llvm::isa<CXXMemberCallExpr>(call) && rule->input >= 0 && unsigned(rule->input) < call->getNumArgs())
      return identity(call->getArg(unsigned(rule->input)));
  }
  if (auto *made = llvm::dyn_cast<CXXConstructExpr>(plain);
      made && isText(made->getType()) && made->getNumArgs() >= 1 &&
      (isText(made->getArg(0)->getType()) || isNumber(made->getArg(0)->getType())) &&
      (made->getNumArgs() == 1 || llvm::isa<CXXDefaultArgExpr>(made->getArg(1))))
    return identity(made->getArg(0));
  if (readsHandled(plain))
    return "";
  const Expr *object = plain;
  while (auto *member = llvm::dyn_cast<MemberExpr>(object)) {
    if (!llvm::isa<FieldDecl>(member->getMemberDecl()))
      break;
    object = member->getBase()->IgnoreParenImpCasts();
  }
  if (auto *reference = llvm::dyn_cast<DeclRefExpr>(object)) {
    if (!llvm::isa<VarDecl, BindingDecl>(reference->getDecl()))
      return "";
    if (std::string known = objectIdentity(place(plain)); !known.empty())
      return known;
  }
  bool isPure = true;
  std::string asked = described(plain, isPure);
  if (!isPure || llvm::isa<CXXThisExpr>(object))
    return "";
  return "result of " + asked + touchedBy(plain);
}

namespace {

/// The variables that an expression reads.
void variablesIn(const Stmt &statement, std::vector<const ValueDecl *> &found) {
  if (auto *reference = llvm::dyn_cast<DeclRefExpr>(&statement); reference && llvm::isa<VarDecl>(reference->getDecl()))
    found.push_back(reference->getDecl());
  for (const Stmt *child : statement.children())
    if (child)
      variablesIn(*child, found);
}

} // namespace

/// Whether it reads a text that may be changed at any time.
bool Evaluator::readsHandled(const Expr *expression) {
  std::vector<const ValueDecl *> variables;
  if (!Handled.empty())
    variablesIn(*expression, variables);
  return llvm::any_of(variables, [&](const ValueDecl *variable) { return Handled.count(placeOf(variable).root) != 0; });
}

/// How often the objects that an expression asks were told to do something.
std::string Evaluator::touchedBy(const Expr *expression) {
  std::vector<const ValueDecl *> variables;
  variablesIn(*expression, variables);
  std::string touched;
  for (const ValueDecl *variable : variables)
    if (auto count = Touched.find(placeOf(variable).root); count != Touched.end())
      touched += '~' + std::to_string(count->second);
  return touched;
}

/// Notes that the object got its value, in the version that it has now, from an expression.
void Evaluator::hold(const void *root, const ValueDecl &declaration, const Expr *from, const Value &value) {
  auto version = Now.versions.find(root);
  if (!from || version == Now.versions.end() || from->isTypeDependent() || declaration.getType().isNull())
    return;
  QualType held = source(from, Context)->getType();
  if (held.isNull() || !holdsAll(declaration.getType(), held, Context))
    return;
  if (facts::Operand copied = operand(from, value); !copied.identity.empty())
    Held[version->second] = std::move(copied);
}

} // namespace pgtidy::extract
