// Algorithms of the standard library that put texts and lists together: accumulate, for_each, transform and copy.
#include "algorithm_name.h"
#include "evaluator.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

static constexpr int64_t MaxElements = 32;

/// The type of what an iterator is at.
static QualType elementType(const Expr *iterator) {
  QualType type = iterator ? iterator->getType().getNonReferenceType() : QualType();
  if (type.isNull() || type->isPointerType())
    return type.isNull() ? type : type->getPointeeType();
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition())
    return {};
  for (const CXXMethodDecl *method : record->methods())
    if (method->getOverloadedOperator() == OO_Star)
      return method->getReturnType().getNonReferenceType();
  return {};
}

/// What a std::ostream_iterator writes behind each element.
facts::Text Evaluator::delimiterOf(const Expr *appender) {
  auto *made = appender ? llvm::dyn_cast<CXXConstructExpr>(appender->IgnoreUnlessSpelledInSource()) : nullptr;
  const bool hasOne = made && made->getNumArgs() == 2 && isText(made->getArg(1)->getType());
  return hasOne ? textOf(evaluate(made->getArg(1)), made->getArg(1)) : facts::literal("");
}

/// Does `step` with each element between two iterators: those that are known, else any number of one that is not.
void Evaluator::forEachElement(const CallSite &site, const std::function<void(const Value &)> &step) {
  const Value from = site.arguments[0].value, to = site.arguments[1].value;
  const std::optional<Value> count = comparedPlaces(OO_Minus, to, from);
  const std::optional<int64_t> known = count ? constant(*count) : std::nullopt;
  if (known && *known >= 0 && *known <= MaxElements) {
    Place element = *from.pointer();
    for (int64_t i = 0; i < *known; ++i, ++element.path.back().index)
      step(load(element));
    return;
  }
  const Expr *iterator = site.arguments[0].expression;
  const QualType type = elementType(iterator);
  Loop loop;
  loop.statement = site.expression;
  loop.step = [&] {
    step(iterator && !type.isNull() && (isText(type) || type->isArithmeticType())
             ? Value(facts::hole(holeOf(iterator, type)))
             : Value());
  };
  walkLoop(loop);
}

/// Puts a value where an appender writes to.
void Evaluator::appendTo(const Argument &appender, const Value &value, const facts::Text &delimiter) {
  const Place target = *appender.value.pointer();
  const Value held = load(target);
  if (const Array *array = held.array(); array && array->elements.size() < 256) {
    Array grown = *array;
    grown.elements.push_back(value);
    return store(target, grown);
  }
  if (held.text())
    return store(target, bounded(facts::concat({held.text(), formatted(value, nullptr), delimiter})));
  store(target, Value());
}

/// Whether the algorithm puts elements in another order.
static bool isOrdering(llvm::StringRef name) {
  return llvm::is_contained(
      {"sort", "stable_sort", "partial_sort", "nth_element", "reverse", "shuffle", "rotate", "unique"}, name);
}

/// Whether the algorithm gives an iterator to one of the elements, or the end.
static bool isFinding(llvm::StringRef name) {
  return llvm::is_contained({"find", "find_if", "find_if_not", "find_first_of", "adjacent_find", "lower_bound",
                             "upper_bound", "min_element", "max_element", "partition_point"},
                            name);
}

/// The list that an algorithm is given, by its beginning or as a whole.
static Place listGiven(const CallSite &site) {
  const Place *first = site.arguments[0].value.pointer();
  Place list = first ? *first : site.arguments[0].place;
  if (first && !list.path.empty() && !list.path.back().field)
    list.path.pop_back();
  return list;
}

/// The elements of a list in an order of which nothing is said.
static Value inAnyOrder(const Array &list, bool mayBeFewer) {
  if (list.elements.size() <= 1)
    return list;
  Array result;
  Alternatives any{"", list.elements};
  if (mayBeFewer || list.repeatedFrom != SIZE_MAX) {
    result.repeatedFrom = 0;
    result.elements.assign(1, std::move(any));
  } else {
    result.elements.assign(list.elements.size(), std::move(any));
  }
  return result;
}

/// std::sort(list.begin(), list.end()): what the list holds stays.
std::optional<Outcome> Evaluator::ordered(CallSite &site) {
  static constexpr size_t MostElements = 16;
  const std::string name = algorithmName(*site.callee).name;
  if (!isOrdering(name) || site.arguments.empty())
    return std::nullopt;
  const Place list = listGiven(site);
  const Value held = list.root ? load(list) : Value();
  if (!held.array() || held.array()->elements.size() > MostElements)
    return std::nullopt;
  store(list, inAnyOrder(*held.array(), name == "unique"));
  return Outcome{};
}

/// std::find_if(list.begin(), list.end(), …): any of the elements, where the list is known.
std::optional<Outcome> Evaluator::foundElement(CallSite &site) {
  if (site.arguments.size() < 2 || !isFinding(algorithmName(*site.callee).name))
    return std::nullopt;
  const Place list = listGiven(site);
  if (!list.root || !load(list).array())
    return std::nullopt;
  return Outcome{list.someElement(site.expression, 0), std::nullopt};
}

std::optional<Outcome> Evaluator::algorithm(CallSite &site) {
  if (std::optional<Outcome> outcome = ordered(site))
    return outcome;
  if (std::optional<Outcome> outcome = foundElement(site))
    return outcome;
  if (site.receiver || !site.callee->getDeclName().isIdentifier() || !site.callee->isInStdNamespace() ||
      site.arguments.size() < 3)
    return std::nullopt;
  const llvm::StringRef name = site.callee->getName();
  auto called = [&](const Argument &function, std::vector<Argument> given) {
    CallSite call;
    call.expression = site.expression;
    call.arguments = std::move(given);
    return callValue(function.value, call).value;
  };
  auto isCallable = [](const Argument &argument) { return argument.value.closure() || argument.value.function(); };
  const size_t count = site.arguments.size();
  if (name == "accumulate" && count == 4 && isCallable(site.arguments[3]) && site.arguments[2].value.text()) {
    const Place sum{site.expression, {}, false};
    Now.values[site.expression] = site.arguments[2].value;
    forEachElement(site, [&](const Value &element) {
      store(sum, called(site.arguments[3], {{nullptr, load(sum), {}}, {nullptr, element, {}}}));
    });
    Passing.insert(site.expression);
    return Outcome{load(sum), std::nullopt};
  }
  if (name == "for_each" && count == 3 && isCallable(site.arguments[2])) {
    forEachElement(site, [&](const Value &element) { called(site.arguments[2], {{nullptr, element, {}}}); });
    return Outcome{};
  }
  const bool isTransform = name == "transform" && count == 4 && isCallable(site.arguments[3]);
  const bool isCopy = name == "copy" && count == 3;
  const Argument &out = site.arguments[2];
  const bool isAppender = (isTransform || isCopy) && out.value.pointer() && out.expression &&
                          out.expression->getType()->isRecordType() && out.value.pointer()->path.empty();
  if (!isAppender)
    return std::nullopt;
  const facts::Text delimiter = delimiterOf(out.expression);
  forEachElement(site, [&](const Value &element) {
    appendTo(out, isCopy ? element : called(site.arguments[3], {{nullptr, element, {}}}), delimiter);
  });
  return Outcome{out.value, std::nullopt};
}

} // namespace pgtidy::extract
