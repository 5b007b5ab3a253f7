// Texts whose characters the program looks at before it goes on with them.
#include "evaluator.h"
#include "look.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

/// The call of a function whose answer a condition asks for.
static const CallExpr *askedCall(const Expr *condition) {
  auto *comparison = llvm::dyn_cast<BinaryOperator>(stripped(condition));
  if (!comparison || !comparison->isComparisonOp())
    return callBehind(condition);
  const CallExpr *left = callBehind(comparison->getLHS());
  return left ? left : callBehind(comparison->getRHS());
}

/// The variable that a call puts into whether a text is a number: `text.toInt(&ok)` of Qt.
static const VarDecl *saysIfNumber(const CallSite &site, Matcher &match) {
  static constexpr llvm::StringLiteral Names[] = {"toInt",       "toUInt",  "toLong",   "toULong", "toLongLong",
                                                  "toULongLong", "toShort", "toUShort", "toFloat", "toDouble"};
  auto *method = llvm::dyn_cast_or_null<CXXMethodDecl>(site.callee);
  if (!method || !method->getDeclName().isIdentifier() || !llvm::is_contained(Names, method->getName()) ||
      !site.receiver || !match.isText(site.receiver->getType().getNonReferenceType()) || site.arguments.empty())
    return nullptr;
  const Expr *given = site.arguments[0].expression;
  auto *address = given ? llvm::dyn_cast<UnaryOperator>(stripped(given)) : nullptr;
  auto *named = address && address->getOpcode() == UO_AddrOf
                    ? llvm::dyn_cast<DeclRefExpr>(stripped(address->getSubExpr()))
                    : nullptr;
  return named ? llvm::dyn_cast<VarDecl>(named->getDecl()) : nullptr;
}

void Evaluator::noteConversion(const CallSite &site) {
  if (const VarDecl *answer = saysIfNumber(site, Match))
    NumberIf[answer] = wholeText(site.receiver);
}

std::vector<Look> Evaluator::looksOf(const Expr *condition) {
  if (condition->isTypeDependent() || condition->isValueDependent())
    return {};
  if (auto *answer = llvm::dyn_cast<DeclRefExpr>(stripped(condition)))
    if (auto converted = NumberIf.find(answer->getDecl()); converted != NumberIf.end())
      return {{converted->second, {}, /*ifTrue=*/true, /*ifFalse=*/false}};
  if (std::optional<CharacterTest> test = characterTest(condition, Match)) {
    if (!isText(test->subject->getType())) // one element of many
      return {};
    std::optional<Accessed> given = accessedBy(test->subject, Match);
    return {{given ? nullptr : test->subject, {}, test->ifTrue, test->ifFalse, given}};
  }
  const CallExpr *call = askedCall(condition);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (!callee || !isProgram(*callee) || llvm::isa<CXXOperatorCallExpr>(call) ||
      !callee->getReturnType()->isIntegralOrEnumerationType() || Match.database(*callee, call->getNumArgs()))
    return {};
  const FunctionDecl *definition = callee->getDefinition();
  std::vector<Look> looks;
  for (unsigned i = 0; i < call->getNumArgs() && i < callee->getNumParams(); ++i) {
    const Expr *given = wholeText(call->getArg(i));
    if (definition)
      for (const Accessed &text : accessedIn(*definition, i, given))
        looks.push_back({nullptr, {}, true, true, text});
    if (!isTextual(callee->getParamDecl(i)->getType()))
      continue;
    if (!definition)
      looks.push_back({given, {Facts.mention(*callee), i}});
    else if (!llvm::is_contained(Lookers.testedBy(*definition), i))
      continue;
    else if (std::optional<Accessed> text = accessedBy(given, Match))
      looks.push_back({nullptr, {}, true, true, text});
    else
      looks.push_back({given, {}});
  }
  return looks;
}

/// The texts of the object that is given for a parameter which the function looks at.
std::vector<Accessed> Evaluator::accessedIn(const FunctionDecl &function, unsigned parameter, const Expr *given) {
  std::vector<Accessed> texts;
  if (const ValueDecl *object = objectNamed(given))
    for (const Accessed &text : Lookers.accessedBy(function))
      if (text.object == function.getParamDecl(parameter))
        texts.push_back({object, text.method});
  return texts;
}

