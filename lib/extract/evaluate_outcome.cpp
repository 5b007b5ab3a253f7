// The numbers that a function gives, as its result or in a member of it (a status, an enumerator, whether it went
// well), and what is certain of each.
#include "evaluator.h"
#include "result_form.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;
using facts::Check;

/// A function that gives more is not followed.
static constexpr size_t MostNumbers = 32;
/// A value that may be more than so many is not taken apart.
static constexpr unsigned MostWays = 16;

static bool isTakenApart(const Value &value) { return value.alternatives() && waysOf(value, MostWays + 1) <= MostWays; }

/// The number that stands for the value among those of its type: of a text or an object that may not be there, 0 for
/// none and 1 for one. Nothing where it may be several.
std::optional<int64_t> Evaluator::numberFor(const Value &value, QualType type) {
  if (type->isIntegralOrEnumerationType())
    return constant(value);
  if (isText(type)) {
    const facts::Literal *written = facts::asLiteral(value.text());
    return written ? std::optional<int64_t>(!written->bytes.empty()) : std::nullopt;
  }
  if (!mayBeNothing(type) || value.isUnknown() || value.alternatives())
    return std::nullopt;
  const extract::Record *record = value.record();
  return value.isNull() || (record && record->fields.empty()) ? 0 : 1;
}

void Evaluator::noteNumber(Frame &frame, const std::string &member, const Value &value, QualType type,
                           const std::vector<Check> &checks) {
  auto note = [&](std::optional<int64_t> number, const std::vector<Check> &more) {
    std::vector<Check> all = checks;
    all.insert(all.end(), more.begin(), more.end());
    narrow(frame.numbers[{member, number}], all);
  };
  if (const Test *test = value.test()) {
    note(1, test->yes);
    note(0, test->no);
    return;
  }
  if (const Alternatives *either = isTakenApart(value) ? value.alternatives() : nullptr) {
    for (size_t i = 0; i < either->branches.size(); ++i)
      noteNumber(frame, member, either->branches[i], type, certainIn(*either, i, checks));
    return;
  }
  note(numberFor(value, type), {});
}

/// What is certain where the value is that one of several.
std::vector<Check> Evaluator::certainIn(const Alternatives &either, size_t branch, std::vector<Check> checks) const {
  auto decided = Certain.find(either.condition);
  if (decided == Certain.end() || either.branches.size() != 2)
    return checks;
  const std::vector<Check> &more = branch == 0 ? decided->second.yes : decided->second.no;
  checks.insert(checks.end(), more.begin(), more.end());
  return checks;
}

/// What is in the member of an object that was made here; of std::pair, an array of two, in its part.
static Value memberIn(const Value &object, const FieldDecl &member) {
  if (const Array *pair = object.array()) {
    const size_t index = member.getFieldIndex();
    return index < pair->elements.size() ? pair->elements[index] : Value();
  }
  const extract::Record *record = object.record();
  const auto held = record ? record->fields.find(&member) : std::map<const FieldDecl *, Value>::const_iterator();
  return record && held != record->fields.end() ? held->second : Value();
}

void Evaluator::noteMembersGiven(Frame &frame, const Value &value, const RecordDecl &type,
                                 const std::vector<Check> &checks) {
  if (const Alternatives *either = isTakenApart(value) ? value.alternatives() : nullptr) {
    for (size_t i = 0; i < either->branches.size(); ++i)
      noteMembersGiven(frame, either->branches[i], type, certainIn(*either, i, checks));
    return;
  }
  for (const FieldDecl *member : type.fields()) {
    const QualType kind = member->getType();
    if (kind->isIntegralOrEnumerationType() || isText(kind) || mayBeNothing(kind))
      noteNumber(frame, facts::memberName(member->getName()), memberIn(value, *member), kind, checks);
  }
}

