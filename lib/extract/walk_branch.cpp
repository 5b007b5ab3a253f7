// Decisions: what is known on either side of a condition.
#include "evaluator.h"
#include "texts.h"

#include "clang/Basic/Builtins.h"
#include "clang/Lex/Lexer.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/Support/SaveAndRestore.h"
#include "llvm/Support/raw_ostream.h"

namespace pgtidy::extract {

using namespace clang;

void Evaluator::walkIf(const IfStmt &statement) {
  if (statement.isConsteval())
    return walk(statement.isNegatedConsteval() ? statement.getThen() : statement.getElse());
  if (statement.getInit())
    walk(statement.getInit());
  if (statement.getConditionVariable())
    declare(*statement.getConditionVariable());
  LookedAt.clear();
  Branches branches = branch(statement.getCond());
  std::vector<Place> looked = std::move(LookedAt);
  Now = std::move(branches.yes);
  walk(statement.getThen());
  State after = std::move(Now);
  Now = std::move(branches.no);
  walk(statement.getElse());
  bool isLeft = after.reachable != Now.reachable;
  Now = joined(after, Now);
  for (const Place &object : looked)
    if (isLeft)
      noteLetThrough(object);
  noteChecked();
}

std::optional<bool> Evaluator::truth(const Value &value, const Expr *expression) {
  if (const Integer *number = value.integer()) {
    if (number->exact)
      return number->value != 0;
    if (number->value > 0)
      return true;
  }
  if (value.isNull())
    return false;
  bool isPointer = expression->getType()->isPointerType();
  if (isPointer && isNoNull(value))
    return true;
  if (isPointer && facts::asLiteral(value.text()))
    return true;
  return std::nullopt;
}

Evaluator::Branches Evaluator::branch(const Expr *condition) {
  if (!condition)
    return {Now, State::unreachable()};
  const Expr *plain = stripped(condition);
  if (auto *negation = llvm::dyn_cast<UnaryOperator>(plain); negation && negation->getOpcode() == UO_LNot) {
    Branches inner = branch(negation->getSubExpr());
    return {std::move(inner.no), std::move(inner.yes)};
  }
  if (auto *operation = llvm::dyn_cast<BinaryOperator>(plain); operation && operation->isLogicalOp())
    return branchBoth(*operation);
  if (auto *call = llvm::dyn_cast<CallExpr>(plain); call && call->getBuiltinCallee() == Builtin::BI__builtin_expect)
    return branch(call->getArg(0));
  if (auto *rewritten = llvm::dyn_cast<CXXRewrittenBinaryOperator>(plain))
    return branch(rewritten->getSemanticForm());
  std::vector<Look> looks = looksOf(plain);
  Branches branches = sides(plain, condition);
  for (const Look &look : looks) {
    if (look.ifTrue)
      letThrough(branches.yes, look, true);
    if (look.ifFalse)
      letThrough(branches.no, look, false);
  }
  return branches;
}

/// What a condition asks for something that is not null: `strstr(…)`, `strstr(…) == nullptr`.
static const Expr *askedForNull(const Expr *plain) {
  auto *comparison = llvm::dyn_cast<BinaryOperator>(plain);
  return comparison && comparison->isEqualityOp() ? stripped(comparison->getLHS()) : plain;
}

/// Whether the condition stands in a macro that is left out of programs when they are released.
bool Evaluator::isAssertion(const Expr &condition) {
  const SourceLocation at = condition.getBeginLoc();
  if (!at.isMacroID())
    return false;
  const std::string macro = Lexer::getImmediateMacroName(at, Context.getSourceManager(), Context.getLangOpts()).lower();
  return llvm::StringRef(macro).contains("assert") || macro == "dcheck";
}

/// Whether a way in which the value came about says what was checked.
bool Evaluator::tellsWhatIsCertain(const Value &value) const {
  const Alternatives *either = value.alternatives();
  return either && (Certain.count(either->condition) ||
                    llvm::any_of(either->branches, [this](const Value &branch) { return tellsWhatIsCertain(branch); }));
}

/// The two sides of a condition that is not made of others.
Evaluator::Branches Evaluator::sides(const Expr *plain, const Expr *condition) {
  bool negated = false;
  std::string decided = decision(plain, negated);
  Value value = [&] {
    llvm::SaveAndRestore asked(OnlyAsked, askedForNull(plain));
    return evaluate(condition);
  }();
  if (!Now.reachable)
    return {Now, Now};
  if (std::optional<Question> asked = question(plain)) {
    noteQuestion(decided, *asked, negated);
    const facts::Literal *literal = facts::asLiteral(asked->value);
    if (auto known = facts::equals(textAsked(*asked), literal->bytes); known && value.isUnknown())
      value = Integer{*known == asked->equal};
    if (std::optional<Test> test = value.isUnknown() ? testOfText(*asked, plain) : std::nullopt)
      value = std::move(*test);
  }
  if (std::optional<bool> known = truth(value, plain))
    return *known ? Branches{Now, State::unreachable()} : Branches{State::unreachable(), Now};
  if (isAssertion(*plain) && tellsWhatIsCertain(value))
    return {Now, Now};
  noteNumberAsked(decided, plain, negated);
  if (Test test = isAssertion(*plain) ? Test() : testOf(value, plain);
      !test.yes.empty() || !test.no.empty() || test.sent) {
    if (negated)
      std::swap(test.yes, test.no);
    Certain[decided] = std::move(test);
  }
  const Alternatives *either = value.alternatives();
  auto isTrue = [&](const Value &one) { return truth(one, plain); };
  const bool isSettled = either && isDecided(value, isTrue);
  Branches branches = isSettled ? sidesOf(value, isTrue) : Branches{Now, Now};
  if (isSettled)
    narrowNumber(plain, branches);
  if (isSettled && !either->branches[0].alternatives() && !either->branches[1].alternatives())
    return branches;
  assume(branches.yes, decided, negated ? 1 : 0);
  assume(branches.no, decided, negated ? 0 : 1);
  narrowCharacters(plain, branches);
  narrowBeginning(plain, branches);
  // What a text is compared with may say where it was read.
  if (Test learnt{newIn(branches.yes), newIn(branches.no)}; !learnt.yes.empty() || !learnt.no.empty())
    Certain.try_emplace(decided, negated ? Test{learnt.no, learnt.yes} : std::move(learnt));
  return branches;
}

/// Whether decisions that were taken before say which side is taken.
bool Evaluator::isDecided(const Value &value, Asking isIt) {
  static constexpr unsigned MostWays = 16;
  const Alternatives *either = value.alternatives();
  if (!either)
    return isIt(value).has_value();
  return waysOf(value, MostWays + 1) <= MostWays && !either->condition.empty() && either->branches.size() == 2 &&
         isDecided(either->branches[0], isIt) && isDecided(either->branches[1], isIt);
}

/// The sides of what decisions made true or false that were taken before: what these decisions say holds there.
Evaluator::Branches Evaluator::sidesOf(const Value &value, Asking isIt) {
  const Alternatives *either = value.alternatives();
  if (!either)
    return *isIt(value) ? Branches{Now, State::unreachable()} : Branches{State::unreachable(), Now};
  const State before = Now;
  Branches both{State::unreachable(), State::unreachable()};
  for (unsigned i : {0u, 1u}) {
    State taken = before;
    assume(taken, either->condition, i);
    Now = std::move(taken);
    if (!Now.reachable)
      continue;
    Branches one = sidesOf(either->branches[i], isIt);
    both.yes = joined(both.yes, one.yes);
    both.no = joined(both.no, one.no);
  }
  Now = before;
  return both;
}

/// `a && b` and `a || b`: each part is a decision, and so is the whole, which tells the two ways apart.
Evaluator::Branches Evaluator::branchBoth(const BinaryOperator &operation) {
  bool isAnd = operation.getOpcode() == BO_LAnd, negated = false;
  std::string whole = decision(&operation, negated);
  Branches left = branch(operation.getLHS());
  Now = isAnd ? left.yes : left.no;
  Branches right{State::unreachable(), State::unreachable()};
  if (Now.reachable)
    right = branch(operation.getRHS());
  Branches both;
  both.yes = isAnd ? right.yes : joined(left.yes, right.yes);
  both.no = isAnd ? joined(left.no, right.no) : right.no;
  if (both.yes.reachable && both.no.reachable) {
    Test test{isAnd ? certainties(both.yes) : certainOfEither(left.yes, right.yes, both.yes),
              isAnd ? certainOfEither(left.no, right.no, both.no) : certainties(both.no)};
    if (!test.yes.empty() || !test.no.empty())
      Certain[whole] = std::move(test);
    noteNamed(whole, negated ? both.no : both.yes, negated ? both.yes : both.no);
    both.yes.assume(whole, negated ? 1 : 0);
    both.no.assume(whole, negated ? 0 : 1);
  }
  return both;
}

namespace {

/// Whether an element is asked for of an object behind a pointer, `(*list)[0]`, which may be given another meanwhile.
bool isBehindPointer(const CallExpr &call) {
  const bool isElement =
      llvm::isa<CXXOperatorCallExpr>(call) && llvm::cast<CXXOperatorCallExpr>(call).getOperator() == OO_Subscript;
  const Expr *object = isElement ? stripped(call.getArg(0)) : nullptr;
  if (auto *inner = llvm::dyn_cast_or_null<CXXOperatorCallExpr>(object))
    return inner->getOperator() != OO_Subscript;
  return object && !llvm::isa<DeclRefExpr, MemberExpr, CXXThisExpr>(object);
}

/// Which variables a condition reads, and whether it gives the same answer while they are not written to.
class Inputs : public RecursiveASTVisitor<Inputs> {
public:
  std::vector<const ValueDecl *> variables;
  bool usesThis = false, isPure = true;

