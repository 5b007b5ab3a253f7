// Results of statements: which part of one a value is, and what a test of it makes certain.
#include "evaluator.h"
#include "mapped_names.h"
#include "texts.h"

#include "llvm/ADT/StringExtras.h"

namespace pgtidy::extract {

using namespace clang;
using facts::Check;
using rules::RowsPart;

/// What a statement that was sent has found.
facts::LookupPtr Evaluator::lookupOf(const facts::Call &call) {
  auto lookup = std::make_shared<facts::Lookup>();
  lookup->location = call.location;
  lookup->sql = call.sql;
  lookup->name = call.name;
  lookup->operands = call.situations.front().operands;
  lookup->inserted = call.situations.front().inserted;
  if (isRecording() && Depth == 0)
    ReadUnder[lookup] = Now.decisions;
  return lookup;
}

/// Whether the caller has what the statement gave only when it has waited: for a future, or with `co_await`.
static bool isToCome(QualType given) {
  const CXXRecordDecl *record = given.getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition())
    return false;
  if (record->isInStdNamespace())
    return record->getName() == "future" || record->getName() == "shared_future";
  const bool isAwaitable =
      record->hasMemberName(record->getASTContext().DeclarationNames.getCXXOperatorName(OO_Coawait));
  return isAwaitable || record->hasMemberName(&record->getASTContext().Idents.get("await_ready"));
}

/// What a statement gave of which there is always a row: its caller goes on only where there is one. Who is called
/// back, or has yet to wait, goes on in any case.
Rows Evaluator::always(Rows rows, const rules::DatabaseFunction &rule, const CallSite &site) {
  rows.isToCome = isToCome(site.callee->getReturnType());
  const bool callsBack = llvm::any_of(rule.arguments, [&](const rules::Argument &argument) {
    return argument.role == rules::Role::Callback && size_t(argument.position) < site.arguments.size();
  });
  if (!rows.isToCome && !callsBack)
    certain({check(Check::Kind::HasRows, rows, site.expression)});
  return rows;
}

/// What was waited for is there.
Value Evaluator::arrived(Value value, const Expr *expression) {
  const Rows *waited = value.rows();
  if (!waited || !waited->isToCome)
    return value;
  Rows rows = *waited;
  rows.isToCome = false;
  certain({check(Check::Kind::HasRows, Rows{rows.lookup, Rows::Part::All, "", {}}, expression)});
  return rows;
}

/// What the call of a statement returns; a row that is always there is certain from then on.
Value Evaluator::rowsOf(const rules::DatabaseFunction &rule, const CallSite &site, const facts::Call &call) {
  Rows rows{lookupOf(call), Rows::Part::All, "", {}, call.isComposed};
  switch (rule.gives) {
  case RowsPart::Row:
    rows = always(std::move(rows), rule, site);
    [[fallthrough]];
  case RowsPart::MaybeRow:
    rows.part = Rows::Part::Row;
    break;
  case RowsPart::Field:
    rows = always(std::move(rows), rule, site);
    rows.part = Rows::Part::Field;
    rows.column = "#0";
    break;
  case RowsPart::Count:
    rows.part = Rows::Part::Count;
    break;
  default:
    break;
  }
  return rows;
}

/// The value of a column: a text where its type is one, whose making is remembered.
Value Evaluator::fieldValue(Rows field, const Expr *expression, QualType type) {
  ColumnsRead[field.lookup].insert(field.column);
  if (!isText(type))
    return std::move(field);
  facts::Text text = hole(expression, facts::HoleKind::Text, facts::FromRow);
  noteRead(text, {"", "", {}, field.lookup, field.column});
  return text;
}

/// Whether it is a row whose parts are its columns in order.
bool Evaluator::isRowOfColumns(const Value &value) const {
  const Rows *rows = value.rows();
  return rows && rows->part == Rows::Part::Row && !isAnswer(*rows);
}

/// The column of a row that is taken apart: `auto [id, name] = row`.
Value Evaluator::columnOfRow(Rows row, int64_t index, const ValueDecl &into) {
  row.part = Rows::Part::Field;
  row.column = "#" + std::to_string(index);
  const QualType type = into.getType();
  if (type.isNull() || !isText(type))
    return row;
  ColumnsRead[row.lookup].insert(row.column);
  facts::Hole hole = holeOfVariable(into);
  hole.origin.push_back(facts::FromRow);
  facts::Text text = facts::hole(std::move(hole));
  noteRead(text, {"", "", {}, row.lookup, row.column});
  return text;
}