/// Notes which numbers the function gives where it returns the value.
void Evaluator::noteNumbers(Frame &frame, const Value &value) {
  if (!frame.function || frame.numbers.size() > MostNumbers)
    return;
  const QualType type = frame.function->getReturnType().getNonReferenceType();
  if (type->isDependentType() || type->isVoidType() || type->isBooleanType())
    return;
  const std::vector<Check> checks = certainties(Now);
  if (isText(type))
    return noteNumber(frame, "", value, type, checks);
  const std::optional<ResultForm> form = resultForm(type, Where);
  if (!form)
    return;
  if (form->isHeld || form->held->isIntegralOrEnumerationType())
    return noteNumber(frame, "", value, form->isHeld ? type : form->held, checks);
  if (const RecordDecl *record = form->held->getAsRecordDecl(); record && form->part == Rows::Part::Row) {
    const Value whole = value.pointer() ? load(*value.pointer()) : value;
    noteMembersGiven(frame, whole, *record, checks);
  }
}

/// The numbers that the function gives, where callers may conclude something from one of them.
std::vector<facts::NumberGiven> Evaluator::numbersGiven(const Frame &frame) {
  std::vector<facts::NumberGiven> numbers;
  std::set<std::string> telling; // members of which something is certain
  for (const auto &[given, checks] : frame.numbers)
    if (checks && !checks->empty())
      telling.insert(given.first);
  for (const auto &[given, checks] : frame.numbers)
    if (telling.count(given.first))
      numbers.push_back({given.first, given.second, checks.value_or(std::vector<Check>())});
  return numbers.size() > MostNumbers ? std::vector<facts::NumberGiven>() : numbers;
}

/// The number that a function gave which has more ways out than decisions tell apart: one of those that it gives, each
/// with what is certain then.
Value Evaluator::numberReturned(const Frame &frame, const Value &value) {
  std::vector<facts::NumberGiven> numbers = numbersGiven(frame);
  llvm::erase_if(numbers, [](const facts::NumberGiven &given) { return !given.member.empty(); });
  auto isExact = [](const Value &one) { return constant(one) ? std::optional(true) : std::nullopt; };
  if (isDecided(value, isExact) || numbers.size() < 2 || numbers.size() > MostWays ||
      llvm::any_of(numbers, [](const facts::NumberGiven &given) { return !given.value; }))
    return value;
  Value result = Integer{*numbers.back().value};
  std::vector<Check> last = std::move(numbers.back().checks);
  for (size_t i = numbers.size() - 1; i-- > 0; last.clear()) {
    const std::string decision = "gave !" + std::to_string(++Version) + ' ' + Key;
    Certain[decision] = {std::move(numbers[i].checks), std::move(last)};
    result = Alternatives{decision, {Integer{*numbers[i].value}, std::move(result)}};
  }
  return result;
}

/// What it says that a function gave the number, or another.
Test Evaluator::testOfNumber(const Rows &answer, int64_t number, const Expr *expression) {
  if (number == 0)
    return Test{{check(Check::Kind::False, answer, expression)}, {check(Check::Kind::True, answer, expression)}};
  Check gave = check(Check::Kind::Gave, answer, expression), other = check(Check::Kind::Other, answer, expression);
  gave.number = other.number = number;
  return Test{{std::move(gave), check(Check::Kind::True, answer, expression)}, {std::move(other)}};
}

/// What it says that a text that a function gave, or a part of what it gave, is empty: it often says what was wrong.
std::optional<Test> Evaluator::testOfText(const Question &asked, const Expr *expression) {
  const facts::Literal *value = facts::asLiteral(asked.value);
  const facts::Text text = value && value->bytes.empty() ? textAsked(asked) : nullptr;
  const facts::Operand read = text ? operandOf(withoutTests(text)) : facts::Operand();
  if (!read.rows || read.rows->asked.empty() || !read.others.empty())
    return std::nullopt;
  const Rows answer{read.rows, Rows::Part::Field, read.column, {}};
  Test test{{check(Check::Kind::False, answer, expression)}, {check(Check::Kind::True, answer, expression)}};
  return asked.equal ? test : Test{test.no, test.yes};
}