  bool VisitDeclRefExpr(DeclRefExpr *reference) {
    if (llvm::isa<VarDecl, BindingDecl>(reference->getDecl()))
      variables.push_back(reference->getDecl());
    return true;
  }
  bool VisitCXXThisExpr(CXXThisExpr *) {
    usesThis = true;
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *operation) {
    isPure &= !operation->isAssignmentOp();
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *operation) {
    isPure &= !operation->isIncrementDecrementOp();
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *) { return isPure = false; }
  bool VisitCXXNewExpr(CXXNewExpr *) { return isPure = false; }
  bool VisitCallExpr(CallExpr *call) {
    const FunctionDecl *callee = call->getDirectCallee();
    if (!callee)
      return isPure = false;
    auto *method = llvm::dyn_cast<CXXMethodDecl>(callee);
    if (callee->isConstexpr() || (method && method->isConst()))
      return true;
    if (method && !method->isStatic() && (!callee->isOverloadedOperator() || isBehindPointer(*call)))
      return isPure = false;
    if (call->getNumArgs() == 0) // what it reads is not in sight
      return isPure = false;
    for (const ParmVarDecl *parameter : callee->parameters()) {
      QualType type = parameter->getType();
      if ((type->isReferenceType() || type->isPointerType()) && !type->getPointeeType().isConstQualified())
        isPure = false;
    }
    return true;
  }
};

} // namespace

/// The identity of a decision: what is asked, of which variables, in which of their versions.
std::string Evaluator::decision(const Expr *expression, bool &negated) {
  const Expr *asked = stripped(expression);
  if (auto *comparison = llvm::dyn_cast<BinaryOperator>(asked); comparison && comparison->isEqualityOp()) {
    Value right = constantOf(comparison->getRHS()).value_or(Value());
    bool isNothing = constant(right) == 0 || comparison->getRHS()->isNullPointerConstant(
                                                 Context, Expr::NPC_NeverValueDependent) != Expr::NPCK_NotNull;
    if (isNothing && !comparison->getLHS()->getType()->isEnumeralType()) {
      negated ^= comparison->getOpcode() == BO_EQ;
      return decision(comparison->getLHS(), negated);
    }
  }
  bool isPure = true;
  std::string description;
  if (auto *comparison = llvm::dyn_cast<BinaryOperator>(asked); comparison && comparison->getOpcode() == BO_NE)
    negated = !negated;
  std::vector<const void *> read;
  description = described(asked, isPure, &read);
  if (!isPure)
    description += '!' + std::to_string(++Version);
  description += ' ' + Key;
  if (isPure)
    ReadBy[description] = std::move(read);
  return description;
}

/// Tells objects apart, each by a number that it has while the function is evaluated. False for one that is not known.
bool Evaluator::printObject(llvm::raw_ostream &out, const Place &object) {
  if (!object.root || Unnamed.count(object.root))
    return false;
  out << '#' << Objects.emplace(object.root, Objects.size()).first->second;
  for (const Step &step : object.path) {
    if (step.field)
      out << '.' << step.field->getName();
    else
      out << '[' << step.index << ']';
    if (!step.field && step.index < 0)
      return false;
  }
  return true;
}

namespace {

/// Prints variables as the values that they were given, where these are known by a name.
class GivenValues : public PrinterHelper {
public:
  std::map<const ValueDecl *, std::string> names;
  bool handledStmt(Stmt *statement, llvm::raw_ostream &out) override {
    auto *reference = llvm::dyn_cast<DeclRefExpr>(statement);
    auto named = reference ? names.find(reference->getDecl()) : names.end();
    if (named == names.end())
      return false;
    out << named->second;
    return true;
  }
};

} // namespace

/// What an expression asks, of which variables in which of their versions; `isPure` when it gives the same answer while
/// they are not written to. What is unequal reads as if it was asked whether it is equal.
std::string Evaluator::described(const Expr *asked, bool &isPure, std::vector<const void *> *read) {
  std::string description;
  llvm::raw_string_ostream out(description);
  Inputs inputs;
  inputs.TraverseStmt(const_cast<Expr *>(asked));
  GivenValues given; // two functions that are given one value ask the same
  for (const ValueDecl *variable : inputs.variables)
    if (auto version = Now.versions.find(variable->getCanonicalDecl()); llvm::isa<ParmVarDecl>(variable) && Depth > 0 &&
                                                                        !variable->getType()->isReferenceType() &&
                                                                        version != Now.versions.end())
      if (auto held = Held.find(version->second); held != Held.end() && !held->second.identity.empty())
        given.names[variable] = '$' + held->second.identity;
  auto print = [&](const Expr *part) { stripped(part)->printPretty(out, &given, Context.getPrintingPolicy()); };
  if (auto *comparison = llvm::dyn_cast<BinaryOperator>(asked); comparison && comparison->getOpcode() == BO_NE) {
    print(comparison->getLHS());
    out << " == ";
    print(comparison->getRHS());
  } else {
    print(asked);
  }
  out << " @";
  for (const ValueDecl *variable : inputs.variables) {
    Place object = placeOf(variable);
    if (read)
      read->push_back(object.root);
    if (given.names.count(variable))
      continue;
    auto version = Now.versions.find(object.root);
    out << (version == Now.versions.end() ? 0 : version->second) << ',';
    const bool isReference = object.root != variable->getCanonicalDecl() || !object.path.empty();
    if (isReference && object.root) // another object in each call
      inputs.isPure &= printObject(out, object);
  }
  if (inputs.usesThis && Top && Top->self) {
    auto version = Now.versions.find(Top->self->root);
    out << 't' << (version == Now.versions.end() ? 0 : version->second);
    inputs.isPure &= printObject(out, *Top->self);
  }
  isPure = inputs.isPure;
  return description;
}

} // namespace pgtidy::extract