/// The variable whose pointer, or object that acts as one, `->` follows; null for others.
static const DeclRefExpr *followed(const Expr *base) {
  base = stripped(base);
  if (auto *arrow = llvm::dyn_cast<CXXOperatorCallExpr>(base); arrow && arrow->getOperator() == OO_Arrow)
    base = stripped(arrow->getArg(0));
  return llvm::dyn_cast<DeclRefExpr>(base);
}

/// Whether the expression names a variable, or a member of one or of what it points to: what other pointers lead to is
/// known by other names too.
static bool isNamed(const Expr *expression) {
  expression = stripped(expression);
  auto *member = llvm::dyn_cast<MemberExpr>(expression);
  if (!member)
    return llvm::isa<DeclRefExpr, CXXThisExpr>(expression);
  if (member->isArrow() && followed(member->getBase()))
    return llvm::isa<FieldDecl>(member->getMemberDecl());
  bool isOwn = !member->isArrow() || llvm::isa<CXXThisExpr>(stripped(member->getBase()));
  return isOwn && llvm::isa<FieldDecl>(member->getMemberDecl()) && isNamed(member->getBase());
}

/// Whether a text that perhaps is looked at, by a function that another unit holds, may be wrapped in that: the parts
/// of what is being put together must stay in sight.
static bool isAtom(const facts::Text &text) {
  if (auto *choice = std::get_if<facts::Choice>(&text->value))
    return llvm::all_of(choice->branches, [](const facts::Text &branch) { return branch && isAtom(branch); });
  return !std::holds_alternative<facts::Concat>(text->value) && !std::holds_alternative<facts::Repeat>(text->value);
}

/// Whether one more test says nothing new.
static bool isLetThrough(const facts::Text &text, const facts::Tester &by) {
  unsigned tests = 0;
  for (const facts::Narrowed *test = facts::asChecked(text); test; test = facts::asChecked(test->text))
    if (test->by == by || test->by.function.empty() || ++tests > 3)
      return true;
  return false;
}

/// The text, or the texts in a container, behind the test; nothing where that says nothing new.
static std::optional<Value> lookedAt(const Value &value, const facts::Tester &by, bool holds) {
  if (const Array *array = value.array()) {
    Array looked = *array;
    bool isNew = false;
    for (Value &element : looked.elements)
      if (std::optional<Value> now = element.text() ? lookedAt(element, by, holds) : std::nullopt) {
        element = std::move(*now);
        isNew = true;
      }
    return isNew ? std::optional<Value>(std::move(looked)) : std::nullopt;
  }
  const facts::Text text = value.text();
  if (!text || isLetThrough(text, by) || any(text, isLoopMarker) || (!by.function.empty() && !isAtom(text)))
    return std::nullopt;
  facts::Text checked = facts::checked(text, by, holds);
  return checked == text ? std::nullopt : std::optional<Value>(std::move(checked));
}

/// Objects that a call may change are to be looked at anew; what a method gives whose texts were looked at is fine.
Outcome Evaluator::letThrough(const CallSite &site, Outcome outcome) {
  if (Now.looked.empty() || !site.callee)
    return outcome;
  auto forgetTextsOf = [&](const Expr *given) {
    const ValueDecl *object = given ? objectNamed(given) : nullptr;
    if (object)
      std::erase_if(Now.looked, [&](const auto &text) { return text.first.object == object; });
  };
  for (unsigned i = 0; i < site.arguments.size() && i < site.callee->getNumParams(); ++i) {
    QualType type = site.callee->getParamDecl(i)->getType();
    if ((type->isReferenceType() || type->isPointerType()) && !type->getPointeeType().isConstQualified())
      forgetTextsOf(site.arguments[i].expression);
  }
  auto *method = llvm::dyn_cast<CXXMethodDecl>(site.callee);
  if (!method || !site.receiver)
    return outcome;
  if (!method->isConst())
    forgetTextsOf(site.receiver);
  const ValueDecl *object = objectNamed(site.receiver);
  auto looked = Now.looked.find({object, method->getCanonicalDecl()});
  if (!object || looked == Now.looked.end())
    return outcome;
  std::optional<Value> fine = lookedAt(outcome.value, {}, looked->second);
  return fine ? Outcome{std::move(*fine), std::nullopt} : outcome;
}

