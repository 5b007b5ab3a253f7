// Questions about texts: what a condition such as `!x.empty()` or `x == "a"` asks, and what its answer leaves of `x`.
#include "evaluator.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

const Expr *stripped(const Expr *expression) {
  for (;;) {
    const Expr *inner = expression->IgnoreParenImpCasts();
    if (auto *full = llvm::dyn_cast<FullExpr>(inner))
      inner = full->getSubExpr();
    if (auto *temporary = llvm::dyn_cast<MaterializeTemporaryExpr>(inner))
      inner = temporary->getSubExpr();
    if (auto *bound = llvm::dyn_cast<CXXBindTemporaryExpr>(inner))
      inner = bound->getSubExpr();
    if (inner == expression)
      return inner;
    expression = inner;
  }
}

static llvm::StringRef nameOf(const FunctionDecl *function) {
  return function && function->getDeclName().isIdentifier() ? function->getName() : "";
}

/// The text whose length `expression` gives.
const Expr *Evaluator::measured(const Expr *expression) {
  auto *call = llvm::dyn_cast<CallExpr>(stripped(expression));
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (auto *method = llvm::dyn_cast_or_null<CXXMemberCallExpr>(call)) {
    const Expr *object = method->getImplicitObjectArgument();
    const bool isLength = nameOf(callee) == "size" || nameOf(callee) == "length";
    const bool isOfRows = callee && Match.result(*callee, call->getNumArgs());
    return isLength && !isOfRows && object && isText(object->getType()) ? object : nullptr;
  }
  const rules::TextFunction *rule = callee ? Match.text(*callee, call->getNumArgs()) : nullptr;
  bool isLength = rule && rule->operation == rules::TextOperation::Length && call->getNumArgs() >= 1;
  return isLength ? call->getArg(0) : nullptr;
}

/// Whether `subject` is the text that `value` is.
std::optional<Question> Evaluator::comparedWith(const Expr *subject, const Expr *value, bool equal) {
  facts::Text known = evaluate(value).text();
  if (!facts::asLiteral(known))
    return std::nullopt;
  return Question{subject, known, equal};
}

std::optional<Question> Evaluator::comparison(const Expr *left, const Expr *right, bool equal) {
  if (!isText(left->getType()) || !isText(right->getType()))
    return std::nullopt;
  if (std::optional<Question> asked = comparedWith(left, right, equal))
    return asked;
  return comparedWith(right, left, equal);
}

/// strcmp(a, b), a.compare(b): not zero where they differ.
std::optional<Question> Evaluator::difference(const Expr *expression) {
  auto *call = llvm::dyn_cast<CallExpr>(stripped(expression));
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  const rules::TextFunction *rule = callee ? Match.text(*callee, call->getNumArgs()) : nullptr;
  if (!rule || rule->operation != rules::TextOperation::Compare)
    return std::nullopt;
  if (auto *method = llvm::dyn_cast<CXXMemberCallExpr>(call))
    return call->getNumArgs() == 1 ? comparison(method->getImplicitObjectArgument(), call->getArg(0), false)
                                   : std::nullopt;
  return call->getNumArgs() == 2 ? comparison(call->getArg(0), call->getArg(1), false) : std::nullopt;
}

/// Whether a text's length or first character is (not) zero: `n > 0`, `n >= 1`, `c == 0`.
static std::optional<bool> asksForZero(BinaryOperatorKind kind, int64_t number) {
  if ((kind == BO_EQ && number == 0) || (kind == BO_LT && number == 1) || (kind == BO_LE && number == 0))
    return true;
  if ((kind == BO_NE && number == 0) || (kind == BO_GT && number == 0) || (kind == BO_GE && number == 1))
    return false;
  return std::nullopt;
}

/// What is asked of the number or character that `expression` is, when it is asked whether that is not zero.
std::optional<Question> Evaluator::questionOfNumber(const Expr *expression) {
  auto isNotEmpty = [](const Expr *text) { return Question{text, facts::literal(""), false}; };
  if (const Expr *text = measured(expression))
    return isNotEmpty(text);
  const Expr *plain = stripped(expression);
  if (auto *first = llvm::dyn_cast<UnaryOperator>(plain);
      first && first->getOpcode() == UO_Deref && isText(first->getSubExpr()->getType()))
    return isNotEmpty(first->getSubExpr());
  if (auto *first = llvm::dyn_cast<ArraySubscriptExpr>(plain); first && isText(first->getBase()->getType()) &&
                                                               constantOf(first->getIdx()) && //
                                                               constant(*constantOf(first->getIdx())) == 0)
    return isNotEmpty(first->getBase());
  return difference(plain);
}

