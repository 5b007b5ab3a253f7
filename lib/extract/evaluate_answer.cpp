// What the callers of a function may conclude from its result: what it has made certain, and what it has read and
// gives.
#include "evaluator.h"
#include "visits.h"

namespace pgtidy::extract {

using namespace clang;
using facts::Check;

/// What was read by more statements than these is not followed.
static constexpr size_t MostSources = 8;

/// Whether the value says that there is nothing.
static bool isNothing(const Value &value) {
  if (const facts::Literal *constant = facts::asLiteral(value.text()))
    return constant->bytes.empty();
  const extract::Record *record = value.record();
  const Array *array = value.array();
  return value.isNull() || value.integer() || (record && record->fields.empty()) || (array && array->elements.empty());
}

/// Notes what a function has made certain where it returns something: of a number, something other than 0.
void Evaluator::notesGiven(Frame &frame, const Value &value) {
  const bool isNumber = frame.function && frame.function->getReturnType()->isArithmeticType();
  if (isNumber ? constant(value) == 0 : isNothing(value))
    return;
  std::vector<Check> certain = certainties(Now);
  if (isNumber && value.rows()) {
    const Test test = testOf(value, nullptr);
    certain.insert(certain.end(), test.yes.begin(), test.yes.end());
  }
  if (const Alternatives *either = value.alternatives(); either && either->branches.size() == 2)
    if (auto decided = Certain.find(either->condition); decided != Certain.end())
      for (size_t i : {0, 1})
        if (isNumber ? constant(either->branches[1 - i]) == 0 : isNothing(either->branches[1 - i])) {
          const std::vector<Check> &more = i == 0 ? decided->second.yes : decided->second.no;
          certain.insert(certain.end(), more.begin(), more.end());
        }
  narrow(frame.yes, certain);
}

/// Whether it may be the number of somebody, which the program wrote: nobody has one of 0 or less.
static bool mayBeSomebody(const Value &value) {
  const std::optional<int64_t> number = constant(value);
  const Alternatives *either = value.alternatives();
  return number ? *number > 0 : either && llvm::any_of(either->branches, mayBeSomebody);
}

/// Notes what of a function's result was read, where it returns something that is no constant.
void Evaluator::notesRead(Frame &frame, const Value &value, const Expr *expression) {
  const bool isWritten = mayBeSomebody(value);
  if (frame.caller || (isNothing(value) && !isWritten))
    return;
  std::vector<facts::Operand> given;
  if (!isWritten && (!expression || keepsWhole(*expression, frame.function->getReturnType())))
    addGiven(value, "", given, 0);
  if (!frame.given) {
    frame.given = std::move(given);
    return;
  }
  llvm::erase_if(*frame.given, [&](facts::Operand &known) {
    auto other = llvm::find_if(given, [&](const facts::Operand &operand) { return operand.name == known.name; });
    if (other == given.end())
      return true;
    known = oneOf({std::move(known), std::move(*other)});
    return known.others.size() > MostSources;
  });
}

/// Notes what a function leaves in its parameters where it says that it has done what it should.
void Evaluator::noteFilled(Frame &frame, const Value &value) {
  if (frame.caller || !frame.function || constant(value) == 0 || value.isNull())
    return;
  for (unsigned i = 0; i < frame.function->getNumParams(); ++i) {
    if (!isFilledByCallee(*frame.function, i))
      continue;
    const Value left = load(placeOf(frame.function->getParamDecl(i)));
    auto [known, isNew] = frame.filled.try_emplace(i, left);
    if (!isNew && !same(known->second, left))
      known->second = Value();
  }
}

/// The one thing that a value is, where it is not nothing; itself where it is several.
static Value something(const Value &value) {
  const Alternatives *either = value.alternatives();
  if (!either)
    return value;
  const Value *only = nullptr;
  for (const Value &branch : either->branches) {
    if (isNothing(branch))
      continue;
    if (only && !same(*only, branch))
      return value;
    only = &branch;
  }
  return only ? something(*only) : value;
}

/// What of a value was read, as a part of the result that is called `name`.
void Evaluator::addGiven(const Value &value, const std::string &name, std::vector<facts::Operand> &given,
                         unsigned depth) {
  static constexpr unsigned MaxDepth = 4;
  Value plain = something(value);
  if (const Place *target = plain.pointer(); target && depth < MaxDepth)
    return addGiven(load(*target), name, given, depth + 1);
  if (const Rows *rows = plain.rows()) {
    facts::Operand operand;
    operand.rows = rows->lookup;
    operand.name = name;
    if (rows->part == Rows::Part::Count)
      operand.column = facts::RowCount;
    else if (rows->part == Rows::Part::Field)
      operand.column = rows->column;
    else if (!rows->changed.empty() || !name.empty())
      return;
    else
      operand.name = facts::WholeRow;
    given.push_back(std::move(operand));
    return;
  }
  if (const Array *array = plain.array(); array && !array->elements.empty() && name.empty() && depth < MaxDepth) {
    for (const Value &element : array->elements)
      if (!same(element, array->elements.front()))
        return;
    return addGiven(array->elements.front(), name, given, depth + 1);
  }
  if (const extract::Record *record = plain.record(); record && (name.empty() || name.back() == '.')) {
    for (const auto &[member, held] : record->fields)
      addGiven(held, name + facts::memberName(member->getName()), given, MaxDepth);
    return;
  }
  if (facts::Operand operand = oneOf(sourcesOf(plain)); operand.rows) {
    operand.name = name;
    given.push_back(std::move(operand));
  }
}

/// Notes what callers of the function that just ended may conclude.
void Evaluator::noteAnswer(const FunctionDecl &function) {
  if (InPattern || Helpers::isHelper(function) || !Now.reachable)
    return;
  facts::Answer answer;
  answer.function = Key;
  answer.passed = certainties(Now);
  if (Top->yes)
    answer.yes = *Top->yes;
  if (Top->no)
    answer.no = *Top->no;
  if (Top->given)
    answer.given = *Top->given;
  answer.numbers = numbersGiven(*Top);
  if (function.getReturnType()->isVoidType())
    noteFilled(*Top, Value());
  for (const auto &[parameter, left] : Top->filled)
    addGiven(left, membersPrefix(parameter, function.getReturnType()->isVoidType()), answer.given, 0);
  llvm::sort(answer.given, [](const auto &a, const auto &b) { return a.name < b.name; });
  if (answer.passed.empty() && answer.yes.empty() && answer.no.empty() && answer.given.empty() &&
      answer.numbers.empty())
    return;
  Facts.mention(function);
  Facts.answer(std::move(answer));
}

} // namespace pgtidy::extract
