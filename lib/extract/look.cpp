#include "look.h"

#include "evaluator.h"
#include "look_each.h"

#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringSet.h"

namespace pgtidy::extract {

using namespace clang;

using rules::TextOperation;

namespace {

const Expr *argumentOf(const CallExpr &call, int position) {
  auto *method = llvm::dyn_cast<CXXMemberCallExpr>(&call);
  if (llvm::isa<CXXOperatorCallExpr>(call)) // the object is its first argument
    ++position;
  if (position < 0)
    return method ? method->getImplicitObjectArgument() : nullptr;
  return unsigned(position) < call.getNumArgs() ? call.getArg(position) : nullptr;
}

bool isLook(TextOperation operation) {
  return operation == TextOperation::LooksFor || operation == TextOperation::LooksForOthers ||
         operation == TextOperation::LooksUp || operation == TextOperation::Matches;
}

/// The characters that a call looks for, where they are written there; everything else may be any.
std::optional<std::string> writtenCharacters(const Expr *expression) {
  const Expr *plain = expression ? expression->IgnoreUnlessSpelledInSource() : nullptr;
  if (auto *literal = llvm::dyn_cast_or_null<clang::StringLiteral>(plain); literal && literal->getCharByteWidth() == 1)
    return literal->getString().str();
  if (auto *character = llvm::dyn_cast_or_null<CharacterLiteral>(plain); character && character->getValue() < 128)
    return std::string(1, char(character->getValue()));
  return std::nullopt;
}

/// How many arguments the program gives.
unsigned written(const CallExpr &call) {
  const bool isOnObject = llvm::isa<CXXOperatorCallExpr>(call);
  const auto byDefault =
      llvm::count_if(call.arguments(), [](const Expr *given) { return llvm::isa<CXXDefaultArgExpr>(given); });
  return call.getNumArgs() - unsigned(byDefault) - isOnObject;
}

const rules::TextFunction *look(const CallExpr &call, Matcher &match) {
  const FunctionDecl *callee = call.getDirectCallee();
  const rules::TextFunction *rule = callee ? match.text(*callee, written(call)) : nullptr;
  if (!rule || !isLook(rule->operation))
    return nullptr;
  std::optional<std::string> characters = writtenCharacters(argumentOf(call, rule->input + 1));
  if (rule->operation == TextOperation::LooksFor && characters && !isDangerous(*characters))
    return nullptr;
  if (rule->operation == TextOperation::LooksForOthers && characters && isDangerous(*characters))
    return nullptr;
  return rule;
}

OverloadedOperatorKind comparisonIn(const Expr *plain) {
  if (auto *operation = llvm::dyn_cast<BinaryOperator>(plain); operation && operation->isComparisonOp())
    return BinaryOperator::getOverloadedOperator(operation->getOpcode());
  auto *overloaded = llvm::dyn_cast<CXXOperatorCallExpr>(plain);
  return overloaded && overloaded->getNumArgs() == 2 && overloaded->isComparisonOp() ? overloaded->getOperator()
                                                                                     : OO_None;
}

/// What a comparison compares; the condition itself where it is none.
llvm::SmallVector<const Expr *, 2> sidesOf(const Expr *condition) {
  const Expr *plain = stripped(condition);
  if (comparisonIn(plain) == OO_None)
    return {condition};
  if (auto *operation = llvm::dyn_cast<BinaryOperator>(plain))
    return {operation->getLHS(), operation->getRHS()};
  auto *overloaded = llvm::cast<CXXOperatorCallExpr>(plain);
  return {overloaded->getArg(0), overloaded->getArg(1)};
}

/// Whether the condition holds where something was found, or where not. A position may be zero, a number of finds not.
std::optional<bool> asksForFound(const Expr *condition, bool isNumberOfFinds) {
  bool isZero = llvm::any_of(sidesOf(condition), [](const Expr *side) {
    auto *number = llvm::dyn_cast<IntegerLiteral>(stripped(side));
    return number && number->getValue().isZero();
  });
  switch (comparisonIn(stripped(condition))) {
  case OO_None:
    return true;
  case OO_EqualEqual:
    return isZero && !isNumberOfFinds ? std::nullopt : std::optional(false);
  case OO_ExclaimEqual:
    return isZero && !isNumberOfFinds ? std::nullopt : std::optional(true);
  case OO_Less:
    return isZero ? std::optional(false) : std::nullopt;
  case OO_GreaterEqual:
  case OO_Greater:
    return true;
  default:
    return std::nullopt;
  }
}

/// The call behind questions to its answer, such as `pattern.match(x).hasMatch()`.
const CallExpr *lookBehind(const Expr *answer, Matcher &match) {
  const CallExpr *call = callBehind(answer);
  for (unsigned i = 0; call && i < 3 && !look(*call, match); ++i) {
    auto *method = llvm::dyn_cast<CXXMemberCallExpr>(call);
    bool isQuestion = method && method->getNumArgs() == 0;
    call = isQuestion ? callBehind(method->getImplicitObjectArgument()) : nullptr;
  }
  return call && look(*call, match) ? call : nullptr;
}

} // namespace

bool isDangerous(llvm::StringRef characters) { return characters.find_first_of("'\"`\\; \n") != llvm::StringRef::npos; }

/// The one argument that an object is made of: a string of a character pointer.
static const Expr *convertedText(const Expr *plain) {
  auto *made = llvm::dyn_cast<CXXConstructExpr>(plain);
  if (!made || made->getNumArgs() == 0 || llvm::isa<CXXDefaultArgExpr>(made->getArg(0)))
    return nullptr;
  bool isOne = made->getNumArgs() == 1 || llvm::isa<CXXDefaultArgExpr>(made->getArg(1));
  return isOne ? made->getArg(0) : nullptr;
}

static bool givesPartOrAll(llvm::StringRef method) {
  static const llvm::StringSet<> methods{"begin", "end",   "cbegin", "cend",      "constBegin", "constEnd",
                                         "data",  "c_str", "at",     "constData", "unicode"};
  return methods.contains(method);
}

const Expr *wholeText(const Expr *expression) {
  for (;;) {
    const Expr *plain = stripped(expression);
    if (auto *cast = llvm::dyn_cast<ExplicitCastExpr>(plain)) {
      expression = cast->getSubExpr();
    } else if (const Expr *converted = convertedText(plain)) {
      expression = converted;
    } else if (auto *operation = llvm::dyn_cast<UnaryOperator>(plain);
               operation && (operation->getOpcode() == UO_Deref || operation->isIncrementDecrementOp())) {
      expression = operation->getSubExpr();
    } else if (auto *subscript = llvm::dyn_cast<ArraySubscriptExpr>(plain)) {
      expression = subscript->getBase();
    } else if (auto *access = llvm::dyn_cast<CXXOperatorCallExpr>(plain);
               access && access->getNumArgs() > 0 &&
               (access->getOperator() == OO_Subscript || access->getOperator() == OO_Star)) {
      expression = access->getArg(0);
    } else if (auto *method = llvm::dyn_cast<CXXMemberCallExpr>(plain);
               method && method->getImplicitObjectArgument() && method->getMethodDecl() &&
               method->getMethodDecl()->getDeclName().isIdentifier() &&
               givesPartOrAll(method->getMethodDecl()->getName())) {
      expression = method->getImplicitObjectArgument();
    } else {
      return plain;
    }
  }
}

const ValueDecl *objectNamed(const Expr *expression) {
  expression = stripped(expression);
  const ValueDecl *named = nullptr;
  if (auto *address = llvm::dyn_cast<UnaryOperator>(expression); address && address->getOpcode() == UO_AddrOf)
    return objectNamed(address->getSubExpr());
  if (auto *reference = llvm::dyn_cast<DeclRefExpr>(expression))
    named = reference->getDecl();
  else if (auto *member = llvm::dyn_cast<MemberExpr>(expression);
           member && llvm::isa<CXXThisExpr>(stripped(member->getBase())))
    named = member->getMemberDecl();
  return named ? llvm::cast<ValueDecl>(named->getCanonicalDecl()) : nullptr;
}

const CallExpr *callBehind(const Expr *expression) {
  const Expr *plain = stripped(expression);
  if (auto *reference = llvm::dyn_cast<DeclRefExpr>(plain))
    if (auto *variable = llvm::dyn_cast<VarDecl>(reference->getDecl()); variable && variable->getInit())
      plain = stripped(variable->getInit());
  return llvm::dyn_cast<CallExpr>(plain);
}

const Expr *textLookedAt(const CallExpr &call, Matcher &match) {
  const rules::TextFunction *rule = look(call, match);
  const Expr *text = rule ? argumentOf(call, rule->input) : nullptr;
  return text ? wholeText(text) : nullptr;
}

/// The text behind functions that change nothing but its letters' case and the space around it; null where there are
/// none.
static const Expr *foldedText(const Expr *expression, Matcher &match) {
  const Expr *folded = nullptr;
  for (;;) {
    auto *call = llvm::dyn_cast<CallExpr>(wholeText(folded ? folded : expression));
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    const rules::TextFunction *rule = callee ? match.text(*callee, call->getNumArgs()) : nullptr;
    const bool isFolding =
        rule && (rule->operation == TextOperation::ToLower || rule->operation == TextOperation::ToUpper ||
                 rule->operation == TextOperation::Trim);
    const Expr *text = isFolding ? argumentOf(*call, rule->input) : nullptr;
    if (!text)
      return folded ? wholeText(folded) : nullptr;
    folded = text;
  }
}

/// `x.toLower() == "a"`: x is "a" or "A".
static std::optional<CharacterTest> comparedWhenFolded(const Expr *condition, Matcher &match) {
  const OverloadedOperatorKind kind = comparisonIn(stripped(condition));
  if (kind != OO_EqualEqual && kind != OO_ExclaimEqual)
    return std::nullopt;
  const llvm::SmallVector<const Expr *, 2> sides = sidesOf(condition);
  for (unsigned i = 0; i < 2; ++i)
    if (llvm::isa<clang::StringLiteral>(wholeText(sides[1 - i])))
      if (const Expr *text = foldedText(sides[i], match))
        return CharacterTest{text, kind == OO_EqualEqual, kind != OO_EqualEqual};
  return std::nullopt;
}

/// The text of a regular expression, where it is written there or where a constant is defined.
static std::optional<llvm::StringRef> patternOf(const Expr *expression) {
  for (unsigned i = 0; expression && i < 6; ++i) {
    expression = expression->IgnoreUnlessSpelledInSource();
    if (auto *literal = llvm::dyn_cast<clang::StringLiteral>(expression))
      return literal->getCharByteWidth() == 1 ? std::optional(literal->getString()) : std::nullopt;
    auto *reference = llvm::dyn_cast<DeclRefExpr>(expression);
    auto *variable = reference ? llvm::dyn_cast<VarDecl>(reference->getDecl()) : nullptr;
    auto *made = llvm::dyn_cast<CXXConstructExpr>(expression);
    const bool isConstant = variable && variable->getType().isConstQualified();
    expression = isConstant ? variable->getInit() : made && made->getNumArgs() > 0 ? made->getArg(0) : nullptr;
  }
  return std::nullopt;
}

/// Whether what is found may be only a part of the text: std::regex_search with a pattern that is not of the whole.
static bool findsAnywhere(const CallExpr &call) {
  const FunctionDecl *callee = call.getDirectCallee();
  if (!callee || !callee->getDeclName().isIdentifier() || callee->getName() != "regex_search")
    return false;
  for (const Expr *argument : call.arguments())
    if (std::optional<llvm::StringRef> pattern =
            argument->getType()->getAsCXXRecordDecl() ? patternOf(argument) : std::nullopt)
      return !pattern->starts_with("^") || !pattern->ends_with("$");
  return false;
}

/// `std::any_of(list.begin(), list.end(), [&](auto &one) { return one == x; })`: x is in the list.
static std::optional<CharacterTest> comparedWithEach(const Expr *condition, Matcher &match) {
  for (const Expr *side : sidesOf(condition)) {
    const CallExpr *call = callBehind(side);
    const std::optional<LookUp> lookUp = call ? lookUpByEach(*call) : std::nullopt;
    const std::optional<bool> yes = lookUp ? asksForFound(condition, /*isNumberOfFinds=*/true) : std::nullopt;
    if (yes && match.isText(lookUp->text->getType()))
      return CharacterTest{wholeText(lookUp->text), *yes != lookUp->saysNone, *yes == lookUp->saysNone};
  }
  return std::nullopt;
}

std::optional<CharacterTest> characterTest(const Expr *condition, Matcher &match) {
  if (std::optional<CharacterTest> test = comparedWhenFolded(condition, match))
    return test;
  if (std::optional<CharacterTest> test = comparedWithEach(condition, match))
    return test;
  const CallExpr *call = nullptr;
  for (const Expr *side : sidesOf(condition))
    call = call ? call : lookBehind(side, match);
  if (!call)
    return std::nullopt;
  TextOperation operation = look(*call, match)->operation;
  CharacterTest test;
  test.subject = textLookedAt(*call, match);
  if (!test.subject || (operation == TextOperation::Matches && !findsAnywhere(*call)))
    return test.subject ? std::optional(test) : std::nullopt;
  std::optional<bool> found = asksForFound(condition, operation == TextOperation::LooksUp);
  if (!found)
    return std::nullopt;
  bool isFineFound = operation == TextOperation::LooksUp;
  test.ifTrue = *found == isFineFound;
  test.ifFalse = !test.ifTrue;
  return test;
}

} // namespace pgtidy::extract
