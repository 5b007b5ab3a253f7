// What containers of texts hold that go by a name: members, and variables that others may change. Any of the texts that
// functions put into them, wherever that is; under the same key, where that is known.
#include "evaluator.h"
#include "texts.h"

#include "facts/list.h"

namespace pgtidy::extract {

using namespace clang;

/// What the texts in the container go by.
std::string Evaluator::elementKey(const ValueDecl &container) { return key(container) + "[]"; }

std::string memberKey(const FieldDecl &member, Matcher &match) {
  return match.holdsTexts(member.getType()) ? key(member) + "[]" : key(member);
}

/// Stands for an element of the container: its texts are collected where the units are linked.
facts::Text Evaluator::someElement(const ValueDecl &container, const Owner &owner) {
  facts::Symbol symbol;
  symbol.key = elementKey(container);
  symbol.object = llvm::isa<FieldDecl>(container) ? objectName(owner) : "";
  symbol.hole.kind = facts::HoleKind::Text;
  symbol.hole.type = container.getType().getUnqualifiedType().getAsString();
  symbol.hole.expression = container.getNameAsString();
  symbol.hole.location = Where.use(container.getLocation());
  symbol.hole.context = facts::AnElement;
  return facts::symbol(std::move(symbol));
}

/// A map of any number of texts whose keys are not known.
static Value anyPairsOf(const facts::Text &element) {
  Array pair, pairs;
  pair.elements = {Value(), element};
  pairs.elements.emplace_back(std::move(pair));
  pairs.repeatedFrom = 0;
  return pairs;
}

/// A container of any number of elements that are known where the units are linked; of a map, their keys are not.
Value Evaluator::tableOf(const ValueDecl &container, const Owner &owner) {
  const facts::Text element = someElement(container, owner);
  return Match.mapsToTexts(container.getType()) ? anyPairsOf(element) : anyNumberOf(element);
}

/// The container that goes by a name, where the object is one.
Evaluator::Table Evaluator::tableAt(const Place &place) {
  const ValueDecl *container = place.path.empty() ? nullptr : place.path.back().field;
  if (auto global = Globals.find(place.root); place.path.empty() && global != Globals.end())
    container = global->second;
  if (const Referred *given = referredAt(place); given && Match.isTable(given->type))
    return {nullptr, {}, given->type, given->target};
  if (!container || !isProgram(*container) || !Match.isTable(container->getType()))
    return {};
  return {container, llvm::isa<FieldDecl>(container) ? place.ownerOfPart() : Owner(), container->getType(), nullptr};
}

std::string Evaluator::elementKey(const Table &table) {
  return table.container ? elementKey(*table.container) : std::get<facts::Result>(table.target->value).function;
}

/// Whether an element of the container stays under its index: nothing is put before it.
static bool keepsIndices(QualType type) {
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  const bool isArray = record && record->getDeclName().isIdentifier() && record->getName() == "array";
  return type->isArrayType() || isArray || type.isConstQualified();
}

/// How many elements of the old container the new one still begins with.
static size_t sharedBeginning(const Array &old, const Array &array) {
  const size_t most = std::min(old.elements.size(), array.elements.size());
  size_t count = 0;
  while (count < most && same(old.elements[count], array.elements[count]))
    ++count;
  return count;
}

/// Whether the text is what stands in the container anyway.
static bool isOwnElement(const facts::Text &text, const std::string &element) {
  auto *symbol = std::get_if<facts::Symbol>(&text->value);
  return symbol && symbol->key == element && !symbol->under;
}

/// Notes the elements that the container has now and had not before.
void Evaluator::noteElements(const ValueDecl &container, const Value &before, const Value &after, const Owner &owner) {
  if (isProgram(container))
    noteElements({&container, owner, container.getType(), nullptr}, before, after);
}

void Evaluator::noteElements(const Table &table, const Value &before, const Value &after) {
  if (!isRecording())
    return;
  if (const Alternatives *either = after.alternatives()) {
    for (const Value &branch : either->branches)
      noteElements(table, before, branch);
    return;
  }
  const bool isMap = Match.mapsToTexts(table.type), isFixed = keepsIndices(table.type);
  const Array *array = after.array(), *old = before.array();
  if (!array && !after.isNull())
    return noteElement(table, unknown("a container that is filled elsewhere"), nullptr);
  for (size_t i = array && old ? sharedBeginning(*old, *array) : 0; array && i < array->elements.size(); ++i) {
    const Array *pair = array->elements[i].array();
    if (isMap && (!pair || pair->elements.size() != 2))
      continue;
    const Value &held = isMap ? pair->elements[1] : array->elements[i];
    facts::Text text = isMap ? textOf(held, nullptr) : held.text();
    if (!text && isMap && !held.isNull())
      text = unknown("a container that is filled elsewhere");
    const bool isAtIndex = isFixed && !isMap && i < array->repeatedFrom;
    facts::Text under = isMap ? keyText(pair->elements[0]) : isAtIndex ? facts::literal(std::to_string(i)) : nullptr;
    if (text)
      noteElement(table, known(text), std::move(under));
  }
}

/// Notes a text in the container, unless it is one that stands there anyway.
void Evaluator::noteElement(const Table &table, facts::Text text, facts::Text under) {
  std::string element = elementKey(table);
  if (isOwnElement(text, element))
    return;
  const bool isMember = table.container && llvm::isa<FieldDecl>(table.container);
  std::string object = isMember ? objectName(table.owner) : "";
  Facts.symbol({std::move(element), std::move(text), Key, std::move(object), std::move(under), table.target});
}

/// Notes what is put into one element of such a container.
void Evaluator::noteElement(const Place &place, const Value &value) {
  if (!isRecording() || place.path.empty() || place.path.back().field || value.isNull())
    return;
  Place whole = place;
  whole.path.pop_back();
  const Table table = tableAt(whole);
  if (!table)
    return;
  const Step &step = place.path.back();
  facts::Text under;
  if (step.key)
    under = keyText(*step.key);
  else if (step.index >= 0 && keepsIndices(table.type))
    under = facts::literal(std::to_string(step.index));
  facts::Text text = place.offset ? nullptr : known(textOf(value, nullptr));
  if (!text)
    text = unknown("a container that is filled elsewhere");
  noteElement(table, std::move(text), std::move(under));
}

/// Whether the function may put something into what it is given there.
static bool isToBeFilled(const FunctionDecl &function, unsigned parameter) {
  const QualType type = parameter < function.getNumParams() ? function.getParamDecl(parameter)->getType() : QualType();
  return !type.isNull() && (type->isLValueReferenceType() || type->isPointerType()) &&
         !type->getPointeeType().isConstQualified();
}

/// What is in the containers, and texts, with a name that the function is given to fill; unknown for other arguments.
std::vector<Value> Evaluator::tablesGiven(const CallSite &site, const FunctionDecl &definition) {
  std::vector<Value> given(site.arguments.size());
  if (isRecording())
    for (unsigned i = 0; i < site.arguments.size(); ++i)
      if (const Place &place = site.arguments[i].place; place.root && isToBeFilled(definition, i))
        given[i] = load(place);
  return given;
}

/// Notes what a function has put there that is evaluated for its caller: that it does so it cannot say itself.
void Evaluator::noteGiven(const CallSite &site, const FunctionDecl &definition, const std::vector<Value> &before) {
  if (!isRecording())
    return;
  for (unsigned i = 0; i < site.arguments.size(); ++i) {
    const Place &place = site.arguments[i].place;
    if (!place.root || !isToBeFilled(definition, i))
      continue;
    const Value after = load(place);
    if (same(before[i], after))
      continue;
    const FieldDecl *member = place.path.empty() ? nullptr : place.path.back().field;
    if (const Table table = tableAt(place))
      noteElements(table, before[i], after);
    else if (member && isText(member->getType()) && after.text())
      noteSymbol(*member, after, place.ownerOfPart());
    else if (auto global = Globals.find(place.root); place.path.empty() && global != Globals.end() && after.text())
      noteSymbol(*global->second, after);
  }
}

/// The container that a function of the program gives, whose elements it says where the units are linked.
Value Evaluator::tableGiven(const CallSite &site, const facts::Result &call) {
  const QualType type = site.callee->getReturnType();
  facts::Result result = call;
  result.function = Facts.mentionPart(*site.callee, "[]");
  result.hole.kind = facts::HoleKind::Text;
  result.hole.context = facts::AnElement;
  const facts::Text element = facts::result(std::move(result));
  return Match.mapsToTexts(type) ? anyPairsOf(element) : anyNumberOf(element);
}

/// The texts under the keys of a map, as a list where they are all known.
static facts::Text valuesOf(const Array &pairs) {
  std::vector<facts::Text> values;
  std::vector<std::string> keys;
  for (const Value &element : pairs.elements) {
    const Array *pair = element.array();
    const facts::Text value = pair && pair->elements.size() == 2 ? anyElement(pair->elements[1]) : nullptr;
    if (!value)
      return nullptr;
    values.push_back(value);
    if (const facts::Literal *key = facts::asLiteral(pair->elements[0].text()))
      keys.push_back(key->bytes);
    else if (std::optional<int64_t> number = constant(pair->elements[0]))
      keys.push_back(std::to_string(*number));
  }
  const bool isList = keys.size() == values.size() && pairs.repeatedFrom == SIZE_MAX;
  return isList ? facts::keyed(std::move(values), keys) : facts::choice("", std::move(values));
}

/// The elements of a container that a function has made itself, where each of them is known. Of others its callers see
/// no more than it: what it has filled with what it has read is the run's.
static facts::Text madeHere(const Value &value) {
  const Array *array = value.array();
  if (array && array->elements.empty())
    return facts::nothing();
  if (array && mayBeList(*array) && llvm::all_of(array->elements, [](const Value &each) { return each.text(); }))
    return elementsIn(value, true);
  std::vector<facts::Text> ways;
  if (const Alternatives *either = value.alternatives())
    for (const Value &branch : either->branches)
      ways.push_back(madeHere(branch));
  return llvm::is_contained(ways, nullptr) || ways.empty() ? nullptr : facts::choice("", std::move(ways));
}

/// Notes what is in the container that the function gives.
void Evaluator::returnsElements(const FunctionDecl &function, const Value &value) {
  const QualType type = function.getReturnType();
  if (!Match.isTable(type))
    return;
  const Value held = value.pointer() ? load(*value.pointer()) : value;
  const Array *array = held.array();
  const bool isMap = Match.mapsToTexts(type), isNew = !isMap && !type->isReferenceType();
  if (const facts::Text text = isNew    ? madeHere(held)
                               : !array ? nullptr
                               : isMap  ? valuesOf(*array)
                                        : elementsIn(held, true);
      text && !facts::isNothing(text))
    Facts.returnsPart(function, "[]", bounded(known(text)));
}

} // namespace pgtidy::extract
