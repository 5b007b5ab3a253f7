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

std::vector<Look> Evaluator::looksOf(const Expr *condition) {
  if (condition->isTypeDependent() || condition->isValueDependent())
    return {};
  if (std::optional<CharacterTest> test = characterTest(condition, Match))
    return isText(test->subject->getType()) // not one element of many
               ? std::vector<Look>{{test->subject, {}, test->ifTrue, test->ifFalse}}
               : std::vector<Look>();
  const CallExpr *call = askedCall(condition);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (!callee || !isProgram(*callee) || llvm::isa<CXXOperatorCallExpr>(call) ||
      !callee->getReturnType()->isIntegralOrEnumerationType() || Match.database(*callee, call->getNumArgs()))
    return {};
  const FunctionDecl *definition = callee->getDefinition();
  std::vector<Look> looks;
  for (unsigned i = 0; i < call->getNumArgs() && i < callee->getNumParams(); ++i) {
    if (!isTextual(callee->getParamDecl(i)->getType()))
      continue;
    if (!definition)
      looks.push_back({wholeText(call->getArg(i)), {Facts.mention(*callee), i}});
    else if (llvm::is_contained(Lookers.testedBy(*definition), i))
      looks.push_back({wholeText(call->getArg(i)), {}});
  }
  return looks;
}

/// Whether the expression names a variable or a member of one: what pointers lead to is known by other names too.
static bool isNamed(const Expr *expression) {
  expression = stripped(expression);
  auto *member = llvm::dyn_cast<MemberExpr>(expression);
  if (!member)
    return llvm::isa<DeclRefExpr, CXXThisExpr>(expression);
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
  for (const VarDecl *variable : Lookers.testedIn(loop))
    letThrough(placeOf(variable), {});
}

/// Others see a member as it is let through.
void Evaluator::noteLetThrough(const Place &object) {
  if (!isRecording() || object.path.empty() || !object.path.back().field)
    return;
  if (facts::Text text = load(object).text())
    Facts.letsThrough(key(*object.path.back().field), known(text), Key);
}

} // namespace pgtidy::extract
