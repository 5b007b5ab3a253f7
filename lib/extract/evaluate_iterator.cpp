// Iterators over containers whose elements are known: which element they are at.
#include "evaluator.h"

namespace pgtidy::extract {

using namespace clang;

static llvm::StringRef nameOf(const FunctionDecl &function) {
  return function.getDeclName().isIdentifier() ? function.getName() : "";
}

/// The element that an iterator is at; null for values that are none.
static const Place *elementOf(const Value &value) {
  const Place *place = value.pointer();
  return place && !place->path.empty() && !place->path.back().field ? place : nullptr;
}

/// The iterator `by` elements further on: of a container of which not all is known, at any.
Value Evaluator::advanced(const Place &element, std::optional<int64_t> by) {
  Place container = element, there = element;
  container.path.pop_back();
  const Value held = load(container);
  const Array *array = held.array();
  const bool isKnown = array && array->repeatedFrom == SIZE_MAX && by && element.path.back().index >= 0;
  const int64_t index = isKnown ? element.path.back().index + *by : -1;
  there.path.back().index = isKnown && index >= 0 && index <= int64_t(array->elements.size()) ? index : -1;
  return there;
}

/// How far apart two iterators over the same container are, where both places are known.
static std::optional<int64_t> distance(const Value &from, const Value &to) {
  const Place *a = elementOf(from), *b = elementOf(to);
  if (!a || !b || a->root != b->root || a->path.size() != b->path.size() || a->path.back().index < 0 ||
      b->path.back().index < 0 || !std::equal(a->path.begin(), a->path.end() - 1, b->path.begin()))
    return std::nullopt;
  return b->path.back().index - a->path.back().index;
}

std::optional<Value> Evaluator::comparedPlaces(OverloadedOperatorKind kind, const Value &left, const Value &right) {
  const std::optional<int64_t> apart = distance(left, right);
  if (!apart)
    return std::nullopt;
  switch (kind) {
  case OO_EqualEqual:
    return Integer{*apart == 0};
  case OO_ExclaimEqual:
    return Integer{*apart != 0};
  case OO_Less:
    return Integer{*apart > 0};
  case OO_Minus:
    return Integer{-*apart};
  default:
    return std::nullopt;
  }
}

/// Operators of an iterator's class, and of two iterators.
std::optional<Outcome> Evaluator::iteratorOperator(CallSite &site, OverloadedOperatorKind kind) {
  auto given = [&](size_t index) { return index < site.arguments.size() ? site.arguments[index].value : Value(); };
  const Value own = site.receiver ? load(site.self) : given(0), other = given(site.receiver ? 0 : 1);
  if (std::optional<Value> answer = comparedPlaces(kind, own, other))
    return Outcome{*answer, std::nullopt};
  const Place *element = elementOf(own);
  if (!element || !site.receiver)
    return std::nullopt;
  const Place before = *element;
  if (kind == OO_PlusPlus || kind == OO_MinusMinus) {
    store(site.self, advanced(before, kind == OO_PlusPlus ? 1 : -1));
    return site.arguments.empty() ? Outcome{load(site.self), site.self} : Outcome{Value(before), std::nullopt};
  }
  const std::optional<int64_t> by = constant(other);
  const bool isBack = kind == OO_Minus || kind == OO_MinusEqual;
  const std::optional<int64_t> change = by && isBack ? std::optional(-*by) : by;
  if (kind == OO_Plus || (kind == OO_Minus && other.integer()))
    return Outcome{advanced(before, change), std::nullopt};
  if (kind != OO_PlusEqual && kind != OO_MinusEqual)
    return std::nullopt;
  store(site.self, advanced(before, change));
  return Outcome{load(site.self), site.self};
}

/// next(), prev(), advance(), distance() and the end of a container.
std::optional<Outcome> Evaluator::iterator(CallSite &site) {
  if (OverloadedOperatorKind kind = site.callee->getOverloadedOperator(); kind != OO_None)
    return iteratorOperator(site, kind);
  const llvm::StringRef name = nameOf(*site.callee);
  const bool isOf = !site.receiver && site.arguments.size() == 1; // std::end(list)
  const Place &whole = isOf ? site.arguments.front().place : site.self;
  if ((site.receiver || isOf) && (name == "end" || name == "cend") && whole.root) {
    const Value held = load(whole);
    const Array *array = held.array();
    if (!array || array->repeatedFrom != SIZE_MAX)
      return std::nullopt;
    return Outcome{whole.element(int64_t(array->elements.size())), std::nullopt};
  }
  if (isOf && (name == "begin" || name == "cbegin") && whole.root && load(whole).array())
    return Outcome{whole.element(0), std::nullopt};
  const Place *element = site.receiver || site.arguments.empty() ? nullptr : elementOf(site.arguments[0].value);
  if (!element)
    return std::nullopt;
  const bool hasNumber = site.arguments.size() > 1 && !site.arguments[1].isDefault;
  const std::optional<int64_t> number = hasNumber ? constant(site.arguments[1].value) : 1;
  if (name == "next")
    return Outcome{advanced(*element, number), std::nullopt};
  if (name == "prev")
    return Outcome{advanced(*element, number ? std::optional(-*number) : std::nullopt), std::nullopt};
  if (name == "advance" && hasNumber) {
    store(site.arguments[0].place, advanced(*element, number));
    return Outcome{};
  }
  if (name == "distance" && hasNumber)
    if (std::optional<int64_t> apart = distance(*element, site.arguments[1].value))
      return Outcome{Value(Integer{*apart}), std::nullopt};
  return std::nullopt;
}

} // namespace pgtidy::extract
