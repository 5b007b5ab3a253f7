// Object mappers: the statements and conditions that their calls amount to, by the forms that the rules give.
#include "evaluator.h"
#include "mapped_names.h"
#include "mapped_texts.h"
#include "texts.h"
#include "written_elements.h"

namespace pgtidy::extract {

using namespace clang;

/// How many columns a name stands for: "(a, b)" for two.
static size_t columnsNamed(const facts::Text &name) {
  auto *parts = std::get_if<facts::Concat>(&name->value);
  const facts::Literal *first = facts::asLiteral(parts ? parts->parts.front() : name);
  if (!first || !llvm::StringRef(first->bytes).starts_with("("))
    return 1;
  size_t columns = 1;
  any(name, [&](const facts::TextNode &node) {
    if (auto *literal = std::get_if<facts::Literal>(&node.value))
      columns += llvm::StringRef(literal->bytes).count(',');
    return false;
  });
  return columns;
}

/// The value of a row for each of the columns: they differ, though it is not seen in what.
static facts::Text inColumn(const facts::Text &value, size_t column) {
  return rewrite(value, [&](const facts::Text &node) -> facts::Text {
    auto *hole = std::get_if<facts::Hole>(&node->value);
    if (!hole || column == 0)
      return nullptr;
    facts::Hole other = *hole;
    other.context = "column " + std::to_string(column);
    return facts::hole(std::move(other));
  });
}

/// A value for each of the columns: the parts of a tuple, or of one that is not seen the same for all.
facts::Text Evaluator::rowOf(const facts::Text &value, size_t columns, const Argument *tuple) {
  const auto written = writtenElements(tuple ? tuple->expression : nullptr);
  const Array *held = tuple ? tuple->value.array() : nullptr;
  std::vector<facts::Text> parts;
  for (size_t i = 0; i < columns; ++i) {
    parts.push_back(facts::literal(i == 0 ? "(" : ", "));
    const bool isHeld = held && held->elements.size() == columns;
    parts.push_back(written.size() == columns ? boundValue({written[i], isHeld ? held->elements[i] : Value(), {}})
                                              : inColumn(value, i));
  }
  parts.push_back(facts::literal(")"));
  return facts::concat(std::move(parts));
}

/// The SQL of a call: the form with its arguments put in.
facts::Text Evaluator::mapped(llvm::StringRef form, const CallSite &site) {
  std::vector<facts::Text> parts;
  size_t columns = 1; ///< of the key that was named last
  while (!form.empty()) {
    auto [before, rest] = form.split('{');
    parts.push_back(facts::literal(before.str()));
    auto [part, after] = rest.split('}');
    if (!part.empty())
      parts.push_back(mappedPart(part, site));
    if (part.starts_with("T::"))
      columns = columnsNamed(parts.back());
    if (columns > 1 && (part.ends_with(":key") || part.ends_with(":value"))) {
      size_t index = 0;
      const bool isArgument = !part.split(':').first.getAsInteger(10, index) && index < site.arguments.size();
      const Argument *tuple = isArgument && part.ends_with(":value") ? &site.arguments[index] : nullptr;
      parts.back() = rowOf(parts.back(), columns, tuple);
    }
    form = after;
  }
  return bounded(facts::concat(std::move(parts)));
}

static const Argument *ofClass(llvm::StringRef name, const CallSite &site) {
  for (const Argument &argument : site.arguments)
    if (argument.expression)
      if (auto *record = argument.expression->getType().getNonReferenceType()->getAsCXXRecordDecl();
          record && qualifiedName(*record) == name)
        return &argument;
  return nullptr;
}

/// The left or right side of an assignment that was built, "name = value".
static facts::Text sideOf(const facts::Text &assignment, bool left) {
  std::vector<facts::Text> parts{assignment};
  if (auto *whole = std::get_if<facts::Concat>(&assignment->value))
    parts = whole->parts;
  const facts::Literal *first = facts::asLiteral(parts.front());
  if (!first)
    return undecided();
  auto [name, rest] = llvm::StringRef(first->bytes).split(" = ");
  if (name.size() == first->bytes.size())
    return undecided();
  if (left)
    return facts::literal(name.str());
  parts.front() = facts::literal(rest.str());
  return facts::concat(std::move(parts));
}

/// All arguments, one after the other; of assignments `names` gives the left sides and `values` the right ones.
facts::Text Evaluator::listed(llvm::StringRef how, const CallSite &site) {
  std::vector<facts::Text> parts;
  for (const Argument &argument : site.arguments) {
    bool isObject = how == "behind" || how == "names" || how == "values";
    if (how == "rest" && &argument == site.arguments.data())
      continue;
    if (argument.isDefault || (isObject && &argument == site.arguments.data() && !site.receiver))
      continue; // the object that a method names explicitly
    if (!parts.empty())
      parts.push_back(facts::literal(how == "words" || how == "rest" ? " " : ", "));
    facts::Text text = operandText(argument);
    if (how == "names" || how == "values")
      text = sideOf(text, how == "names");
    parts.push_back(std::move(text));
  }
  return facts::concat(std::move(parts));
}

/// Whether nothing is known of the part of a form.
static bool isUndecided(const facts::Text &text) {
  auto *hole = std::get_if<facts::Hole>(&text->value);
  return hole && hole->kind == facts::HoleKind::Unknown;
}

facts::Text Evaluator::mappedPart(llvm::StringRef part, const CallSite &site) {
  if (auto [first, second] = part.split('|'); first.size() < part.size()) {
    facts::Text text = mappedPart(first, site);
    return !isUndecided(text) ? text : second.empty() ? facts::literal("") : mappedPart(second, site);
  }
  if (part == "?")
    return undecided();
  if (part.consume_front("T::"))
    return memberOfTemplate(part, site);
  if (part.consume_front("T:"))
    return nameOfRowClass(part, site);
  auto [position, how] = part.split(':');
  if (position == "*")
    return listed(how, site);
  const Argument *argument = nullptr;
  Argument self;
  size_t index = 0;
  if (position == "self") {
    self = {site.receiver, load(site.self), site.self};
    argument = &self;
  } else if (position.empty())
    argument = ofClass(how, site);
  else if (!position.getAsInteger(10, index) && index < site.arguments.size())
    argument = &site.arguments[index];
  if (position.empty() || how.empty()) {
    if (!argument || argument->isDefault)
      return facts::literal("TRUE"); // a condition that is not given
    Value value = argument->value.pointer() ? load(*argument->value.pointer()) : argument->value;
    return value.text() || value.alternatives() ? textOf(value, argument->expression) : undecided();
  }
  if (!argument)
    return undecided();
  if (how == "operand")
    return operandText(*argument);
  const Value held = argument->value.pointer() ? load(*argument->value.pointer()) : argument->value;
  if (how == "filtered")
    return filtered(textOf(argument->value, argument->expression));
  if (how == "condition")
    return conditionOf(textOf(held, argument->expression));
  if (how == "unordered" || how == "bound") {
    if (!held.text() && !held.alternatives())
      return undecided();
    const facts::Text text = textOf(held, argument->expression);
    return how == "unordered" || site.arguments.empty() ? unordered(text)
                                                        : withValue(text, boundValue(site.arguments.front()));
  }
  if (how == "assigned")
    return assigned(held, site);
  if (how == "identifier")
    return identifier(textOf(argument->value, argument->expression));
  if (how == "filled")
    return filled(*argument, llvm::ArrayRef(site.arguments).drop_front(index + 1));
  if (std::optional<facts::Text> name = nameIn(how, argument->expression))
    return *name;
  if (how == "operator" || how == "test") {
    const EnumConstantDecl *named = enumeratorNamed(argument->expression);
    llvm::StringRef means = named ? Match.rules().sqlOperator(qualifiedName(*named)) : llvm::StringRef();
    if (!means.empty())
      return facts::literal(means.str());
    return how == "test" ? facts::concat({facts::literal("= "), boundValue(*argument)}) : undecided();
  }
  if (how == "changes")
    return columnsChanged(held, site);
  if (how == "columns")
    return columnsSet(held);
  return how == "key" ? keyOfRow(*argument, site) : boundValue(*argument);
}

/// The rows that an object may be; none where it may be something else.
static std::vector<const Rows *> wholeRows(const Value &value) {
  if (const Rows *row = value.rows())
    return row->part == Rows::Part::Row ? std::vector{row} : std::vector<const Rows *>();
  const Alternatives *either = value.alternatives();
  std::vector<const Rows *> all;
  for (const Value &branch : either ? either->branches : std::vector<Value>()) {
    const std::vector<const Rows *> some = wholeRows(branch);
    if (some.empty() || all.size() > 8)
      return {};
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

/// The key of an object that is a row, which was read with it where the program has not set it since.
facts::Text Evaluator::keyOfRow(const Argument &argument, const CallSite &site) {
  const Value object = argument.value.pointer() ? load(*argument.value.pointer()) : argument.value;
  const std::vector<const Rows *> rows = wholeRows(object);
  if (rows.empty())
    return boundValue(argument);
  facts::Text key = hole(argument.expression, facts::HoleKind::EscapedLiteral);
  facts::Text name = memberOfTemplate("primaryKeyName", site);
  const facts::Literal *named = facts::asLiteral(name);
  const std::string column = named && columnsNamed(name) == 1 ? named->bytes : facts::KeyColumn;
  auto isKey = [&](const Change &change) {
    const llvm::StringRef changed(change.column);
    return !named                    ? changed.starts_with("id") || changed.ends_with("id")
           : columnsNamed(name) == 1 ? changed == column
                                     : llvm::StringRef(named->bytes).contains(changed);
  };
  std::vector<facts::Operand> sources;
  for (const Rows *row : rows) {
    if (llvm::any_of(row->changed, isKey))
      return key;
    sources.push_back({"", "", {}, row->lookup, column});
  }
  const text::Location &made = facts::madeAt(std::get<facts::Hole>(key->value));
  facts::Operand &operand = Made[{made.file, made.offset}];
  facts::Operand read = oneOf(std::move(sources));
  operand.identity += ".key";
  operand.rows = read.rows;
  operand.column = read.column;
  operand.others = std::move(read.others);
  return key;
}

/// The columns that a list names, each with one of the last arguments: "status = …"; the key with itself where that is
/// not known.
facts::Text Evaluator::assigned(const Value &columns, const CallSite &site) {
  const Array *named = columns.array();
  const size_t count = named && named->repeatedFrom == SIZE_MAX ? named->elements.size() : 0;
  std::vector<facts::Text> parts;
  for (size_t i = 0; i < count && count < site.arguments.size(); ++i) {
    const Value column = named->elements[i].pointer() ? load(*named->elements[i].pointer()) : named->elements[i];
    parts.push_back(facts::literal(i == 0 ? "" : ", "));
    parts.push_back(column.text() ? usedAt(column, site.arguments.front().expression).text() : undecided());
    parts.push_back(facts::literal(" = "));
    parts.push_back(boundValue(site.arguments[site.arguments.size() - count + i]));
  }
  const facts::Text key = parts.empty() ? memberOfTemplate("primaryKeyName", site) : nullptr;
  return key ? facts::concat({key, facts::literal(" = "), key}) : facts::concat(std::move(parts));
}

/// Raw text with the values bound where it has `$?`.
facts::Text Evaluator::filled(const Argument &raw, llvm::ArrayRef<Argument> values) {
  facts::Text text = textOf(raw.value.pointer() ? load(*raw.value.pointer()) : raw.value, raw.expression);
  const facts::Literal *literal = facts::asLiteral(text);
  if (!literal)
    return text;
  std::vector<facts::Text> parts;
  llvm::StringRef rest(literal->bytes);
  for (const Argument &value : values) {
    auto [before, after] = rest.split("$?");
    if (before.size() == rest.size())
      break;
    parts.push_back(facts::literal(before.str()));
    parts.push_back(boundValue(value));
    rest = after;
  }
  parts.push_back(facts::literal(rest.str()));
  return facts::concat(std::move(parts));
}

static std::string quoted(llvm::StringRef text) {
  std::string result = "'";
  for (char c : text)
    result += c == '\'' ? std::string("''") : std::string(1, c);
  return result + "'";
}

/// A value that is bound: as it is where the program has it as a constant, else a hole.
facts::Text Evaluator::boundValue(const Argument &argument) {
  std::optional<int64_t> number = constant(argument.value);
  if (number && argument.expression && argument.expression->getType()->isBooleanType())
    return facts::literal(*number ? "TRUE" : "FALSE");
  if (number)
    return facts::literal("(" + std::to_string(*number) + ")");
  if (const facts::Literal *literal = facts::asLiteral(argument.value.text()))
    return facts::literal("(" + quoted(literal->bytes) + ")");
  facts::Text value = hole(argument.expression, facts::HoleKind::EscapedLiteral);
  const auto &made = std::get<facts::Hole>(value->value);
  facts::Operand bound = operand(argument.expression, argument.value);
  Made[{made.location.file, made.location.offset}] = bound;
  if (auto *from = argument.value.text() ? std::get_if<facts::Hole>(&argument.value.text()->value) : nullptr;
      from && !from->origin.empty()) {
    facts::Hole known = made;
    known.origin = from->origin;
    value = facts::hole(std::move(known));
  }
  return facts::concat({facts::literal("("), value, facts::literal(")")});
}

} // namespace pgtidy::extract