std::optional<Question> Evaluator::questionOfComparison(const BinaryOperator &operation) {
  if (!operation.isComparisonOp())
    return std::nullopt;
  const Expr *left = operation.getLHS(), *right = operation.getRHS();
  BinaryOperatorKind kind = operation.getOpcode();
  std::optional<Value> number = constantOf(right);
  bool isReversed = !number;
  if (isReversed)
    number = constantOf(left);
  if (isReversed && number) {
    std::swap(left, right);
    kind = BinaryOperator::isEqualityOp(kind) ? kind
           : kind == BO_LT                    ? BO_GT
           : kind == BO_GT                    ? BO_LT
           : kind == BO_LE                    ? BO_GE
                                              : BO_LE;
  }
  if (!number || !constant(*number))
    return std::nullopt;
  std::optional<bool> isZero = asksForZero(kind, *constant(*number));
  std::optional<Question> asked = isZero ? questionOfNumber(left) : std::nullopt;
  bool isOrder = asked && !BinaryOperator::isEqualityOp(kind);
  if (!asked || (isOrder && !measured(left))) // a difference may be less than zero
    return std::nullopt;
  asked->equal = *isZero != asked->equal;
  return asked;
}

std::optional<Question> Evaluator::question(const Expr *condition) {
  const Expr *plain = stripped(condition);
  if (plain->isTypeDependent() || plain->isValueDependent())
    return std::nullopt;
  if (auto *operation = llvm::dyn_cast<BinaryOperator>(plain))
    return questionOfComparison(*operation);
  if (auto *operation = llvm::dyn_cast<CXXOperatorCallExpr>(plain)) {
    bool isEquality = operation->getOperator() == OO_EqualEqual || operation->getOperator() == OO_ExclaimEqual;
    bool isLibrary = operation->getDirectCallee() && !isProgram(*operation->getDirectCallee());
    return isEquality && isLibrary && operation->getNumArgs() == 2
               ? comparison(operation->getArg(0), operation->getArg(1), operation->getOperator() == OO_EqualEqual)
               : std::nullopt;
  }
  if (auto *call = llvm::dyn_cast<CXXMemberCallExpr>(plain); call && call->getMethodDecl()) {
    llvm::StringRef name = nameOf(call->getMethodDecl());
    const Expr *object = call->getImplicitObjectArgument();
    if ((name == "empty" || name == "isEmpty") && object && isText(object->getType()))
      return Question{object, facts::literal(""), true};
  }
  return plain->getType()->isIntegralOrEnumerationType() ? questionOfNumber(plain) : std::nullopt;
}

/// Whether the expression names one object, the same as long as nothing is written to it: not a member of whatever a
/// pointer leads to.
bool Evaluator::isOneObject(const Expr *expression) {
  expression = stripped(expression);
  if (llvm::isa<DeclRefExpr, CXXThisExpr>(expression))
    return true;
  if (auto *member = llvm::dyn_cast<MemberExpr>(expression)) {
    if (!llvm::isa<FieldDecl>(member->getMemberDecl()))
      return llvm::isa<VarDecl>(member->getMemberDecl());
    return isOneObject(member->getBase());
  }
  if (auto *call = llvm::dyn_cast<CXXMemberCallExpr>(expression)) {
    const CXXMethodDecl *method = call->getMethodDecl();
    return method && method->isConst() && call->getNumArgs() == 0 && isOneObject(call->getImplicitObjectArgument());
  }
  auto *call = llvm::dyn_cast<CXXOperatorCallExpr>(expression); // *x, x->
  bool isAccess = call && (call->getOperator() == OO_Star || call->getOperator() == OO_Arrow);
  return isAccess && isOneObject(call->getArg(0));
}