Outcome Evaluator::field(Rows rows, const CallSite &site) {
  return {fieldValue(std::move(rows), site.expression, site.callee->getReturnType()), std::nullopt};
}

/// The rows that a statement gave that the object keeps.
static std::optional<Rows> rowsKept(const Value &value) {
  const Kept *kept = value.kept();
  return kept && kept->rows ? std::optional(Rows{kept->rows, Rows::Part::All, "", {}}) : std::nullopt;
}

/// The rows that a value is or points to.
static const Rows *rowsIn(const Value &value, const Value &target) {
  return value.rows() ? value.rows() : value.pointer() ? target.rows() : nullptr;
}

static std::string columnOf(const Value &value) {
  if (const facts::Literal *name = facts::asLiteral(value.text()))
    return name->bytes;
  if (std::optional<int64_t> number = constant(value); number && *number >= 0)
    return "#" + std::to_string(*number);
  return "";
}

std::optional<Outcome> Evaluator::result(CallSite &site) {
  if (std::optional<Outcome> outcome = heldBy(site))
    return outcome;
  if (std::optional<Outcome> outcome = comparison(site))
    return outcome;
  auto valueAt = [&](int32_t position) -> Value {
    if (position < 0)
      return site.receiver ? load(site.self) : Value();
    return size_t(position) < site.arguments.size() ? site.arguments[size_t(position)].value : Value();
  };
  auto rowsAt = [&](int32_t position) {
    Value value = valueAt(position), target = value.pointer() ? load(*value.pointer()) : Value();
    if (std::optional<Rows> kept = rowsKept(value.pointer() ? target : value))
      return kept;
    const Rows *rows = rowsIn(value, target);
    return rows ? std::optional(*rows) : std::nullopt;
  };
  const rules::ResultFunction *rule = Match.result(*site.callee, site.written());
  if (rule && rule->gives == RowsPart::Compare && site.arguments.size() >= 2) {
    if (std::optional<Test> test = compared(BO_NE, site.arguments[0], site.arguments[1]))
      return Outcome{Value(std::move(*test)), std::nullopt};
    return std::nullopt;
  }
  const Value input = valueAt(rule ? rule->input : -1);
  if (std::optional<Outcome> outcome = resultOfEach(site, rule, input.pointer() ? load(*input.pointer()) : input))
    return outcome;
  std::optional<Rows> rows = rowsAt(rule ? rule->input : -1);
  if (!rows && rule && rule->gives == RowsPart::Rows) { // a column as text, which is a number next
    const facts::Operand read = operandOf(input.text());
    if (read.rows && !read.others.empty())
      return resultOfEach(site, rule, fieldsOf(read));
    if (read.rows)
      rows = Rows{read.rows, Rows::Part::Field, read.column, {}};
  }
  if (!rows)
    return rule ? std::nullopt : columnSet(site);
  if (rule && rule->gives == RowsPart::Row)
    certain({check(Check::Kind::HasRows, *rows, site.expression)});
  return resultOf(site, rule, std::move(*rows));
}

/// What a function gives of the rows, by the rule for it or without one.
std::optional<Outcome> Evaluator::resultOf(CallSite &site, const rules::ResultFunction *rule, Rows rows) {
  if (site.receiver && rule && rule->gives == RowsPart::Some && load(site.self).kept())
    ++Touched[site.self.root]; // another row from now on
  if (!rule && rows.part == Rows::Part::Row)
    if (std::optional<Outcome> outcome = accessor(site, rows))
      return outcome;
  OverloadedOperatorKind kind = site.callee->getOverloadedOperator();
  const bool isAccess = !rule && (kind == OO_Star || kind == OO_Arrow) && site.arguments.empty();
  if (const Value held = isAccess ? load(site.self) : Value(); held.pointer() && !heldAnswer(held)) // a smart pointer
    return kind == OO_Arrow ? Outcome{held, std::nullopt} : Outcome{load(*held.pointer()), *held.pointer()};
  if (isAccess) { // an iterator, an optional
    if (kind == OO_Star && rows.part == Rows::Part::All)
      rows.part = Rows::Part::Row;
    return Outcome{Value(rows), std::nullopt};
  }
  auto *conversion = llvm::dyn_cast<CXXConversionDecl>(site.callee);
  if (!rule && conversion && conversion->getConversionType()->isBooleanType() && rows.part == Rows::Part::Row)
    return Outcome{Value(Test{{check(Check::Kind::HasRows, rows, site.expression)}, {}}), std::nullopt};
  if (!rule)
    return std::nullopt;
  switch (rule->gives) {
  case RowsPart::Rows:
    if (rows.isToCome)
      return Outcome{arrived(rows, site.expression), std::nullopt};
    if (rows.part == Rows::Part::Field)
      return field(rows, site);
    return Outcome{Value(rows), std::nullopt};
  case RowsPart::Row:
  case RowsPart::MaybeRow:
    rows.part = Rows::Part::Row;
    return Outcome{Value(rows), std::nullopt};
  case RowsPart::Field:
    rows.part = Rows::Part::Field;
    rows.column = rule->column < 0                               ? "#0"
                  : size_t(rule->column) < site.arguments.size() ? columnOf(site.arguments[size_t(rule->column)].value)
                                                                 : "";
    return field(rows, site);
  case RowsPart::Count:
    rows.part = Rows::Part::Count;
    return Outcome{Value(rows), std::nullopt};
  case RowsPart::None:
    return Outcome{Value(Test{{}, {check(Check::Kind::HasRows, rows, site.expression)}}), std::nullopt};
  case RowsPart::Some:
    return Outcome{Value(Test{{check(Check::Kind::HasRows, rows, site.expression)}, {}}), std::nullopt};
  default:
    return std::nullopt;
  }
}