/// Several values, each as `change` makes of it, under the decisions that say which it is; nothing where these do not
/// tell them apart, or it makes nothing of one.
static std::optional<Value> ofEach(const Value &value, llvm::function_ref<std::optional<Value>(const Value &)> change,
                                   unsigned depth = 0) {
  static constexpr unsigned Deepest = 8;
  const Alternatives *either = value.alternatives();
  if (!either)
    return change(value);
  if (depth > Deepest || either->condition.empty() || either->branches.size() != 2)
    return std::nullopt;
  Alternatives changed{either->condition, {}};
  for (const Value &branch : either->branches) {
    std::optional<Value> one = ofEach(branch, change, depth + 1);
    if (!one)
      return std::nullopt;
    changed.branches.push_back(std::move(*one));
  }
  return Value(std::move(changed));
}

/// The truth of a comparison of each of several numbers.
std::optional<Value> Evaluator::eachCompared(const BinaryOperator &operation, const Value &left, const Value &right) {
  const bool isLeft = isTakenApart(left);
  if (isLeft ? right.alternatives() != nullptr : !isTakenApart(right) || left.alternatives())
    return std::nullopt; // two that vary make too many
  return ofEach(isLeft ? left : right, [&](const Value &one) {
    const Value truth = isLeft ? arithmetic(operation, one, right) : arithmetic(operation, left, one);
    return truth.integer() ? std::optional(truth) : std::nullopt;
  });
}

/// Whether an object that may hold another does, of each that it may be.
std::optional<Value> Evaluator::eachThere(const Value &value, QualType type) {
  if (!isTakenApart(value))
    return std::nullopt;
  return ofEach(value, [&](const Value &one) {
    const std::optional<int64_t> number = numberFor(one, type);
    return number ? std::optional<Value>(Integer{*number}) : std::nullopt;
  });
}

/// The value without those for which `isLeft` says no; nothing where none is left.
static std::optional<Value> leaving(const Value &value, llvm::function_ref<bool(const Value &)> isLeft) {
  const Alternatives *either = value.alternatives();
  if (!either)
    return isLeft(value) ? std::optional(value) : std::nullopt;
  Alternatives left{either->condition, {}};
  for (const Value &branch : either->branches)
    if (std::optional<Value> one = leaving(branch, isLeft))
      left.branches.push_back(std::move(*one));
  if (left.branches.empty())
    return std::nullopt;
  return left.branches.size() == 1 ? std::move(left.branches.front()) : Value(std::move(left));
}

/// Of a variable that is one of several numbers, what a comparison leaves on either side.
void Evaluator::narrowNumber(const Expr *plain, Branches &branches) {
  auto *operation = llvm::dyn_cast<BinaryOperator>(plain);
  if (!operation || !operation->isComparisonOp())
    return;
  for (bool isRight : {false, true}) {
    const Expr *subject = stripped(isRight ? operation->getRHS() : operation->getLHS());
    const std::optional<Value> other = constantOf(isRight ? operation->getLHS() : operation->getRHS());
    if (!other || !llvm::isa<DeclRefExpr, MemberExpr>(subject) || !isOneObject(subject))
      continue;
    const Place object = place(subject);
    const Value value = object.root ? load(object) : Value();
    if (!isTakenApart(value) || Unnamed.count(object.root))
      continue;
    for (auto [state, wanted] : {std::pair{&branches.yes, true}, std::pair{&branches.no, false}}) {
      auto isLeft = [&, wanted = wanted](const Value &one) {
        const std::optional<int64_t> truth =
            constant(isRight ? arithmetic(*operation, *other, one) : arithmetic(*operation, one, *other));
        return !truth || (*truth != 0) == wanted;
      };
      const std::optional<Value> left = state->reachable ? leaving(value, isLeft) : std::nullopt;
      if (!left)
        continue;
      State now = std::exchange(Now, std::move(*state));
      auto root = Now.values.find(object.root);
      const Value before = root != Now.values.end() ? root->second : initial(object.root);
      if (object.path.empty() || !before.pointer())
        Now.values[object.root] = stored(before, object, 0, *left);
      *state = std::exchange(Now, std::move(now));
    }
  }
}

} // namespace pgtidy::extract
