// Functions of the program that are not followed to their end here: in which situation they are called, and what their
// results are taken for until it is known, when units are linked, what they answer.
#include "evaluator.h"
#include "result_form.h"
#include "visits.h"

#include "llvm/ADT/StringExtras.h"

namespace pgtidy::extract {

using namespace clang;
using facts::Check;

bool isAnswer(const Rows &rows) { return !rows.lookup->asked.empty(); }

/// Whether the statements of the function are its callers' affair: what is not, they do not see.
bool Evaluator::isVisited(const FunctionDecl &callee) { return mayVisit(callee, Marked, Match, Where); }

/// Notes that the object is what a function answered, where its members are, but for those that were set since.
void Evaluator::noteWholeAnswer(const extract::Record &object, facts::Operand &given) {
  std::map<std::string, facts::Operand> read;
  for (const auto &[member, held] : object.fields) {
    facts::Operand &operand = read[facts::memberName(member->getName())];
    if (const Rows *rows = held.rows(); rows && rows->part == Rows::Part::Field)
      operand = {"", "", {}, rows->lookup, rows->column};
    else
      operand = operandOf(held.text());
  }
  auto isOwn = [](const auto &member) {
    return member.second.rows && !member.second.rows->asked.empty() && member.second.others.empty() &&
           member.second.column == member.first;
  };
  auto first = llvm::find_if(read, isOwn);
  if (first == read.end())
    return;
  std::vector<std::string> changed;
  for (const auto &member : read)
    if (!isOwn(member) || member.second.rows != first->second.rows)
      changed.push_back(member.first);
  given.rows = first->second.rows;
  given.column = facts::WholeRow;
  given.name = llvm::join(changed, ",");
}

/// An argument as its function knows it; of a row, the whole of it.
facts::Operand Evaluator::operandGiven(const Argument &argument) {
  facts::Operand given = operand(argument.expression, argument.value);
  const Value target = argument.value.pointer() ? load(*argument.value.pointer()) : argument.value;
  if (const Rows *rows = target.rows(); rows && rows->part == Rows::Part::Row && rows->column.empty()) {
    given.rows = rows->lookup;
    given.column = facts::WholeRow;
  } else if (const extract::Record *object = target.record()) {
    noteWholeAnswer(*object, given);
  }
  return given;
}

/// The arguments, but for those that the parameter's type cuts.
std::vector<facts::Operand> Evaluator::operandsGiven(const CallSite &site) {
  std::vector<facts::Operand> operands;
  for (size_t i = 0; i < site.arguments.size(); ++i) {
    const Argument &argument = site.arguments[i];
    const bool isCut = i < site.callee->getNumParams() && argument.expression &&
                       !keepsWhole(*argument.expression, site.callee->getParamDecl(unsigned(i))->getType());
    operands.push_back(isCut ? facts::Operand() : operandGiven(argument));
  }
  return operands;
}

/// Whether what is in the object, or in one of its members, is what a function answered.
bool Evaluator::isAnswered(const Place &object) {
  if (!object.root)
    return false;
  const Value value = load(object);
  if (const Rows *rows = value.rows())
    return isAnswer(*rows);
  const extract::Record *record = value.record();
  return record && llvm::any_of(record->fields, [](const auto &member) {
           const Rows *rows = member.second.rows();
           return rows && isAnswer(*rows);
         });
}

/// Notes how the function at hand comes to a call of another.
void Evaluator::noteVisit(const CallSite &site) {
  if (!isRecording() || !isVisited(*site.callee))
    return;
  facts::Situation situation;
  situation.operands = operandsGiven(site);
  situation.checks = certainties(Now);
  Facts.visit({key(*site.callee), Where.use(site.name), Key, {std::move(situation)}});
}

/// Whether the call of a coroutine only made what is to be waited for.
bool Evaluator::mayNotHaveRun(const CallSite &site) const {
  const CXXRecordDecl *given = site.callee->getReturnType()->getAsCXXRecordDecl();
  return given && given->hasDefinition() && !Awaited.count(site.expression) &&
         !given->lookup(&Context.Idents.get("promise_type")).empty();
}

/// Whether both ask one function with the same values, at one place.
static bool asksTheSame(const facts::Lookup &a, const facts::Lookup &b) {
  return a.location == b.location && a.asked == b.asked &&
         std::equal(a.operands.begin(), a.operands.end(), b.operands.begin(), b.operands.end(),
                    [](const facts::Operand &one, const facts::Operand &other) {
                      return one.identity == other.identity && one.rows == other.rows && one.column == other.column;
                    });
}

/// Notes that the function has returned. Where each pass of a loop hands it the same values, once says it for all.
void Evaluator::hasReturned(const facts::LookupPtr &lookup, const Expr *call) {
  auto &calls = Returned[{lookup->location.file, lookup->location.offset}];
  for (const auto &[before, decision] : calls)
    if (asksTheSame(*before, *lookup)) {
      Now.assume(decision, 0);
      return;
    }
  calls.emplace_back(lookup, certain({check(Check::Kind::Passed, Rows{lookup, Rows::Part::All, "", {}}, call)}));
}

/// What the call gives, where that is only known when units are linked; and that it has returned.
Outcome Evaluator::answered(const CallSite &site, Outcome outcome) {
  const bool isForCaller = Muted == 0 && Top && Now.reachable && !InPattern;
  if (!isForCaller || !isVisited(*site.callee))
    return outcome;
  auto lookup = std::make_shared<facts::Lookup>();
  lookup->location = Where.use(site.name);
  lookup->asked = key(*site.callee);
  lookup->operands = operandsGiven(site);
  if (llvm::none_of(lookup->operands,
                    [](const facts::Operand &operand) { return !operand.identity.empty() || operand.rows; }))
    return outcome;
  if (isRecording() && Depth == 0)
    ReadUnder[lookup] = Now.decisions;
  if (!mayNotHaveRun(site))
    hasReturned(lookup, site.expression);
  fillsArguments(site, lookup);
  const QualType type = site.callee->getReturnType();
  if (facts::Text text = outcome.value.text()) {
    if (auto *result = std::get_if<facts::Result>(&text->value)) {
      const text::Location &made = facts::madeAt(result->hole);
      facts::Operand &operand = Made[{made.file, made.offset}];
      operand.identity = identity(site.expression);
      operand.rows = lookup;
      operand.column = "";
      operand.others.clear();
    }
    return outcome;
  }
  std::optional<ResultForm> given = resultForm(type, Where);
  if (!given)
    return outcome;
  const extract::Record *made = outcome.value.record();
  if (const CXXRecordDecl *held = given->held->getAsCXXRecordDecl(); held && made && !made->fields.empty()) {
    outcome.value = withAnswers(*made, *held, lookup);
    return outcome;
  }
  if (!outcome.value.isUnknown() && !made)
    return outcome;
  Rows rows{lookup, given->part, "", {}};
  if (!given->isHeld)
    return {std::move(rows), std::nullopt};
  Answered.push_back(lookup); // keeps the object apart from others
  const void *object = lookup.get();
  Given.insert(object); // it may not be there
  Now.values[object] = std::move(rows);
  return {Place{object, {}, false}, std::nullopt};
}

/// Whether the value leads to an object of which it is only known that a function gave it.
const Rows *Evaluator::heldAnswer(const Value &value) {
  const Place *target = value.pointer();
  if (!target || !target->path.empty() ||
      llvm::none_of(Answered, [&](const facts::LookupPtr &lookup) { return lookup.get() == target->root; }))
    return nullptr;
  auto held = Now.values.find(target->root);
  return held == Now.values.end() ? nullptr : held->second.rows();
}

/// Whether an object that holds another is asked whether it does.
static bool asksWhetherThere(const CallSite &site) {
  auto *conversion = llvm::dyn_cast<CXXConversionDecl>(site.callee);
  const bool isNamed = site.callee->getDeclName().isIdentifier() && site.callee->getName() == "has_value";
  return isNamed || (conversion && conversion->getConversionType()->isBooleanType());
}

/// What the methods of optional and of pointers to what a function gave say.
std::optional<Outcome> Evaluator::heldBy(const CallSite &site) {
  if (!site.receiver)
    return std::nullopt;
  const Value held = load(site.self);
  const Rows *rows = held.rows();
  if (auto *method = llvm::dyn_cast<CXXMethodDecl>(site.callee);
      rows && isAnswer(*rows) && rows->part == Rows::Part::All && method && !method->isConst()) {
    store(site.self, Value()); // its elements may change
    return std::nullopt;
  }
  if (rows && isAnswer(*rows) && rows->part == Rows::Part::Field && !rows->column.empty() && asksWhetherThere(site))
    return Outcome{Value(testOf(held, site.expression)), std::nullopt};
  if (asksWhetherThere(site) && site.arguments.empty())
    if (std::optional<Value> truths = eachThere(held, site.receiver->getType()))
      return Outcome{std::move(*truths), std::nullopt};
  const Place *target = held.pointer();
  const bool isHeld =
      target && llvm::any_of(Answered, [&](const facts::LookupPtr &lookup) { return lookup.get() == target->root; });
  if (!isHeld)
    return std::nullopt;
  const OverloadedOperatorKind kind = site.callee->getOverloadedOperator();
  const std::string name = site.callee->getDeclName().isIdentifier() ? site.callee->getName().str() : "";
  if (kind == OO_Arrow || name == "get")
    return Outcome{held, std::nullopt};
  if (kind == OO_Star || name == "value")
    return Outcome{load(*target), *target};
  const Rows *whole = heldAnswer(held);
  if (whole && asksWhetherThere(site))
    return Outcome{Value(testOf(held, site.expression)), std::nullopt};
  return std::nullopt;
}

/// What is handed to code that is not seen may be changed there.
void Evaluator::escapeAnswer(const Value &value, QualType parameter) {
  if (!value.pointer() || !heldAnswer(value))
    return;
  const QualType type = parameter.isNull() ? QualType() : parameter.getNonReferenceType();
  if (!type.isNull() && type->isPointerType() && type->getPointeeType().isConstQualified())
    return;
  Now.values[value.pointer()->root] = Value();
  Now.versions[value.pointer()->root] = ++Version;
}

/// The members of an object that a function answers, each by itself.
extract::Record Evaluator::answeredMembers(const Rows &answer, const RecordDecl &type) {
  extract::Record parts;
  if (answer.part == Rows::Part::Row)
    for (const FieldDecl *member : type.fields())
      parts.fields[member] =
          Rows{answer.lookup, Rows::Part::Field, answer.column + facts::memberName(member->getName()), {}};
  return parts;
}

/// A text that is a part of what a function answers: a value, of which it is known when units are linked where it was
/// read.
facts::Text Evaluator::answeredText(const Rows &answer, const Expr *expression) {
  facts::Text text = hole(expression);
  noteRead(text, {"", "", {}, answer.lookup, answer.column});
  return text;
}

/// Whether the parameter is an object, or a number, that the caller has and the function may fill.
bool Evaluator::isFilledByCallee(const FunctionDecl &function, unsigned parameter) {
  const QualType type = function.getParamDecl(parameter)->getType();
  if (!type->isLValueReferenceType() || type->getPointeeType().isConstQualified() || type->isDependentType())
    return false;
  const QualType object = type->getPointeeType();
  const CXXRecordDecl *record = object->getAsCXXRecordDecl();
  return object->isIntegralOrEnumerationType() || (record && !Where.isInSystemHeader(record->getLocation()));
}

/// The objects that a function was given to fill are what it says when units are linked.
void Evaluator::fillsArguments(const CallSite &site, const facts::LookupPtr &lookup) {
  for (unsigned i = 0; i < site.callee->getNumParams() && i < site.arguments.size(); ++i) {
    const Place &object = site.arguments[i].place;
    if (!object.root || !object.path.empty() || Unnamed.count(object.root) || !isFilledByCallee(*site.callee, i))
      continue;
    const bool isNumber = site.callee->getParamDecl(i)->getType().getNonReferenceType()->isArithmeticType();
    store(object, Rows{lookup,
                       isNumber ? Rows::Part::Field : Rows::Part::Row,
                       membersPrefix(i, site.callee->getReturnType()->isVoidType()),
                       {}});
  }
}

/// The members of an object that a function returned: of those that are texts it is known what they are.
Value Evaluator::withAnswers(const extract::Record &made, const CXXRecordDecl &type, const facts::LookupPtr &lookup) {
  extract::Record object = made;
  for (const FieldDecl *member : type.fields()) {
    const std::string column = facts::memberName(member->getName());
    auto known = object.fields.find(member);
    if (known == object.fields.end()) {
      object.fields[member] = Rows{lookup, Rows::Part::Field, column, {}};
      continue;
    }
    const facts::Text text = known->second.text();
    auto *result = text ? std::get_if<facts::Result>(&text->value) : nullptr;
    if (!result)
      continue;
    ResultsGiven[resultKey(*result)] = {"", "", {}, lookup, column};
  }
  return object;
}

} // namespace pgtidy::extract