/// Whether the text is one piece on each of its ways: what the program writes, or one value.
static bool isOnePiece(const facts::Text &text) {
  if (auto *choice = std::get_if<facts::Choice>(&text->value))
    return llvm::all_of(choice->branches, [](const facts::Text &branch) { return branch && isOnePiece(branch); });
  if (auto *narrowing = std::get_if<facts::Narrowed>(&text->value))
    return isOnePiece(narrowing->text);
  return facts::asLiteral(text) || std::holds_alternative<facts::Hole>(text->value) ||
         std::holds_alternative<facts::Parameter>(text->value) || std::holds_alternative<facts::Symbol>(text->value) ||
         std::holds_alternative<facts::Result>(text->value);
}

/// Texts that are being put together are not narrowed: what they share with others would not be seen any more.
static bool isNarrowable(const facts::Text &text) {
  if (!text || std::holds_alternative<facts::Concat>(text->value) || std::holds_alternative<facts::Repeat>(text->value))
    return false;
  return std::holds_alternative<facts::Choice>(text->value) ? isOnePiece(text) : !any(text, isLoopMarker);
}

/// What is left of the text where it is the bytes, or with `equal` false where it is not; null where one of its
/// alternatives may be either.
static facts::Text leftOf(const facts::Text &text, llvm::StringRef bytes, bool equal) {
  if (!text || facts::isNothing(text))
    return text;
  if (std::optional<bool> known = facts::equals(text, bytes))
    return *known == equal ? text : facts::nothing();
  auto *choice = std::get_if<facts::Choice>(&text->value);
  if (!choice)
    return nullptr;
  std::vector<facts::Text> branches;
  for (const facts::Text &branch : choice->branches)
    if (branch && !branches.emplace_back(leftOf(branch, bytes, equal)))
      return nullptr;
  return branches.size() < choice->branches.size()
             ? nullptr
             : facts::choice(choice->condition, std::move(branches), choice->test);
}

facts::Text Evaluator::textAsked(const Question &asked) {
  return isOneObject(asked.subject) ? load(place(stripped(asked.subject))).text() : nullptr;
}

/// Keeps what a condition asks, so that who takes a side of it later knows what that says of the text.
void Evaluator::noteQuestion(const std::string &condition, const Question &asked, bool negated) {
  if (condition.empty() || !isOneObject(asked.subject))
    return;
  Place object = place(stripped(asked.subject));
  facts::Text text = load(object).text();
  const facts::Literal *value = facts::asLiteral(asked.value);
  const bool asksForNothing = text && value && value->bytes.empty() && !any(text, isLoopMarker);
  const bool isTold = value && !value->bytes.empty() && leftOf(text, value->bytes, true);
  if ((!isNarrowable(text) && !asksForNothing && !isTold) || object.offset)
    return;
  Tests[condition] = {object, {text, asked.value, asked.equal != negated}};
}

/// The text with what tests have said of it said of each of its branches.
static facts::Text settledDeep(const facts::Text &text) {
  auto *narrowing = text ? std::get_if<facts::Narrowed>(&text->value) : nullptr;
  if (!narrowing)
    return text;
  facts::Narrowed inner = *narrowing;
  inner.text = settledDeep(inner.text);
  return facts::settled(facts::narrowed(std::move(inner)));
}

/// Takes a branch of a decision, and with it what that says of the text that was asked about.
void Evaluator::assume(State &state, const std::string &condition, unsigned index) {
  if (!state.assume(condition, index))
    return;
  assumeNamed(state, condition, index);
  auto asked = Tests.find(condition);
  if (asked == Tests.end() || !asked->second.object.root || index > 1 || Unnamed.count(asked->second.object.root))
    return; // what holds of one object need not hold of others of its class
  const auto &[object, test] = asked->second;
  const facts::Literal *value = facts::asLiteral(test.value);
  bool equal = test.equal == (index == 0);
  State now = std::exchange(Now, std::move(state));
  facts::Text text = load(object).text();
  if (text && facts::same(withoutTests(text), withoutTests(test.subject))) {
    std::optional<bool> known = facts::equals(text, value->bytes);
    const facts::Text whole = settledDeep(text);
    auto *choice = std::get_if<facts::Choice>(&whole->value);
    if (known && *known != equal)
      Now.reachable = false;
    else if (choice)
      assumeBranchOf(*choice, value->bytes, equal);
    const bool isNothing = equal && value->bytes.empty();
    const facts::Text left = isNarrowable(text)      ? facts::narrowed({text, test.value, equal})
                             : isNothing             ? facts::literal("")
                             : !value->bytes.empty() ? leftOf(text, value->bytes, equal)
                                                     : nullptr;
    if (!known && Now.reachable && left) {
      auto root = Now.values.find(object.root);
      Value before = root != Now.values.end() ? root->second : initial(object.root);
      if (object.path.empty() || !before.pointer())
        Now.values[object.root] = stored(before, object, 0, left);
    }
  }
  state = std::exchange(Now, std::move(now));
}

