// What objects hold, and writing to them.
#include "evaluator.h"
#include "texts.h"

#include "facts/list.h"

namespace pgtidy::extract {

using namespace clang;

Value Evaluator::initialMember(const FieldDecl *field, const Owner &owner) {
  // The members of library classes (std::pair) hold something else in each of their uses.
  if (!field || !isProgram(*field))
    return {};
  if (Match.isTable(field->getType()))
    return tableOf(*field, owner);
  if (!mayHoldText(field->getType()))
    return {};
  facts::Symbol symbol;
  symbol.key = key(*field);
  symbol.object = objectName(owner);
  symbol.hole.kind = facts::HoleKind::Text;
  symbol.hole.type = field->getType().getUnqualifiedType().getAsString();
  symbol.hole.expression = field->getNameAsString();
  symbol.hole.location = Where.use(field->getLocation());
  return facts::symbol(std::move(symbol));
}

/// What a variable holds while this function has not written to it.
Value Evaluator::initial(const void *root) {
  // Only variables of static storage have a value before they are written to; Now.values has all others.
  auto global = Globals.find(root);
  return global == Globals.end() ? Value() : initialVariable(*global->second);
}

/// Whether other units may see the variable: it is declared in a header.
static bool isInHeader(const VarDecl &variable, const SourceManager &sources) {
  return llvm::any_of(variable.redecls(), [&](const VarDecl *declaration) {
    return !sources.isInMainFile(sources.getExpansionLoc(declaration->getLocation()));
  });
}

Value Evaluator::initialVariable(const VarDecl &variable) {
  const VarDecl *canonical = variable.getCanonicalDecl();
  if (const CXXRecordDecl *type = variable.getType()->getAsCXXRecordDecl();
      type && type->getDeclName().isIdentifier() && type->getName() == "nullopt_t")
    return Null{};
  if (auto known = Constants.find(canonical); known != Constants.end())
    return known->second;
  const VarDecl *initialised = nullptr;
  const Expr *init = variable.getAnyInitializer(initialised);
  bool isFixed = variable.getType().isConstant(Context) || variable.isConstexpr() ||
                 (variable.getType().isConstQualified()) ||
                 (!Marked.changed.count(canonical) && (!isText(variable.getType()) || !variable.isExternallyVisible()));
  const bool isTable = isProgram(variable) && Match.isTable(variable.getType());
  if (isTable && !variable.isConstexpr() && !variable.getType().isConstant(Context) &&
      !variable.getType().isConstQualified() && variable.isExternallyVisible() &&
      isInHeader(variable, Context.getSourceManager())) // others may put texts into it
    isFixed = false;
  if (init && isFixed && Initialising.insert(canonical).second) {
    State saved = std::move(Now);
    Now = State();
    ++Muted;
    Value value = variable.getType()->isReferenceType() ? Value(place(init)) : evaluate(init);
    --Muted;
    // Temporaries that the value refers to live on with it.
    for (auto &[root, held] : Now.values)
      saved.values.try_emplace(root, held);
    Now = std::move(saved);
    Initialising.erase(canonical);
    Constants[canonical] = value;
    return value;
  }
  if (isTable)
    return tableOf(variable);
  if (!isText(variable.getType()))
    return {};
  facts::Symbol symbol;
  symbol.key = key(variable);
  // A constant of the program's own: where its text is not seen, it is one that the program wrote.
  const bool isConstant = variable.getType().isConstQualified() && isProgram(variable) && !variable.getAnyInitializer();
  symbol.hole.kind = isConstant ? facts::HoleKind::Enumerator : facts::HoleKind::Text;
  symbol.hole.type = variable.getType().getUnqualifiedType().getAsString();
  symbol.hole.expression = variable.getNameAsString();
  symbol.hole.location = Where.use(variable.getLocation());
  return facts::symbol(std::move(symbol));
}

Value Evaluator::load(const Place &place) {
  if (!place.root)
    return {};
  Value value;
  if (auto known = Now.values.find(place.root); known != Now.values.end())
    value = known->second;
  else
    value = initial(place.root);
  for (size_t i = 0; i < place.path.size(); ++i)
    value = loadStep(value, place.path[i], place.owner(i));
  return value;
}

/// What may have been written to more often than this is not known.
static constexpr unsigned MaxWays = 64;

static bool isBehindEnd(const Value &object, const Step &step) {
  const Array *array = object.array();
  const size_t index = step.index >= 0 ? size_t(step.index) : 0;
  return array && !step.field && array->repeatedFrom == SIZE_MAX && index >= array->elements.size();
}

Value Evaluator::loadStep(const Value &object, const Step &step, const Owner &owner) {
  if (const Place *pointed = object.pointer()) {          // a smart pointer or optional is looked through
    if (llvm::is_contained(LookedThrough, pointed->root)) // one of several that lead back to themselves
      return {};
    LookedThrough.push_back(pointed->root);
    const Place place = *pointed;
    Value target = load(place);
    Value part = target.pointer() ? Value() : loadStep(target, step, place.owner());
    LookedThrough.pop_back();
    return part;
  }
  if (const Alternatives *either = object.alternatives()) {
    if (waysOf(object, MaxWays + 1) > MaxWays) // each of many branches has written to it
      return {};
    Alternatives parts{either->condition, {}};
    for (const Value &branch : either->branches)
      parts.branches.push_back(branch.isNull()             ? Value(Null{})
                               : isBehindEnd(branch, step) ? Value(facts::nothing()) // the program does not read it
                                                           : loadStep(branch, step, owner));
    return parts;
  }
  if (step.field) {
    if (const Rows *row = object.rows();
        row && row->part == Rows::Part::Row) { // a row as a structure: in the columns' order
      const std::string column = isAnswer(*row)  ? row->column + facts::memberName(step.field->getName())
                                 : row->isObject ? columnOfMember(*step.field)
                                                 : "#" + std::to_string(step.field->getFieldIndex());
      if (llvm::any_of(row->changed, [&](const Change &change) { return change.column == column; }))
        return {};
      Rows part{row->lookup, Rows::Part::Field, column, {}};
      ColumnsRead[part.lookup].insert(part.column);
      return part;
    }
    if (const Array *pair = object.array()) { // std::pair is an array of two
      size_t index = step.field->getFieldIndex();
      return index < pair->elements.size() ? pair->elements[index] : Value();
    }
    if (const Record *record = object.record())
      if (auto member = record->fields.find(step.field); member != record->fields.end())
        return member->second;
    return initialMember(step.field, owner);
  }
  if (step.key)
    return lookup(object, *step.key, step.which);
  if (const Rows *pair = object.rows(); // a part of a std::pair by its number
      pair && isAnswer(*pair) && pair->part == Rows::Part::Row && (step.index == 0 || step.index == 1))
    return Rows{pair->lookup, Rows::Part::Field, pair->column + (step.index == 0 ? "first" : "second"), {}};
  const Array *array = object.array();
  if (!array)
    return {};
  if (step.index >= 0 && size_t(step.index) < std::min(array->elements.size(), array->repeatedFrom))
    return array->elements[size_t(step.index)];
  if (array->elements.empty() || array->elements.size() > 64)
    return {};
  if (array->elements.size() == 1)
    return oneElement(array->elements.front(), step);
  // Under one index stand the parts of one element, and what belongs to it in another list of that length.
  return Alternatives{elementDecision(step.which, std::to_string(array->elements.size())), array->elements};
}

unsigned Evaluator::whichElement(const Expr *index, int64_t from) {
  std::string value = index ? identity(index) : "";
  if (value.empty())
    value = '!' + std::to_string(++Version);
  return Elements.try_emplace({std::move(value), from}, unsigned(Elements.size()) + 1).first->second;
}

std::string Evaluator::elementDecision(unsigned which, const std::string &of) const {
  return which ? "element " + std::to_string(which) + " of " + of + ' ' + Key : "";
}

/// What stands for any element of a container, as the one that is asked for: two of them may be two values.
Value Evaluator::oneElement(const Value &any, const Step &step, const std::string &under) {
  if (const Array *pair = any.array(); pair && pair->repeatedFrom == SIZE_MAX) {
    Array parts;
    for (const Value &part : pair->elements)
      parts.elements.push_back(oneElement(part, step, under));
    return parts;
  }
  if (const Record *object = any.record()) {
    Record parts;
    for (const auto &[member, held] : object->fields)
      parts.fields[member] = held.text() ? oneElement(held, step, under) : held;
    return parts;
  }
  const facts::Text text = any.text();
  if (!text || (step.index < 0 && !step.where && under.empty()))
    return any;
  const text::Location at = step.where ? Where.use(step.where->getBeginLoc()) : text::Location();
  const std::string place = std::to_string(at.file) + ":" + std::to_string(at.offset);
  const facts::Text index = step.index >= 0 ? facts::literal(std::to_string(step.index)) : nullptr;
  return withElement(
      askedUnder(text, index), [](llvm::StringRef context) { return context == facts::AnElement; },
      !under.empty()    ? facts::ElementUnder + under
      : step.index >= 0 ? facts::ElementAt + std::to_string(step.index)
      : step.isEach     ? facts::ElementOfEach + place
                        : std::string(facts::AnElement) + " at " + place);
}

Value Evaluator::stored(const Value &object, const Place &place, size_t depth, const Value &value) {
  if (depth == place.path.size())
    return value;
  const Step &step = place.path[depth];
  if (step.field) {
    const Rows *answer = object.rows();
    if (answer && answer->isObject && answer->part == Rows::Part::Row) {
      Rows changed = *answer;
      changed.changed.push_back({columnOfMember(*step.field), known(formatted(value, nullptr))});
      return changed;
    }
    Record record = object.record()               ? *object.record()
                    : answer && isAnswer(*answer) ? answeredMembers(*answer, *step.field->getParent())
                                                  : Record();
    record.fields[step.field] = stored(loadStep(object, step, place.owner(depth)), place, depth + 1, value);
    return record;
  }
  if (step.key)
    return storedUnder(object, place, depth, value);
  if (!object.array())
    return object.text() ? Value(unknown("changed in one of its characters")) : Value();
  Array array = *object.array();
  if (step.index >= 0 && size_t(step.index) < std::min(array.elements.size(), array.repeatedFrom)) {
    array.elements[size_t(step.index)] = stored(array.elements[size_t(step.index)], place, depth + 1, value);
    return array;
  }
  if (step.index >= 0 && size_t(step.index) < 256 && array.repeatedFrom == SIZE_MAX) {
    array.elements.resize(size_t(step.index) + 1);
    array.elements.back() = stored({}, place, depth + 1, value);
    return array;
  }
  for (Value &element : array.elements) {
    Value either = Alternatives{"", {element, stored(element, place, depth + 1, value)}};
    element = waysOf(either, MaxWays + 1) > MaxWays ? Value() : std::move(either);
  }
  return array;
}

void Evaluator::noteSymbol(const ValueDecl &declaration, const Value &value, const Owner &owner) {
  if (!isRecording() || !mayHoldText(declaration.getType()) || !isProgram(declaration))
    return;
  facts::Text text = known(textOf(value, nullptr));
  bool isOptional = !isText(declaration.getType());
  if (!text && isOptional && !value.isNull()) // it holds what nobody knows, besides what is seen
    text = unknown();
  if (text)
    Facts.symbol({key(declaration), text, Key, objectName(owner)});
}

void Evaluator::store(const Place &place, const Value &value) {
  if (!Now.reachable)
    return;
  if (!place.root || Unnamed.count(place.root)) // where others come to it
    letGo(value);
  if (!place.root)
    return;
  auto known = Now.values.find(place.root);
  Value before = known != Now.values.end() ? known->second : initial(place.root);
  const FieldDecl *member = place.path.empty() ? nullptr : place.path.back().field;
  if (const Table table = tableAt(place))
    noteElements(table, load(place), value);
  else
    noteElement(place, value);
  if (place.offset) // somewhere in a buffer: what is there is not known any more
    before = unknown("written to in the middle");
  Now.values[place.root] = place.offset ? before : stored(before, place, 0, value);
  Now.versions[place.root] = ++Version;
  noteWhole(place, value);
  if (member)
    noteSymbol(*member, value, place.ownerOfPart());
  else if (auto global = Globals.find(place.root); place.path.empty() && global != Globals.end())
    noteSymbol(*global->second, value);
  else
    noteReferred(place, value);
}

void Evaluator::forget(const Place &object, const Expr *cause) {
  if (!object.root)
    return;
  if (object.path.empty() && Unnamed.count(object.root))
    Unclear.insert(object.root);
  Value before = load(object);
  if (before.closure() || before.function())
    return;
  Value after;
  if (before.text())
    after = cause ? Value(hole(cause, facts::HoleKind::Text)) : Value(unknown());
  leave(object, after);
}

/// What code that is not seen leaves there.
void Evaluator::leave(const Place &object, const Value &after) {
  const FieldDecl *member = object.path.empty() ? nullptr : object.path.back().field;
  // Of an optional it must not be read that only what is seen is written to it.
  if (member && !isText(member->getType()))
    noteSymbol(*member, after, object.ownerOfPart());
  if (const Table table = tableAt(object))
    noteElements(table, load(object), after);
  else
    noteElement(object, after);
  Now.values[object.root] = object.path.empty() ? after : stored(Now.values[object.root], object, 0, after);
  Now.versions[object.root] = ++Version;
}

} // namespace pgtidy::extract
