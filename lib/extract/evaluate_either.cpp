// Results of one of several statements, `found = open ? openOnes(me) : all(me)`: what is asked of one is asked of
// whichever it is, and what is read of it was read by one of them.
#include "evaluator.h"

namespace pgtidy::extract {

using namespace clang;
using facts::Check;

/// More of them are not told apart.
static constexpr unsigned MostWays = 8;

static const Alternatives *few(const Value &value) {
  return waysOf(value, MostWays + 1) <= MostWays ? value.alternatives() : nullptr;
}

/// Whether it stands for nobody where the number, or the text, says who or which row: 0 or less, an empty text, null.
static bool isNobody(const Value &value) {
  if (const facts::Literal *written = facts::asLiteral(value.text()))
    return written->bytes.empty();
  const std::optional<int64_t> number = constant(value);
  return value.isNull() || (number && *number <= 0);
}

bool Evaluator::isOfRows(const Value &value) {
  if (const Alternatives *either = few(value))
    return llvm::any_of(either->branches, [&](const Value &branch) { return isOfRows(branch); });
  return value.rows() || value.test() || heldAnswer(value);
}

namespace {

/// What tests say of which it is not known which of them was made: what each of them does, or one of what they do.
struct Either {
  std::optional<std::vector<Check>> yes, no;