/// The row with one more column that the program has set.
static Rows withChange(Rows row, Change change) {
  llvm::erase_if(row.changed, [&](const Change &known) { return known.column == change.column; });
  row.changed.push_back(std::move(change));
  return row;
}

/// The methods of an object that stands for a row: order.getValueOfUserId(), order.setStatus(…).
std::optional<Outcome> Evaluator::accessor(CallSite &site, const Rows &row) {
  auto *method = llvm::dyn_cast<CXXMethodDecl>(site.callee);
  if (!method || !method->getDeclName().isIdentifier() || (isAnswer(row) && !isRow(*method->getParent())))
    return std::nullopt;
  for (const std::string &prefix : isAnswer(row) ? std::vector<std::string>() : Match.rules().setters())
    if (llvm::StringRef name = site.callee->getName(); name.consume_front(prefix) && !name.empty()) {
      name.consume_back("ToNull");
      const bool isNull = name.size() + prefix.size() < site.callee->getName().size() || site.arguments.empty();
      store(site.self, withChange(row, {columnSetBy(*method, name),
                                        isNull ? facts::literal("NULL") : boundValue(site.arguments.front())}));
      return Outcome{};
    }
  for (const std::string &prefix : Match.rules().getters())
    if (llvm::StringRef name = site.callee->getName();
        site.arguments.empty() && name.consume_front(prefix) && !name.empty()) {
      Rows part = row;
      part.part = Rows::Part::Field;
      part.column += snakeCase(name);
      if (llvm::any_of(part.changed, [&](const Change &change) { return change.column == part.column; }))
        return std::nullopt;
      return field(std::move(part), site);
    }
  return std::nullopt;
}

Check Evaluator::check(Check::Kind kind, const Rows &rows, const Expr *test) {
  Check check;
  check.kind = kind;
  check.rows = rows.lookup;
  check.column = rows.column;
  if (test)
    check.location = Where.use(test->getBeginLoc());
  return check;
}

/// What the truth of a value says of rows.
Test Evaluator::testOf(const Value &value, const Expr *expression) {
  if (const Test *test = value.test())
    return *test;
  if (const Alternatives *either = value.alternatives(); either && isOfRows(value))
    return truthOfEach(*either, expression);
  if (const Rows *held = heldAnswer(value)) // whether it is there
    return Test{{check(Check::Kind::HasRows, *held, expression)}, {check(Check::Kind::False, *held, expression)}};
  const Rows *rows = value.rows();
  if (!rows || rows->part == Rows::Part::All) // a result that is there may be empty
    return {};
  Check::Kind kind = rows->part == Rows::Part::Field ? Check::Kind::True : Check::Kind::HasRows;
  if (isAnswer(*rows))
    return Test{{check(kind, *rows, expression)}, {check(Check::Kind::False, *rows, expression)}};
  return Test{{check(kind, *rows, expression)}, {}};
}

/// `kind` with its operands exchanged.
static BinaryOperatorKind mirrored(BinaryOperatorKind kind) {
  switch (kind) {
  case BO_LT:
    return BO_GT;
  case BO_GT:
    return BO_LT;
  case BO_LE:
    return BO_GE;
  case BO_GE:
    return BO_LE;
  default:
    return kind;
  }
}

