// Calls: who is called with what, and which of the ways to know the outcome applies.
#include "constant_text.h"
#include "evaluator.h"
#include "method.h"
#include "texts.h"

#include "clang/AST/Attr.h"

namespace pgtidy::extract {

using namespace clang;

unsigned CallSite::written() const {
  return unsigned(llvm::count_if(arguments, [](const Argument &argument) { return !argument.isDefault; }));
}

bool Evaluator::isProgram(const Decl &declaration) {
  return declaration.getLocation().isValid() && !Where.isInSystemHeader(declaration.getLocation());
}

/// Whether the expression is `a + b`.
static bool isSum(const Expr *expression) {
  auto *call = llvm::dyn_cast<CXXOperatorCallExpr>(stripped(expression));
  return call && call->getOperator() == OO_Plus;
}

Argument Evaluator::argument(const Expr *expression, QualType parameter) {
  Argument argument;
  argument.expression = expression;
  argument.isDefault = llvm::isa<CXXDefaultArgExpr>(expression);
  bool isObject = expression->isGLValue() || (!parameter.isNull() && parameter->isReferenceType());
  if (isObject && !expression->getType()->isFunctionType() &&
      !llvm::isa<clang::StringLiteral>(expression->IgnoreParens())) {
    argument.place = place(expression);
    argument.value = asText(load(argument.place), expression);
  } else {
    argument.value = evaluate(expression);
    if (argument.value.pointer())
      argument.place = *argument.value.pointer();
  }
  if (!argument.isDefault && !isSum(expression)) // its parts stand where they are written
    argument.value = usedAt(argument.value, expression);
  return argument;
}

std::vector<Argument> Evaluator::arguments(const FunctionDecl *callee, llvm::ArrayRef<const Expr *> written) {
  std::vector<Argument> arguments;
  for (unsigned i = 0; i < written.size(); ++i) {
    QualType parameter = callee && i < callee->getNumParams() ? callee->getParamDecl(i)->getType() : QualType();
    arguments.push_back(argument(written[i], parameter));
  }
  return arguments;
}

/// The function that a call means whose arguments hold an error: of several, one that the rules know.
const FunctionDecl *Evaluator::meant(const CallExpr &call) {
  const std::vector<const FunctionDecl *> all = meantBy(call);
  for (const FunctionDecl *candidate : all)
    if (Match.database(*candidate, call.getNumArgs()))
      return candidate;
  for (const FunctionDecl *candidate : all)
    if (Match.text(*candidate, call.getNumArgs()))
      return candidate;
  return all.size() == 1 ? all.front() : nullptr;
}

/// Who is called and on what object; `callee` is the value called where it is not a function by name.
std::optional<CallSite> Evaluator::siteOf(const CallExpr &call, std::optional<Value> &callee) {
  CallSite site;
  site.expression = &call;
  site.callee = call.getDirectCallee();
  site.name = call.getCallee()->getExprLoc();
  llvm::SmallVector<const Expr *, 6> written(call.arguments());
  const Expr *named = call.getCallee()->IgnoreParenImpCasts();
  if (auto *member = llvm::dyn_cast<MemberExpr>(named)) {
    site.name = member->getMemberLoc();
    if (auto *method = llvm::dyn_cast<CXXMethodDecl>(member->getMemberDecl())) {
      site.receiver = member->getBase();
      noteContinued(method, unsigned(written.size()), site.receiver);
      site.self = member->isArrow() ? pointee(evaluate(site.receiver), site.receiver) : place(site.receiver);
      site.isVirtual = method->isVirtual() && !member->hasQualifier();
    }
  } else if (auto *operation = llvm::dyn_cast<CXXOperatorCallExpr>(&call)) {
    site.name = operation->getOperatorLoc();
    if (llvm::isa_and_nonnull<CXXMethodDecl>(site.callee) && !written.empty()) {
      site.receiver = written.front();
      noteContinued(site.callee, unsigned(written.size()) - 1, site.receiver);
      site.self = place(site.receiver);
      written.erase(written.begin());
    }
  } else if (auto *pointed = llvm::dyn_cast<BinaryOperator>(named); pointed && pointed->isPtrMemOp()) {
    site.receiver = pointed->getLHS();
    site.self =
        pointed->getOpcode() == BO_PtrMemI ? pointee(evaluate(site.receiver), site.receiver) : place(site.receiver);
  } else if (auto *reference = llvm::dyn_cast<DeclRefExpr>(named)) {
    site.name = reference->getLocation();
  }
  if (!site.callee)
    site.callee = meant(call);
  if (auto *method = llvm::dyn_cast_or_null<CXXMethodDecl>(site.callee); method && !call.getDirectCallee())
    if (auto *overloads = llvm::dyn_cast<UnresolvedMemberExpr>(named); overloads && !overloads->isImplicitAccess()) {
      site.receiver = overloads->getBase();
      site.name = overloads->getMemberLoc();
      noteContinued(method, unsigned(written.size()), site.receiver);
      site.self = overloads->isArrow() ? pointee(evaluate(site.receiver), site.receiver) : place(site.receiver);
      site.isVirtual = method->isVirtual();
    }
  if (!site.callee && !call.isTypeDependent())
    callee = evaluate(call.getCallee());
  else if (!site.callee)
    children(call.getCallee());
  site.arguments = arguments(site.callee, written);
  return site;
}

/// Whether the text has parts that are not known.
static bool isOpen(const facts::Text &text) {
  return !text ||
         any(text, [](const facts::TextNode &node) { return std::holds_alternative<facts::Hole>(node.value); });
}

/// Whether it is a method of a constant that the program has the compiler make: `joined.data()`.
static bool isOfConstant(const CallExpr &call) {
  auto *method = llvm::dyn_cast<CXXMemberCallExpr>(&call);
  const Expr *object = method ? method->getImplicitObjectArgument()->IgnoreParenImpCasts() : nullptr;
  auto *reference = llvm::dyn_cast_or_null<DeclRefExpr>(object);
  auto *variable = reference ? llvm::dyn_cast<VarDecl>(reference->getDecl()) : nullptr;
  return variable && variable->isConstexpr();
}

/// What the compiler knows a call to give, where it is run by the compiler or its text is not known else.
Outcome Evaluator::constantCall(const CallExpr &call, Outcome outcome) {
  const FunctionDecl *callee = call.getDirectCallee();
  if (!callee || !callee->isConstexpr() || !(isProgram(*callee) || isOfConstant(call)) || !isText(call.getType()) ||
      !(callee->isConsteval() || isOpen(outcome.value.text())))
    return outcome;
  facts::Text text = constantText(call, Context, Where);
  return text ? Outcome{std::move(text), std::nullopt} : outcome;
}

Outcome Evaluator::call(const Expr *expression) {
  auto &call = *llvm::cast<CallExpr>(expression);
  if (call.isUnevaluatedBuiltinCall(Context))
    return {};
  if (llvm::isa<CXXPseudoDestructorExpr>(call.getCallee()->IgnoreParens()))
    return {};
  if (!call.getDirectCallee() && call.isTypeDependent()) {
    if (std::optional<Outcome> outcome = dependentOperation(call))
      return *outcome;
    if (std::optional<Outcome> outcome = dependentChange(call))
      return *outcome;
  }
  const std::vector<const Expr *> written = textsWrittenBy(call);
  std::optional<Value> callee;
  std::optional<CallSite> site = siteOf(call, callee);
  if (callee && callee->isUnknown())
    invokeKept(*site, call.getCallee());
  noteConversion(*site);
  noteHanded(call, *site);
  Outcome outcome = constantCall(call, letThrough(*site, callee ? callValue(*callee, *site) : dispatch(*site)));
  const FunctionDecl *function = site->callee;
  if (function && (function->isNoReturn() || function->hasAttr<AnalyzerNoReturnAttr>()))
    Now.reachable = false;
  noteWayInto(call);
  for (const Expr *text : written)
    rewritten(place(text));
  return outcome;
}

Outcome Evaluator::callValue(const Value &callee, CallSite &site) {
  if (const Closure *closure = callee.closure())
    return callClosure(*closure, site.arguments, site.callee);
  if (const Place *object = callee.pointer())
    return callValue(load(*object), site);
  if (const FunctionDecl *function = callee.function()) {
    site.callee = function;
    return dispatch(site);
  }
  if (const Alternatives *either = callee.alternatives()) {
    llvm::SmallVector<const Value *, 4> targets;
    for (const Value &branch : either->branches)
      if (!branch.isNull() && !branch.alternatives())
        targets.push_back(&branch);
    if (!targets.empty())
      return oneOfCalls(targets.size(), [&](size_t i) {
        CallSite copy = site;
        return callValue(*targets[i], copy).value;
      });
  }
  return opaque(site);
}

/// A virtual call of an object whose class is known, or of a method that nothing can override, has one target.
void Evaluator::devirtualise(CallSite &site) {
  auto *method = llvm::dyn_cast<CXXMethodDecl>(site.callee);
  if (!method || !site.isVirtual)
    return;
  Place object = site.self;
  if (!Classes.count(object.root))
    if (Value held = load(object); held.pointer()) // a smart pointer
      object = *held.pointer();
  const CXXMethodDecl *only = nullptr;
  if (auto made = Classes.find(object.root); made != Classes.end() && object.path.empty())
    only = const_cast<CXXMethodDecl *>(method)->getCorrespondingMethodInClass(made->second, /*MayBeBase=*/true);
  else if (const Expr *receiver = site.receiver)
    only = const_cast<CXXMethodDecl *>(method)->getDevirtualizedMethod(receiver, /*IsAppleKext=*/false);
  if (!only || only->isPureVirtual())
    return;
  site.callee = only;
  site.isVirtual = false;
}

/// Whether both are one value, wherever it stands.
static bool isSameValue(const facts::Text &a, const facts::Text &b) {
  if (!a || !b || a->value.index() != b->value.index())
    return false;
  if (auto *parameter = std::get_if<facts::Parameter>(&a->value)) {
    const auto &other = std::get<facts::Parameter>(b->value);
    return parameter->function == other.function && parameter->index == other.index;
  }
  auto *hole = std::get_if<facts::Hole>(&a->value);
  return hole && facts::madeAt(*hole) == facts::madeAt(std::get<facts::Hole>(b->value));
}

/// Whether what the call gives is one of its arguments, as it is; or it has none.
static bool givesArgument(const CallSite &site, const Value &given) {
  return site.arguments.empty() || llvm::any_of(site.arguments, [&](const Argument &argument) {
           return isSameValue(argument.value.text(), given.text());
         });
}

/// The text with what stands for an escaped one in the place of those it may be that are not known.
static facts::Text escapedWhereRaw(const facts::Text &text, const facts::Text &escaped) {
  auto *either = std::get_if<facts::Choice>(&text->value);
  if (!facts::hasRaw(text))
    return text;
  if (!either)
    return escaped;
  std::vector<facts::Text> branches;
  for (const facts::Text &branch : either->branches)
    branches.push_back(escapedWhereRaw(branch, escaped));
  return facts::choice(either->condition, std::move(branches), either->test);
}

/// What a function leaves and gives that the program calls an escaping one: how it does that is not always followed.
void Evaluator::believeEscaping(const CallSite &site, Outcome &outcome) {
  if (!isNamedForEscaping(*site.callee))
    return;
  for (unsigned i = 0; i < site.arguments.size() && i < site.callee->getNumParams(); ++i) {
    const Argument &argument = site.arguments[i];
    const bool isFilled = argument.place.root && Match.isFilledText(site.callee->getParamDecl(i)->getType());
    const facts::Text left = isFilled ? load(argument.place).text() : nullptr;
    if (isFilled && (!left || facts::hasRaw(left)))
      store(argument.place, hole(argument.expression, facts::HoleKind::Checked));
  }
  if (!givesArgument(site, outcome.value) && facts::hasRaw(outcome.value.text()))
    outcome.value = escapedWhereRaw(outcome.value.text(), hole(site.expression, facts::HoleKind::Checked));
}

/// j of `j["db"]["url"]` and of `tree.get_child("db")`: the object that holds what the expression gives.
static const Expr *heldIn(const Expr *expression) {
  for (;;) {
    const Expr *plain = stripped(expression);
    if (auto *operation = llvm::dyn_cast<CXXOperatorCallExpr>(plain); operation && operation->getNumArgs() > 0)
      expression = operation->getArg(0);
    else if (auto *call = llvm::dyn_cast<CXXMemberCallExpr>(plain))
      expression = call->getImplicitObjectArgument();
    else
      return plain;
  }
}

Outcome Evaluator::dispatch(CallSite &site) {
  if (!site.callee)
    return opaque(site);
  devirtualise(site);
  bool isDatabase = false;
  Value given;
  if (const rules::DatabaseFunction *rule = Match.database(*site.callee, site.written())) {
    given = database(*rule, site);
    isDatabase = true;
    if (const Kept *kept = given.kept())
      return keeps(*rule, site, *kept);
  }
  if (std::optional<Outcome> outcome = statementStep(site))
    return *outcome;
  if (std::optional<Outcome> outcome = result(site))
    return *outcome;
  if (const rules::TextFunction *rule = Match.text(*site.callee, site.written()))
    if (std::optional<Outcome> outcome = textFunction(*rule, site)) {
      for (const Argument &argument : site.arguments)
        letGo(argument.value);
      return *outcome;
    }
  if (isDatabase) {
    opaque(site);
    if (const Rows *rows = given.rows())
      return rows->part == Rows::Part::Field ? field(*rows, site) : Outcome{given, std::nullopt};
    return {};
  }
  if (site.receiver && site.callee->getOverloadedOperator() == OO_Call) {
    Value target = load(site.self);
    if (target.pointer())
      target = load(*target.pointer());
    if (target.closure() || target.function() || target.alternatives())
      return callValue(target, site);
    invokeKept(site, site.receiver);
  }
  if (site.receiver && site.callee->getOverloadedOperator() == OO_Equal && site.arguments.size() == 1)
    if (auto *member = llvm::dyn_cast<MemberExpr>(site.receiver->IgnoreParenImpCasts()))
      if (auto *field = llvm::dyn_cast<FieldDecl>(member->getMemberDecl()))
        keepCallable(*field, site.arguments[0].value, site.arguments[0].expression);
  if (auto *method = llvm::dyn_cast<CXXMethodDecl>(site.callee);
      method && method->isDefaulted() && site.arguments.size() == 1 &&
      (method->isCopyAssignmentOperator() || method->isMoveAssignmentOperator())) {
    store(site.self, site.arguments.front().value);
    return {load(site.self), site.self.root ? std::optional(site.self) : std::nullopt};
  }
  if (!isProgram(*site.callee)) {
    if (auto *method = llvm::dyn_cast<CXXMethodDecl>(site.callee);
        method && !method->isConst() && !method->isStatic() && site.receiver && !isProgram(*method) &&
        !llvm::isa<CXXConstructorDecl>(method))
      if (const Expr *whole = heldIn(site.receiver); llvm::isa<DeclRefExpr, MemberExpr>(whole))
        if (const Place settings = place(whole); settings.root && settingsOf(load(settings)))
          store(settings, hole(whole, facts::HoleKind::Text)); // an entry is another one now
    if (std::optional<Outcome> outcome = forwarded(site))
      return *outcome;
    if (std::optional<Outcome> outcome = tied(site))
      return *outcome;
    if (std::optional<Outcome> outcome = handed(site))
      return *outcome;
    if (std::optional<Outcome> outcome = algorithm(site))
      return *outcome;
    if (std::optional<Outcome> outcome = variant(site))
      return *outcome;
    if (std::optional<Outcome> outcome = iterator(site))
      return *outcome;
    if (std::optional<Outcome> outcome = container(site))
      return *outcome;
    return opaque(site);
  }
  if (std::optional<Outcome> outcome = unwrapped(site))
    return *declaredFormatter(site, outcome);
  callsGiven(site);
  invoke(site);
  noteVisit(site);
  std::optional<Outcome> outcome = declaredFormatter(site, inlined(site));
  if (!outcome)
    outcome = answered(site, opaque(site));
  else if (site.isVirtual && outcome->value.isUnknown())
    outcome = answered(site, *outcome);
  else
    believeEscaping(site, *outcome);
  letThroughBy(site);
  return *outcome;
}

/// Whether the text is a value of which the pattern of a template says nothing: its instances say it.
bool Evaluator::isOnlyOfInstances(const facts::Text &text) const {
  auto *hole = text ? std::get_if<facts::Hole>(&text->value) : nullptr;
  return InPattern && hole && hole->origin.empty();
}

/// A call of the program that hands text on: the callee may be a wrapper.
void Evaluator::invoke(CallSite &site) {
  if (!isRecording())
    return;
  keepCallables(site);
  facts::Invocation invocation;
  bool isKept = isKeptForNumbers(*site.callee);
  for (unsigned i = 0; i < site.arguments.size(); ++i) {
    const Argument &argument = site.arguments[i];
    QualType type = i < site.callee->getNumParams() ? site.callee->getParamDecl(i)->getType()
                    : argument.expression           ? argument.expression->getType()
                                                    : QualType();
    facts::Text text = isText(type) || argument.value.text() ? known(textOf(argument.value, argument.expression))
                       : isOfTexts(Match.shapeOf(type))
                           ? known(elementsIn(containerIn(argument.value), isSequence(type)))
                           : nullptr;
    if (text && isOnlyOfInstances(text))
      return;
    isKept |= text != nullptr;
    invocation.arguments.push_back(text ? std::move(text) : numberGiven(site, i));
  }
  addParts(site, invocation.arguments);
  for (size_t i = site.callee->getNumParams(); i < invocation.arguments.size(); ++i)
    isKept |= invocation.arguments[i] != nullptr;
  const bool isOfObject = isOnTheWay(site);
  if (isOfObject)
    addObject(site, invocation.arguments);
  if (!isKept && !isOfObject)
    return;
  invocation.callee = Facts.mention(*site.callee);
  invocation.location = Where.use(site.name);
  invocation.enclosing = Key;
  invocation.object = objectName(site);
  Facts.invocation(std::move(invocation));
}

} // namespace pgtidy::extract
