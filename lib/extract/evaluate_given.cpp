// What a call hands on: the texts among its arguments, and those that stand in containers and objects among them.
#include "evaluator.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

/// The elements behind a pointer to the first of them; what is no pointer is its own.
Value Evaluator::containerIn(const Value &given) {
  const Place *first = given.pointer();
  if (!first)
    return given;
  Place whole = *first;
  if (!whole.path.empty() && !whole.path.back().field && whole.path.back().index == 0)
    whole.path.pop_back();
  Value elements = load(whole);
  return elements.array() || elements.alternatives() ? elements : load(*first);
}

std::vector<facts::Text> Evaluator::textsGivenTo(const CallSite &site) {
  std::vector<facts::Text> texts;
  for (unsigned i = 0; i < site.arguments.size(); ++i) {
    const Argument &argument = site.arguments[i];
    const bool isArray = site.callee && i < site.callee->getNumParams() &&
                         isOfTexts(Match.shapeOf(site.callee->getParamDecl(i)->getType()));
    bool isBuffer = argument.value.pointer() && argument.expression && isText(argument.expression->getType());
    facts::Text text =
        isBuffer  ? load(*argument.value.pointer()).text()
        : isArray ? elementsIn(containerIn(argument.value), isSequence(site.callee->getParamDecl(i)->getType()))
        : argument.value.array() ? anyElement(argument.value)
                                 : argument.value.text();
    texts.push_back(text ? resolve(text, Now.decisions) : site.callee ? numberGiven(site, i) : nullptr);
  }
  if (site.callee)
    addParts(site, texts);
  return texts;
}

/// Whether each that the value may be is a text.
static bool isKnownText(const Value &value) {
  const Alternatives *either = value.alternatives();
  return value.text() || (either && llvm::all_of(either->branches, isKnownText));
}

/// What is in a member of an object that a function is given: where that is not known, what any object of its class has
/// there.
facts::Text Evaluator::givenIn(const Argument &argument, const FieldDecl &member) {
  const Value value = load(argument.place.field(&member));
  const Array *array = value.array();
  if (array && Match.holdsTexts(member.getType()))
    return array->elements.empty() ? facts::nothing() : elementsIn(value, isSequence(member.getType()));
  facts::Text text = isKnownText(value) ? textOf(value, argument.expression)
                                        : anyElement(initialMember(&member, argument.place.owner()));
  auto *symbol = text ? std::get_if<facts::Symbol>(&text->value) : nullptr;
  if (!symbol || !argument.expression)
    return text;
  // The expression's class may derive from the member's.
  const CXXRecordDecl *type = stripped(argument.expression)->getType()->getAsCXXRecordDecl();
  const bool isAny = type && symbol->object == facts::anyObject();
  return isAny ? facts::symbol({symbol->key, symbol->hole, facts::anyObject(key(*type)), symbol->under}) : text;
}

/// The object that a function is given, as far as its members are known.
Value Evaluator::objectGivenIn(const Shape &shape, const Argument &argument) {
  if (!argument.place.root)
    return argument.value;
  extract::Record object;
  for (const FieldDecl *member : shape.members)
    if (facts::Text text = givenIn(argument, *member))
      object.fields[member] = Match.holdsTexts(member->getType()) ? Value(anyNumberOf(text)) : Value(text);
  return object;
}

/// The value with the objects themselves in the place of pointers to them.
Value Evaluator::withObjects(const Shape &shape, const Value &value) {
  if (const Alternatives *either = value.alternatives()) {
    Alternatives ways{either->condition, {}};
    for (const Value &branch : either->branches)
      ways.branches.push_back(withObjects(shape, branch));
    return ways;
  }
  if (shape.isBehindPointer)
    return value.pointer() ? objectGivenIn(shape, {nullptr, value, *value.pointer(), false}) : Value();
  const Array *array = value.array();
  const bool isMembers = shape.kind == Shape::Kind::Members;
  if (!array || (!isMembers && shape.kind != Shape::Kind::Elements))
    return value;
  Array made = *array;
  for (size_t i = 0; i < made.elements.size(); ++i)
    if (const size_t part = isMembers ? i : 0; part < shape.parts.size())
      made.elements[i] = withObjects(shape.parts[part], made.elements[i]);
  return made;
}

/// Puts what stands in pairs, tuples, objects and containers of them behind the arguments themselves.
void Evaluator::addParts(const CallSite &site, std::vector<facts::Text> &given) {
  const size_t parts = partsOf(*site.callee, Match);
  if (parts == 0)
    return;
  given.resize(site.callee->getNumParams());
  for (unsigned i = 0; i < site.callee->getNumParams(); ++i) {
    const QualType type = site.callee->getParamDecl(i)->getType();
    const Shape &shape = Match.shapeOf(type);
    if (partsOf(shape) == 0)
      continue;
    const bool isObject = shape.kind == Shape::Kind::Object;
    const Value container = i >= site.arguments.size() ? Value()
                            : isObject                 ? objectGivenIn(shape, site.arguments[i])
                                                       : withObjects(shape, containerIn(site.arguments[i].value));
    for (facts::Text &text : textsIn(shape, container, isSequence(type)))
      given.push_back(text ? known(resolve(text, Now.decisions)) : nullptr);
  }
}

} // namespace pgtidy::extract