/// Whether `x kind number`, for an x that is never negative, says that x is not 0 (true), or that it may be (false).
static std::optional<bool> saysSome(BinaryOperatorKind kind, int64_t number) {
  if ((kind == BO_GT && number >= 0) || ((kind == BO_GE || kind == BO_EQ) && number >= 1) ||
      (kind == BO_NE && number == 0))
    return true;
  if ((kind == BO_EQ && number == 0) || (kind == BO_LT && number == 1) || (kind == BO_LE && number == 0) ||
      (kind == BO_NE && number >= 1))
    return false;
  return std::nullopt;
}

/// What a comparison with a part of a result says.
std::optional<Test> Evaluator::compared(BinaryOperatorKind kind, const Argument &left, const Argument &right) {
  if (std::optional<Test> test = comparedEach(kind, left, right))
    return test;
  bool isEquality = kind == BO_EQ || kind == BO_NE;
  std::vector<Check> equals; // of two that were read, either may say who the user is
  for (bool exchanged : {false, true}) {
    const Argument &subject = exchanged ? right : left, &other = exchanged ? left : right;
    BinaryOperatorKind asked = exchanged ? mirrored(kind) : kind;
    std::optional<int64_t> number = constant(other.value);
    if (const Test *test = subject.value.test(); test && isEquality && number && *number <= 1 && *number >= 0) {
      bool keeps = (asked == BO_NE) == (*number == 0);
      return keeps ? *test : Test{test->no, test->yes};
    }
    const Rows *held = heldAnswer(subject.value);
    const Rows *rows = held ? held : subject.value.rows();
    if (rows && (held || rows->part == Rows::Part::Row) && other.value.isNull() && isEquality) {
      Check found = check(Check::Kind::HasRows, *rows, subject.expression);
      std::vector<Check> none;
      if (isAnswer(*rows))
        none.push_back(check(Check::Kind::False, *rows, subject.expression));
      return asked == BO_NE ? Test{{found}, none} : Test{none, {found}};
    }
    if (rows && number && isEquality && isAnswer(*rows) && rows->part == Rows::Part::Field) {
      Test test = testOfNumber(*rows, *number, subject.expression);
      return asked == BO_EQ ? test : Test{test.no, test.yes};
    }
    if (rows && number && (rows->part == Rows::Part::Count || rows->part == Rows::Part::Field)) {
      Check found =
          check(rows->part == Rows::Part::Count ? Check::Kind::HasRows : Check::Kind::True, *rows, subject.expression);
      std::optional<bool> some = saysSome(asked, *number);
      return !some ? Test{} : *some ? Test{{found}, {}} : Test{{}, {found}};
    }
    if (!isEquality)
      continue;
    facts::Operand read = operand(subject.expression, subject.value);
    facts::Operand with = operand(other.expression, other.value);
    if (held && held->part == Rows::Part::Field) { // an optional number
      read.rows = held->lookup;
      read.column = held->column;
    }
    const bool isRead = read.rows && (!read.column.empty() || !read.rows->asked.empty());
    const bool isNamed = !with.identity.empty() || (!with.expression.empty() && with.column != facts::Written);
    if (!isRead || !isNamed)
      continue;
    Check equal = check(Check::Kind::Equal, Rows{read.rows, Rows::Part::Field, read.column, {}}, subject.expression);
    equal.operand = std::move(with);
    for (const facts::Operand &instead : read.others) {
      Check other = equal;
      other.others.clear();
      other.rows = instead.rows;
      other.column = instead.column;
      equal.others.push_back(std::move(other));
    }
    equals.push_back(std::move(equal));
  }
  if (equals.empty())
    return std::nullopt;
  return kind == BO_EQ ? Test{std::move(equals), {}} : Test{{}, std::move(equals)};
}

/// An overloaded == or !=.
std::optional<Outcome> Evaluator::comparison(CallSite &site) {
  OverloadedOperatorKind kind = site.callee->getOverloadedOperator();
  if (kind != OO_EqualEqual && kind != OO_ExclaimEqual)
    return std::nullopt;
  std::vector<Argument> sides;
  if (site.receiver)
    sides.push_back({site.receiver, load(site.self), site.self});
  sides.insert(sides.end(), site.arguments.begin(), site.arguments.end());
  if (sides.size() != 2)
    return std::nullopt;
  if (std::optional<Test> test = compared(kind == OO_EqualEqual ? BO_EQ : BO_NE, sides[0], sides[1]))
    return Outcome{Value(std::move(*test)), std::nullopt};
  return std::nullopt;
}

} // namespace pgtidy::extract