  void add(const Test &test) {
    narrow(yes, test.yes);
    narrow(no, test.no);
  }
  /// One that is certainly true, or false: of the other side it says nothing.
  void addKnown(bool isTrue) { narrow(isTrue ? yes : no, {}); }
  Test test() const { return {yes.value_or(std::vector<Check>()), no.value_or(std::vector<Check>())}; }
};

} // namespace

/// What the truth of one of several values says.
Test Evaluator::truthOfEach(const Alternatives &either, const Expr *expression) {
  Either all;
  for (const Value &branch : either.branches)
    if (const std::optional<int64_t> number = branch.isNull() ? 0 : constant(branch))
      all.addKnown(*number != 0);
    else
      all.add(testOf(branch, expression));
  return all.test();
}

/// What it says that one of several results is compared with a number; nothing where the value is no such result.
std::optional<Test> Evaluator::comparedEach(BinaryOperatorKind kind, const Argument &left, const Argument &right) {
  const bool isRight = !left.value.alternatives();
  Argument one = isRight ? right : left;
  const Argument &other = isRight ? left : right;
  const Value value = one.value;
  const std::optional<int64_t> number = constant(other.value);
  const Alternatives *either = few(value);
  const bool isEquality = kind == BO_EQ || kind == BO_NE;
  if (!either || !isOfRows(value) || (!number && !other.value.isNull()))
    return std::nullopt;
  Either all;
  for (const Value &branch : either->branches) {
    const std::optional<int64_t> known =
        branch.isNull() && other.value.isNull() ? std::optional<int64_t>(0) : constant(branch);
    one.value = branch;
    if (known && isEquality)
      all.addKnown((*known == number.value_or(0)) == (kind == BO_EQ));
    else
      all.add((isRight ? compared(kind, other, one) : compared(kind, one, other)).value_or(Test()));
  }
  return all.test();
}

/// The rows that a value is or points to.
std::optional<Rows> Evaluator::rowsBehind(const Value &value) {
  const Value target = value.pointer() ? load(*value.pointer()) : value;
  return target.rows() ? std::optional(*target.rows()) : std::nullopt;
}

/// Whether the method sets a column of an object that stands for a row.
bool Evaluator::setsColumn(const CallSite &site) {
  auto *method = llvm::dyn_cast<CXXMethodDecl>(site.callee);
  return method && method->getDeclName().isIdentifier() &&
         llvm::any_of(Match.rules().setters(), [&](const std::string &prefix) {
           return method->getName().starts_with(prefix) && method->getName() != prefix;
         });
}

/// Notes where the value was read that the hole stands for. Of one in a function that several calls are followed into,
/// it is not known which of these calls it is of: it was read by the statements of one of them.
void Evaluator::noteRead(const facts::Text &text, facts::Operand read) {
  auto *hole = text ? std::get_if<facts::Hole>(&text->value) : nullptr;
  if (!hole)
    return;
  std::string way;
  for (const facts::Hop &hop : Inside)
    way += std::to_string(hop.location.file) + ':' + std::to_string(hop.location.offset) + ' ';
  if (read.rows)
    way += std::to_string(read.rows->location.file) + ':' + std::to_string(read.rows->location.offset);
  const text::Location &made = facts::madeAt(*hole);
  std::map<std::string, facts::Operand> &ways = ReadIn[{made.file, made.offset}];
  ways[way] = std::move(read);
  std::vector<facts::Operand> all;
  for (const auto &[step, one] : ways)
    all.push_back(one);
  const bool areKnown =
      all.size() <= MostWays && llvm::all_of(all, [](const auto &one) { return one.rows != nullptr; });
  facts::Operand either = areKnown ? oneOf(std::move(all)) : facts::Operand();
  facts::Operand &operand = Made[{made.file, made.offset}];
  operand.rows = std::move(either.rows);
  operand.column = std::move(either.column);
  operand.others = std::move(either.others);
}

/// What a function of the rules gives of one of several results.
std::optional<Outcome> Evaluator::resultOfEach(CallSite &site, const rules::ResultFunction *rule, const Value &input) {
  const Alternatives *either = few(input);
  if (!either || !isOfRows(input) || setsColumn(site))
    return std::nullopt;
  Alternatives given{either->condition, {}};
  Either tests;
  bool areTests = true, isKnown = false;
  std::vector<std::vector<facts::Operand>> sources; // of texts
  for (const Value &branch : either->branches) {
    std::optional<Outcome> outcome;
    if (branch.alternatives())
      outcome = resultOfEach(site, rule, branch);
    else if (std::optional<Rows> rows = rowsBehind(branch))
      outcome = resultOf(site, rule, std::move(*rows));
    Value value = outcome ? outcome->value : branch.isNull() ? Value(Null{}) : Value();
    if (const Test *test = value.test())
      tests.add(*test);
    areTests &= value.test() != nullptr;
    isKnown |= !value.isUnknown() && !value.isNull();
    sources.push_back(sourcesOf(value));
    given.branches.push_back(std::move(value));
  }
  if (!isKnown)
    return std::nullopt;
  if (areTests)
    return Outcome{Value(tests.test()), std::nullopt};
  return Outcome{isText(site.callee->getReturnType()) ? textOfEach(given, sources) : Value(std::move(given)),
                 std::nullopt};
}

/// The text that one of several results gives, each of which says it of itself.
Value Evaluator::textOfEach(const Alternatives &given, const std::vector<std::vector<facts::Operand>> &sources) {
  facts::Text text;
  std::vector<facts::Operand> all;
  bool areKnown = true;
  for (size_t i = 0; i < sources.size(); ++i) {
    if (given.branches[i].isNull())
      continue;
    text = given.branches[i].text() ? given.branches[i].text() : text;
    areKnown &= !sources[i].empty();
    all.insert(all.end(), sources[i].begin(), sources[i].end());
  }
  if (!text)
    return {};
  noteRead(text, areKnown ? oneOf(std::move(all)) : facts::Operand());
  return text;
}

/// Where the values were read that it may be; none where that is not known of one that is somebody's.
std::vector<facts::Operand> Evaluator::sourcesOfEach(const std::vector<Value> &values) {
  std::vector<facts::Operand> all;
  if (values.size() > MostWays)
    return all;
  for (const Value &value : values) {
    if (isNobody(value) || facts::isNothing(value.text()))
      continue;
    std::vector<facts::Operand> some = sourcesOf(value);
    if (some.empty() || all.size() > MostWays)
      return {};
    all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
  }
  return all;
}

/// Where the value was read, on each way on which it is somebody; nothing where that is not known of one.
std::vector<facts::Operand> Evaluator::sourcesOf(const Value &value) {
  if (const Alternatives *either = few(value))
    return sourcesOfEach(either->branches);
  facts::Operand read;
  if (const Rows *rows = value.rows(); rows && rows->part == Rows::Part::Field)
    read = {"", "", {}, rows->lookup, rows->column};
  else if (value.text())
    read = operandOf(value.text());
  read.identity.clear();
  return read.rows ? std::vector{std::move(read)} : std::vector<facts::Operand>();
}

Value fieldsOf(const facts::Operand &read) {
  Alternatives fields;
  fields.branches.push_back(Rows{read.rows, Rows::Part::Field, read.column, {}});
  for (const facts::Operand &other : read.others)
    fields.branches.push_back(Rows{other.rows, Rows::Part::Field, other.column, {}});
  return fields.branches.size() == 1 ? std::move(fields.branches.front()) : Value(std::move(fields));
}

Value eachRow(const Value &value) {
  if (const Alternatives *either = value.alternatives()) {
    Alternatives rows{either->condition, {}};
    for (const Value &branch : either->branches)
      rows.branches.push_back(eachRow(branch));
    return rows;
  }
  const Rows *rows = value.rows();
  return rows ? Value(Rows{rows->lookup, Rows::Part::Row, "", {}, rows->isObject}) : Value();
}

facts::Operand oneOf(std::vector<facts::Operand> sources) {
  if (sources.empty())
    return {};
  facts::Operand one = std::move(sources.front());
  auto add = [&](facts::Operand read) {
    auto isRead = [&](const facts::Operand &known) { return known.rows == read.rows && known.column == read.column; };
    if (!isRead(one) && llvm::none_of(one.others, isRead))
      one.others.push_back(std::move(read));
  };
  for (size_t i = 1; i < sources.size(); ++i) {
    const std::vector<facts::Operand> more = std::exchange(sources[i].others, {});
    add(std::move(sources[i]));
    for (const facts::Operand &other : more)
      add(other);
  }
  return one;
}

} // namespace pgtidy::extract
