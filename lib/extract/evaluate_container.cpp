// Classes of libraries that hold values: sequences, maps, optionals, pointers. They are known by their methods' names,
// which all libraries share with the standard one.
#include "evaluator.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

static std::string methodName(const FunctionDecl &function) {
  if (function.getDeclName().isIdentifier())
    return function.getName().str();
  switch (function.getOverloadedOperator()) {
  case OO_Subscript:
    return "[]";
  case OO_Star:
    return "*";
  case OO_Arrow:
    return "->";
  case OO_Equal:
    return "=";
  case OO_LessLess:
    return "<<";
  default:
    return "";
  }
}

/// More elements, or more ways in which a container may be filled, are not told apart.
static constexpr size_t MaxElements = 256;
static constexpr unsigned MaxContainers = 16;

/// Whether the elements of a container are pairs or tuples.
static bool holdsPairs(const CXXRecordDecl &container) {
  auto *instance = llvm::dyn_cast<ClassTemplateSpecializationDecl>(&container);
  if (!instance || instance->getTemplateArgs().size() == 0 ||
      instance->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return false;
  const CXXRecordDecl *element = instance->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl();
  return element && isPairOrTuple(*element);
}

/// Whether the function makes a pair or tuple of its arguments.
static bool makesParts(llvm::StringRef name) {
  return name == "make_pair" || name == "make_tuple" || name == "tie" || name == "forward_as_tuple";
}

/// The arguments as the parts of a pair or tuple.
static Array partsOf(const CallSite &site) {
  Array parts;
  for (const Argument &argument : site.arguments)
    parts.elements.push_back(argument.value);
  return parts;
}

/// Methods of texts that the rules do not list.
static std::optional<Value> asked(llvm::StringRef name, const facts::Text &text, const std::vector<Argument> &given) {
  if (name == "find" && !given.empty()) {
    std::optional<int64_t> code = constant(given[0].value), from = given.size() > 1 ? constant(given[1].value) : 0;
    const facts::Literal *needle = facts::asLiteral(given[0].value.text());
    std::optional<int64_t> at = needle ? find(text, needle->bytes, from)
                                : code ? find(text, std::string(1, char(*code)), from)
                                       : std::nullopt;
    return at ? std::optional(Value(Integer{*at})) : std::nullopt;
  }
  std::optional<bool> empty = isEmpty(text);
  if (!empty && any(text, isLoopMarker)) // that a loop appends nothing at all is not worth a separate alternative
    empty = false;
  const facts::Literal *literal = facts::asLiteral(text);
  if ((name == "empty" || name == "isEmpty") && empty)
    return Value(Integer{*empty});
  if ((name == "size" || name == "length") && literal)
    return Value(Integer{int64_t(literal->bytes.size())});
  if ((name == "size" || name == "length") && empty == false)
    return Value(Integer{1, false});
  return std::nullopt;
}

/// `std::tie(a, b) = pair`: each object gets its part.
std::optional<Outcome> Evaluator::tied(CallSite &site) {
  if (!site.receiver || site.callee->getOverloadedOperator() != OO_Equal || site.arguments.size() != 1)
    return std::nullopt;
  auto *tie = llvm::dyn_cast<CallExpr>(stripped(site.receiver));
  const FunctionDecl *called = tie ? tie->getDirectCallee() : nullptr;
  if (!called || !called->isInStdNamespace() || !called->getIdentifier() || called->getName() != "tie")
    return std::nullopt;
  const Value parts = site.arguments.front().value;
  int64_t index = 0;
  for (const Expr *object : tie->arguments()) {
    const Value part = loadStep(parts, {nullptr, index++});
    const bool isLost = part.isUnknown() && isText(object->getType());
    store(place(object), isLost ? Value(hole(object)) : part);
  }
  return Outcome{};
}

std::optional<Outcome> Evaluator::container(CallSite &site) {
  if (!site.receiver) {
    std::string name = methodName(*site.callee);
    if ((name == "get" || name == "ref" || name == "cref" || name == "make_optional" || makesParts(name) ||
         name == "to_array" || name == "begin" || name == "cbegin" || name == "swap" || name == "exchange") &&
        !site.arguments.empty())
      return freeFunction(site, name);
    return std::nullopt;
  }
  std::string name = methodName(*site.callee);
  Value object = load(site.self);
  if (std::optional<Value> answer = whetherHeld(*site.callee, object))
    return Outcome{*answer, std::nullopt};
  if (std::optional<Outcome> part = mapIterator(site, name, object))
    return part;
  if (std::optional<Outcome> parts = partsOfMap(site, name, object))
    return parts;
  if (object.pointer() && !load(*object.pointer()).isUnknown() && name != "=" && name != "reset" && name != "emplace") {
    if (name == "*" || name == "->" || name == "get" || name == "value") {
      bool gives = name == "->" || name == "get";
      return Outcome{gives ? object : load(*object.pointer()), gives ? std::nullopt : std::optional(*object.pointer())};
    }
  }
  if (isText(site.receiver->getType()) || object.text()) {
    facts::Text text = object.text() ? object.text() : hole(site.receiver);
    const bool isAboutRows = Match.result(*site.callee, site.written()); // of which nothing is known
    if (std::optional<Value> answer = isAboutRows ? std::nullopt : asked(name, text, site.arguments))
      return Outcome{*answer, std::nullopt};
    if (std::optional<facts::Text> beginning = beginningOf(site, name, text))
      return Outcome{bounded(*beginning), std::nullopt};
    shorten(site, name, text);
    if (name == "erase" && site.callee->getReturnType()->isReferenceType()) // the text itself, for what goes on with it
      return Outcome{load(site.self), site.self.root ? std::optional(site.self) : std::nullopt};
  }
  if (std::optional<Outcome> outcome = heldText(site, name, object))
    return outcome;
  if (std::optional<Outcome> outcome = element(site, name, object))
    return outcome;
  return grow(site, name, object);
}

std::optional<Outcome> Evaluator::freeFunction(CallSite &site, llvm::StringRef name) {
  const Argument &first = site.arguments.front();
  if (name == "get") { // std::get<i>(tuple)
    const TemplateArgumentList *types = site.callee->getTemplateSpecializationArgs();
    if (types && types->size() > 0 && types->get(0).getKind() == TemplateArgument::Integral &&
        types->get(0).getAsIntegral().isRepresentableByInt64()) {
      int64_t index = types->get(0).getAsIntegral().getExtValue();
      Place part = first.place.element(index);
      return Outcome{loadStep(first.value, {nullptr, index}), part.root ? std::optional(part) : std::nullopt};
    }
    return std::nullopt;
  }
  if (name == "swap" || name == "exchange") {
    if (site.arguments.size() != 2 || !first.place.root)
      return std::nullopt;
    const Argument &second = site.arguments.back();
    Value before = load(first.place);
    store(first.place, second.value);
    if (name == "exchange")
      return Outcome{before, std::nullopt};
    store(second.place, before);
    return Outcome{};
  }
  if (makesParts(name))
    return Outcome{partsOf(site), std::nullopt};
  if (name == "ref" || name == "cref")
    return Outcome{first.place.root ? Value(first.place) : first.value, std::nullopt};
  return Outcome{first.value, std::nullopt};
}

std::optional<Outcome> Evaluator::element(CallSite &site, llvm::StringRef name, const Value &object) {
  const auto *record = llvm::cast<CXXMethodDecl>(site.callee)->getParent();
  Value key = site.arguments.empty() ? Value() : site.arguments.front().value;
  auto at = [&](int64_t index, unsigned which = 0) {
    const Step step{nullptr, index, site.expression, false, which};
    Place part = index < 0 ? site.self.someElement(site.expression, which) : site.self.element(index, site.expression);
    return Outcome{loadStep(object, step), part.root ? std::optional(part) : std::nullopt};
  };
  const Expr *asked = site.arguments.empty() ? nullptr : site.arguments.front().expression;
  if (name == "[]" || name == "at" || name == "value" || name == "find" || name == "lookup") {
    if (name == "value" && site.arguments.empty())
      return Outcome{object, site.self};
    if (!object.array() && !object.alternatives())
      return std::nullopt;
    if (isMap(*record))
      return elementUnder(site, name, object);
    if (name == "find")
      return std::nullopt;
    const std::optional<int64_t> index = constant(key);
    return at(index.value_or(-1), index || !asked ? 0 : whichElement(asked));
  }
  if (name == "front" || name == "first" || name == "constFirst")
    return at(0);
  if ((name == "back" || name == "last" || name == "constLast" || (name == "top" && record->getName() == "stack")) &&
      object.array() && !object.array()->elements.empty())
    return at(object.array()->repeatedFrom == SIZE_MAX ? int64_t(object.array()->elements.size()) - 1 : -1);
  if (name == "value_or" && !site.arguments.empty()) {
    if (object.isNull())
      return Outcome{key, std::nullopt};
    if (object.text() && facts::asLiteral(object.text()))
      return Outcome{object, std::nullopt};
    Value held = object.isUnknown() && isText(site.callee->getReturnType())
                     ? Value(hole(site.receiver, facts::HoleKind::Text))
                     : object;
    return Outcome{Alternatives{"", {held, key}}, std::nullopt};
  }
  if (name == "*" || name == "->" || name == "get")
    return object.isUnknown() ? std::nullopt
           : name == "->"     ? std::optional(Outcome{Value(site.self), std::nullopt})
                              : std::optional(Outcome{object, site.self});
  if (name == "has_value" && object.isNull())
    return Outcome{Integer{0}, std::nullopt};
  if ((name == "size" || name == "empty") && object.array()) {
    const bool isExact = object.array()->repeatedFrom == SIZE_MAX;
    const int64_t least = int64_t(std::min(object.array()->elements.size(), object.array()->repeatedFrom));
    if (name == "size")
      return Outcome{Integer{least, isExact}, std::nullopt};
    if (isExact || least > 0)
      return Outcome{Integer{least == 0}, std::nullopt};
  }
  if (name == "data" || name == "c_array")
    return Outcome{site.self.root ? Value(site.self) : object, std::nullopt};
  if (name == "begin" || name == "cbegin")
    return Outcome{site.self.element(0), std::nullopt};
  return std::nullopt;
}

static constexpr size_t MostErased = 16;

/// Puts what a container may hold into one list of all that; false where that is not known.
static bool collect(const Value &value, Array &all) {
  if (const Alternatives *either = value.alternatives())
    return llvm::all_of(either->branches, [&](const Value &branch) { return collect(branch, all); });
  const Array *array = value.array();
  for (size_t i = 0; array && i < array->elements.size(); ++i)
    if (llvm::none_of(all.elements, [&](const Value &known) { return same(known, array->elements[i]); }))
      all.elements.push_back(array->elements[i]);
  return array;
}

/// A container of more lengths than are told apart: any of its elements, any number of times.
static std::optional<Array> summedUp(const Value &value) {
  Array all;
  all.repeatedFrom = 0;
  return value.alternatives() && collect(value, all) ? std::optional(std::move(all)) : std::nullopt;
}

/// The container with one element more, in each of the ways that it may be; nothing where one of them is not known or
/// has too many elements.
static std::optional<Value> withElement(const Value &container, const Value &element) {
  if (const Alternatives *either = container.alternatives()) {
    Alternatives grown{either->condition, {}};
    for (const Value &branch : either->branches) {
      std::optional<Value> longer = withElement(branch, element);
      if (!longer)
        return std::nullopt;
      grown.branches.push_back(std::move(*longer));
    }
    return grown;
  }
  if (!container.array() || container.array()->elements.size() >= MaxElements)
    return std::nullopt;
  Array grown = *container.array();
  grown.elements.push_back(element);
  return grown;
}

/// The container without an element: the first or the last where that is known, else any of those that it had, any
/// number of times.
static std::optional<Array> withoutOne(const Value &container, const CallSite &site, llvm::StringRef name) {
  const Array *array = container.array();
  const llvm::StringRef kind = llvm::cast<CXXMethodDecl>(site.callee)->getParent()->getName();
  if (name == "pop" && kind != "stack" && kind != "queue") // by an order of its own
    return std::nullopt;
  if (array && array->repeatedFrom == SIZE_MAX) {
    const bool isFirst = name == "pop_front" || kind == "queue";
    Array left = *array;
    if (!left.elements.empty())
      left.elements.erase(isFirst ? left.elements.begin() : left.elements.end() - 1);
    return left;
  }
  Array all;
  if (!collect(container, all))
    return std::nullopt;
  if (all.elements.size() > 1)
    all.elements = {Alternatives{"", all.elements}};
  all.repeatedFrom = 0;
  return all;
}

/// What the call puts into the container.
Value Evaluator::newElement(const CallSite &site, llvm::StringRef name) {
  const auto *record = llvm::cast<CXXMethodDecl>(site.callee)->getParent();
  const bool isOfParts = name.starts_with("emplace") && holdsPairs(*record);
  if (site.arguments.size() >= 2 && (isOfParts || (isMap(*record) && site.arguments.size() == 2)))
    return partsOf(site);
  const Argument &last = site.arguments.back();
  return last.value.isUnknown() && last.expression ? formatted(last.value, last.expression) : last.value;
}

std::optional<Outcome> Evaluator::grow(CallSite &site, llvm::StringRef name, const Value &object) {
  if (name == "=" || name == "assign" || name == "reset" || name == "emplace_value") {
    if (!site.arguments.empty())
      store(site.self, site.arguments.front().value);
    else
      store(site.self, Null{});
    return Outcome{load(site.self), site.self};
  }
  if (name == "clear") {
    store(site.self, Array());
    return Outcome{};
  }
  if (name == "swap" && site.written() == 1 && site.arguments[0].place.root) {
    Value other = load(site.arguments[0].place), before = load(site.self);
    store(site.arguments[0].place, before);
    store(site.self, other);
    return Outcome{};
  }
  bool isAppend = (name == "<<" && object.array()) || name == "push_back" || name == "emplace_back" ||
                  name == "append" || name == "insert" || name == "emplace" || name == "push" ||
                  name == "try_emplace" || name == "insert_or_assign";
  if (object.alternatives() && isAppend && site.self.root && !site.arguments.empty() &&
      waysOf(object, MaxContainers + 1) <= MaxContainers)
    if (std::optional<Value> grown = withElement(object, newElement(site, name))) {
      store(site.self, *grown);
      return Outcome{};
    }
  if (std::optional<Array> all = isAppend && site.self.root ? summedUp(object) : std::nullopt) {
    store(site.self, *all);
    return grow(site, name, load(site.self));
  }
  if (isAppend && object.array() && !site.arguments.empty()) {
    const Value added = newElement(site, name);
    if (putIntoMap(site, name, added))
      return Outcome{entryMade(site, added), std::nullopt};
    std::optional<Value> grown = withElement(object, added);
    store(site.self, grown ? *grown : Value());
    if (!grown)
      return Outcome{};
    if (name == "<<") // the list itself, for the next one
      return Outcome{load(site.self), site.self};
    return Outcome{added, site.self.element(int64_t(grown->array()->elements.size()) - 1)};
  }
  const bool isShorter = name == "pop_back" || name == "pop_front" || name == "pop";
  if (std::optional<Array> left = isShorter && site.self.root ? withoutOne(object, site, name) : std::nullopt) {
    store(site.self, *left);
    return Outcome{};
  }
  Array some;
  some.repeatedFrom = 0;
  if (name == "erase" && !isMap(*llvm::cast<CXXMethodDecl>(site.callee)->getParent()) && collect(object, some) &&
      some.elements.size() <= MostErased) { // any of them is left
    if (!some.elements.empty())
      store(site.self, std::move(some));
    return Outcome{};
  }
  if (isAppend || isShorter || name == "erase" || name == "swap" || name == "resize" || name == "push_front") {
    for (const Argument &argument : site.arguments)
      escape(argument.value);
    if (!object.text())
      store(site.self, Value());
    return Outcome{};
  }
  return std::nullopt;
}

} // namespace pgtidy::extract