/// Whether values of the type are texts, or containers of them.
bool Evaluator::isTextual(QualType type) { return isText(type) || Match.holdsTexts(type); }

void Evaluator::letThrough(const Place &object, const facts::Tester &by, bool holds) {
  if (!object.root || object.offset)
    return;
  const std::optional<Value> checked = lookedAt(load(object), by, holds);
  if (!checked)
    return;
  auto root = Now.values.find(object.root);
  Value before = root != Now.values.end() ? root->second : initial(object.root);
  if (object.path.empty() || !before.pointer())
    Now.values[object.root] = stored(before, object, 0, *checked);
}

void Evaluator::letThrough(State &state, const Look &look, bool holds) {
  if (look.accessed) {
    state.looked.insert_or_assign(*look.accessed, holds);
    return;
  }
  if (!state.reachable || !isNamed(look.subject) || !isTextual(look.subject->getType()))
    return;
  State now = std::exchange(Now, std::move(state));
  Place object = place(stripped(look.subject));
  letThrough(object, look.by, holds);
  LookedAt.push_back(std::move(object));
  state = std::exchange(Now, std::move(now));
}

/// What a function that was called lets through: it would have left else.
void Evaluator::letThroughBy(const CallSite &site) {
  const FunctionDecl *definition = site.callee->getDefinition();
  if (definition && Now.reachable && !definition->getReturnType()->isIntegralOrEnumerationType())
    for (unsigned i = 0; i < site.arguments.size() && i < definition->getNumParams(); ++i)
      if (const Expr *given = site.arguments[i].expression)
        for (const Accessed &text : accessedIn(*definition, i, given))
          Now.looked.insert_or_assign(text, true);
  auto *method = llvm::dyn_cast<CXXMethodDecl>(site.callee);
  bool isTaking = method && !method->isStatic() && !method->isConst(); // an object that collects text
  bool isElsewhere = !definition && !isTaking && site.callee->getReturnType()->isVoidType();
  if (!Now.reachable || (!definition && !isElsewhere))
    return;
  for (unsigned i = 0; i < site.arguments.size() && i < site.callee->getNumParams(); ++i) {
    const Expr *given = site.arguments[i].expression ? wholeText(site.arguments[i].expression) : nullptr;
    QualType type = site.callee->getParamDecl(i)->getType();
    bool isWritten = (type->isReferenceType() || type->isPointerType()) && !type->getPointeeType().isConstQualified();
    if (!given || isWritten || !isTextual(type) || !isTextual(given->getType()) || !isNamed(given))
      continue;
    if (definition && (definition->getReturnType()->isIntegralOrEnumerationType() ||
                       !llvm::is_contained(Lookers.testedBy(*definition), i)))
      continue;
    Place object = place(stripped(given));
    letThrough(object, isElsewhere ? facts::Tester{Facts.mention(*site.callee), i} : facts::Tester{});
    noteLetThrough(object);
  }
}

/// A loop over the characters that leaves the function where one of them is not fine.
void Evaluator::letThroughAfter(const Stmt &loop) {
  if (!Now.reachable)
    return;
  const Testers::Tested tested = Lookers.testedIn(loop);
  for (const VarDecl *variable : tested.variables)
    letThrough(placeOf(variable), {});
  for (const Accessed &text : tested.accessed)
    Now.looked.insert_or_assign(text, true);
}

/// Others see a member as it is let through.
void Evaluator::noteLetThrough(const Place &object) {
  if (!isRecording() || object.path.empty() || !object.path.back().field)
    return;
  const FieldDecl *member = object.path.back().field;
  const facts::Text text = load(object).text();
  if (!text)
    return;
  // Of an object that the function is given, the text is a parameter here, and the member for others.
  const facts::Text own = initialMember(member, object.ownerOfPart()).text();
  const facts::Text tested = rewrite(known(text), [&](const facts::Text &node) -> facts::Text {
    auto *parameter = std::get_if<facts::Parameter>(&node->value);
    const bool isPart = parameter && Evaluated && parameter->function == Key &&
                        parameter->index >= Evaluated->getNumParams() && parameter->hole.made.isValid();
    return isPart ? own : nullptr;
  });
  Facts.letsThrough(key(*member), tested, Key);
}

} // namespace pgtidy::extract
