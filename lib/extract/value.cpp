#include "value.h"

#include "facts/list.h"

namespace pgtidy::extract {

Place Place::field(const clang::FieldDecl *field) const {
  if (!root)
    return *this;
  Place part = *this;
  part.path.push_back({field, -1});
  return part;
}

Place Place::someElement(const clang::Stmt *where, unsigned which) const {
  Place part = element(-1, where);
  if (part.root)
    part.path.back().which = which;
  return part;
}

Place Place::under(Value key, const clang::Stmt *where, unsigned which) const {
  Place part = someElement(where, which);
  if (part.root)
    part.path.back().key = std::make_shared<const Value>(std::move(key));
  return part;
}

bool Step::operator==(const Step &other) const {
  const bool isOneKey = key == other.key || (key && other.key && isSameKey(*key, *other.key));
  return field == other.field && index == other.index && isOneKey;
}

Place Place::element(int64_t index, const clang::Stmt *where) const {
  if (!root)
    return *this;
  Place part = *this;
  part.path.push_back({nullptr, index, where});
  return part;
}

Owner Place::owner(size_t steps) const {
  Owner owner{root};
  for (size_t i = 0; i < steps; ++i)
    if (path[i].field)
      owner.member = path[i].field;
  return owner;
}

Owner Place::ownerOfPart() const {
  size_t last = path.size();
  while (last > 0 && !path[last - 1].field)
    --last;
  return owner(last ? last - 1 : 0);
}

Value::Value(facts::Text text) {
  if (text)
    Data = std::move(text);
  else
    Data = Null{};
}

facts::Text Value::text() const {
  if (auto *held = std::get_if<facts::Text>(&Data))
    return *held;
  const Kept *statement = kept();
  return statement ? statement->text : nullptr;
}

const clang::FunctionDecl *Value::function() const {
  auto *held = std::get_if<const clang::FunctionDecl *>(&Data);
  return held ? *held : nullptr;
}

static bool same(const Array &a, const Array &b) {
  if (a.elements.size() != b.elements.size() || a.repeatedFrom != b.repeatedFrom)
    return false;
  for (size_t i = 0; i < a.elements.size(); ++i)
    if (!same(a.elements[i], b.elements[i]))
      return false;
  return true;
}

static bool same(const Record &a, const Record &b) {
  if (a.fields.size() != b.fields.size())
    return false;
  for (auto left = a.fields.begin(), right = b.fields.begin(); left != a.fields.end(); ++left, ++right)
    if (left->first != right->first || !same(left->second, right->second))
      return false;
  return true;
}

static bool same(const Alternatives &a, const Alternatives &b) {
  if (a.condition != b.condition || a.branches.size() != b.branches.size())
    return false;
  for (size_t i = 0; i < a.branches.size(); ++i)
    if (!same(a.branches[i], b.branches[i]))
      return false;
  return true;
}

bool isConstantKey(const Value &key) { return facts::asLiteral(key.text()) || constant(key); }

/// Whether the text is one value wherever it stands, as long as nothing is written to where it came from.
static bool isOneValue(const facts::Text &text) {
  if (auto *parts = std::get_if<facts::Concat>(&text->value))
    return llvm::all_of(parts->parts,
                        [](const facts::Text &part) { return facts::asLiteral(part) || isOneValue(part); });
  return std::holds_alternative<facts::Parameter>(text->value) || std::holds_alternative<facts::Symbol>(text->value);
}

bool isSameKey(const Value &a, const Value &b) {
  const facts::Literal *x = facts::asLiteral(a.text()), *y = facts::asLiteral(b.text());
  if (x || y)
    return x && y && x->bytes == y->bytes;
  if (a.integer() || b.integer())
    return constant(a) && constant(a) == constant(b);
  return a.text() && b.text() && isOneValue(a.text()) && facts::same(a.text(), b.text());
}

/// A value that is bound on both ways.
static Bound agreed(const Bound &a, const Bound &b) {
  const facts::Operand &x = a.operand, &y = b.operand;
  const bool isOne = x.identity == y.identity && !x.identity.empty() && x.rows == y.rows && x.column == y.column;
  if (x.name == y.name && isOne && a.reference == b.reference)
    return a;
  Bound unknown;
  if (x.name == y.name)
    unknown.operand.name = x.name;
  return unknown;
}

static bool isSameText(const facts::Text &a, const facts::Text &b) { return a == b || (a && b && facts::same(a, b)); }

std::optional<Value> agreedStatement(const Value &a, const Value &b) {
  const Kept *x = a.kept(), *y = b.kept();
  if ((!x && !y) || !isSameText(a.text(), b.text()))
    return std::nullopt;
  const bool isOne = x && y && x->call && x->call == y->call && x->next == y->next && x->filled == y->filled &&
                     x->connection == y->connection;
  if (!isOne)
    return a.text() ? std::optional(Value(a.text())) : std::nullopt;
  Kept both = *x;
  both.isRecorded &= y->isRecorded;
  both.bound.resize(std::max(x->bound.size(), y->bound.size()));
  for (size_t i = 0; i < both.bound.size(); ++i)
    both.bound[i] = i < x->bound.size() && i < y->bound.size() ? agreed(x->bound[i], y->bound[i]) : Bound();
  if (x->rows != y->rows)
    both.rows = nullptr;
  return Value(std::move(both));
}

static bool same(const Rows &a, const Rows &b) {
  return a.lookup == b.lookup && a.part == b.part && a.column == b.column && a.isToCome == b.isToCome &&
         std::equal(a.changed.begin(), a.changed.end(), b.changed.begin(), b.changed.end(),
                    [](const Change &one, const Change &other) {
                      return one.column == other.column && isSameText(one.value, other.value);
                    });
}

bool same(const Value &a, const Value &b) {
  if (a.kept() || b.kept())
    return a.kept() == b.kept();
  if (a.text() && b.text())
    return a.text() == b.text() || facts::same(a.text(), b.text());
  if (a.integer() && b.integer())
    return *a.integer() == *b.integer();
  if (a.pointer() && b.pointer())
    return *a.pointer() == *b.pointer();
  if (a.array() && b.array())
    return a.array() == b.array() || same(*a.array(), *b.array());
  if (a.record() && b.record())
    return a.record() == b.record() || same(*a.record(), *b.record());
  if (a.alternatives() && b.alternatives())
    return a.alternatives() == b.alternatives() || same(*a.alternatives(), *b.alternatives());
  if (a.closure() && b.closure())
    return a.closure() == b.closure();
  if (a.rows() && b.rows())
    return same(*a.rows(), *b.rows());
  if (a.test() && b.test())
    return a.test() == b.test();
  if (a.function() || b.function())
    return a.function() == b.function();
  return (a.isNull() && b.isNull()) || (a.isUnknown() && b.isUnknown());
}

/// The element that an iterator is at; null where the value is none.
static const Place *elementOf(const Value &value) {
  const Place *place = value.pointer();
  return place && !place->path.empty() && !place->path.back().field ? place : nullptr;
}

bool isAtAnyElement(const Value &value) {
  const Place *element = elementOf(value);
  return element && element->path.back().index < 0;
}

Value anyElement(const Value &a, const Value &b) {
  const Place *one = elementOf(a), *two = elementOf(b);
  if (!one || !two || one->root != two->root || one->path.size() != two->path.size() ||
      !std::equal(one->path.begin(), one->path.end() - 1, two->path.begin()))
    return {};
  Place any = *one;
  any.path.back().index = -1;
  return any;
}

unsigned waysOf(const Value &value, unsigned limit) {
  const Alternatives *either = value.alternatives();
  if (!either)
    return 1;
  unsigned ways = 0;
  for (const Value &branch : either->branches)
    if (ways < limit)
      ways += waysOf(branch, limit - ways);
  return ways;
}

std::optional<int64_t> constant(const Value &value) {
  if (const Integer *integer = value.integer(); integer && integer->exact)
    return integer->value;
  return std::nullopt;
}

static void elementsOf(const Value &value, std::vector<facts::Text> &texts) {
  if (const Array *array = value.array())
    for (const Value &element : array->elements)
      elementsOf(element, texts);
  if (const Alternatives *either = value.alternatives())
    for (const Value &branch : either->branches)
      elementsOf(branch, texts);
  if (value.text())
    texts.push_back(value.text());
}

facts::Text anyElement(const Value &value) {
  std::vector<facts::Text> texts;
  elementsOf(value, texts);
  return texts.empty() ? nullptr : facts::choice("", std::move(texts));
}

bool mayBeList(const Array &array) {
  constexpr size_t Most = 16;
  return array.repeatedFrom == SIZE_MAX && !array.elements.empty() && array.elements.size() <= Most;
}

facts::Text elementsIn(const Value &value, bool areInOrder) {
  const Array *array = value.array();
  if (!areInOrder || !array || !mayBeList(*array) ||
      !llvm::all_of(array->elements, [](const Value &element) { return element.text() != nullptr; }))
    return anyElement(value);
  std::vector<facts::Text> texts;
  for (const Value &element : array->elements)
    texts.push_back(element.text());
  return facts::sequence(std::move(texts));
}

Array anyNumberOf(facts::Text element) {
  Array elements;
  elements.elements.push_back(std::move(element));
  elements.repeatedFrom = 0;
  return elements;
}

} // namespace pgtidy::extract