/// Where only one branch of an earlier decision fits, that was the one, and so on in it.
void Evaluator::assumeBranchOf(const facts::Choice &choice, llvm::StringRef bytes, bool equal) {
  std::optional<unsigned> fitting;
  for (unsigned i = 0; i < choice.branches.size(); ++i) {
    if (!choice.branches[i] || facts::isNothing(choice.branches[i]))
      continue;
    std::optional<bool> known = facts::equals(choice.branches[i], bytes);
    if (known && *known != equal)
      continue;
    if (fitting)
      return;
    fitting = i;
  }
  if (!fitting)
    return;
  if (!choice.condition.empty())
    Now.assume(choice.condition, *fitting, unsigned(choice.branches.size()));
  if (auto *inner = std::get_if<facts::Choice>(&choice.branches[*fitting]->value))
    assumeBranchOf(*inner, bytes, equal);
}

/// Remembers what is left of texts where a condition made of others is decided one way or the other: whoever asks later
/// how it was decided knows no more of its parts.
void Evaluator::noteNamed(const std::string &whole, State &first, State &second) {
  std::vector<Named> named;
  for (const auto &[condition, asked] : Tests)
    if (asked.object.root && !Unnamed.count(asked.object.root) &&
        llvm::none_of(named, [&](const Named &other) { return other.object == asked.object; }))
      named.push_back({asked.object, withoutTests(asked.test.subject), nullptr, nullptr});
  for (auto [state, text] : {std::pair{&first, &Named::first}, {&second, &Named::second}}) {
    std::swap(Now, *state);
    for (Named &one : named)
      if (const facts::Text left = load(one.object).text(); left && isOneOfNamed(left))
        one.*text = left;
    std::swap(Now, *state);
  }
  llvm::erase_if(named, [](const Named &one) { return isOneOfNamed(one.subject) || (!one.first && !one.second); });
  if (!named.empty())
    NamedTexts[whole] = std::move(named);
}

void Evaluator::assumeNamed(State &state, const std::string &condition, unsigned index) {
  auto known = NamedTexts.find(condition);
  if (known == NamedTexts.end())
    return;
  for (const Named &named : known->second) {
    const facts::Text &left = index == 0 ? named.first : named.second;
    if (!left)
      continue;
    State now = std::exchange(Now, std::move(state));
    const facts::Text text = load(named.object).text();
    if (text && !isOneOfNamed(text) && facts::same(withoutTests(text), named.subject)) {
      auto root = Now.values.find(named.object.root);
      const Value before = root != Now.values.end() ? root->second : initial(named.object.root);
      if (named.object.path.empty() || !before.pointer())
        Now.values[named.object.root] = stored(before, named.object, 0, left);
    }
    state = std::exchange(Now, std::move(now));
  }
}

facts::Text Evaluator::known(const facts::Text &text) {
  std::map<std::string, facts::Test> tests;
  for (const auto &[condition, asked] : Tests)
    if (any(asked.test.subject, [](const facts::TextNode &node) {
          return std::holds_alternative<facts::Parameter>(node.value) ||
                 std::holds_alternative<facts::Symbol>(node.value) || std::holds_alternative<facts::Result>(node.value);
        }))
      tests[condition] = {withoutTests(asked.test.subject), asked.test.value, asked.test.equal};
  return decided(casesTakenApart(resolve(text, Now.decisions)), tests);
}

/// The value of an expression; of a question about a text, its answer with the decision that it rests on.
Value Evaluator::evaluateAnswer(const Expr *expression) {
  QualType type = expression->getType(); // none of a list in the pattern of a template
  if (!type.isNull() && type->isBooleanType() && !llvm::isa<BinaryOperator>(stripped(expression)) &&
      question(expression))
    return logical(*expression);
  return evaluate(expression);
}

} // namespace pgtidy::extract
