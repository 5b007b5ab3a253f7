#include "facts/text.h"

#include <set>
#include <tuple>
#include <utility>

namespace pgtidy::facts {
namespace {

using Order = std::strong_ordering;

auto tied(const text::Location &at) { return std::tie(at.file, at.offset, at.line, at.column); }

Order orderOf(const Run &a, const Run &b) {
  return std::tuple_cat(std::tie(a.begin, a.length, a.spelled), tied(a.source)) <=>
         std::tuple_cat(std::tie(b.begin, b.length, b.spelled), tied(b.source));
}

/// Compares two expressions; pairs found equal are remembered, so that shared parts are walked once.
class Comparison {
public:
  Order order(const Text &a, const Text &b) {
    if (a == b)
      return Order::equal;
    if (!a || !b)
      return !a ? Order::less : Order::greater;
    if (a->value.index() != b->value.index())
      return a->value.index() <=> b->value.index();
    if (Known.count({a.get(), b.get()}))
      return Order::equal;
    Order result = std::visit(
        [&](const auto &left) { return order(left, std::get<std::decay_t<decltype(left)>>(b->value)); }, a->value);
    if (result == Order::equal)
      Known.insert({a.get(), b.get()});
    return result;
  }

private:
  std::set<std::pair<const TextNode *, const TextNode *>> Known;

  Order order(const std::vector<Text> &a, const std::vector<Text> &b) {
    for (size_t i = 0; i < a.size() && i < b.size(); ++i)
      if (Order result = order(a[i], b[i]); result != Order::equal)
        return result;
    return a.size() <=> b.size();
  }
  Order order(const Literal &a, const Literal &b) {
    if (Order result = a.bytes <=> b.bytes; result != Order::equal)
      return result;
    for (size_t i = 0; i < a.runs.size() && i < b.runs.size(); ++i)
      if (Order result = orderOf(a.runs[i], b.runs[i]); result != Order::equal)
        return result;
    return a.runs.size() <=> b.runs.size();
  }
  static auto tie(const Hole &hole) {
    return std::tuple_cat(std::tie(hole.kind, hole.expression, hole.type), tied(hole.location),
                          std::tie(hole.origin, hole.context), tied(hole.made));
  }
  Order order(const Hole &a, const Hole &b) { return tie(a) <=> tie(b); }
  Order order(const Concat &a, const Concat &b) { return order(a.parts, b.parts); }
  Order order(const Choice &a, const Choice &b) {
    Order result = a.condition <=> b.condition;
    result = result != Order::equal ? result : order(a.branches, b.branches);
    result = result != Order::equal ? result : a.test.equal <=> b.test.equal;
    result = result != Order::equal ? result : order(a.test.subject, b.test.subject);
    return result != Order::equal ? result : order(a.test.value, b.test.value);
  }
  Order order(const Formatted &a, const Formatted &b) {
    Order result = std::tie(a.style, a.names, a.count) <=> std::tie(b.style, b.names, b.count);
    result = result != Order::equal ? result : order(a.texts, b.texts);
    return result != Order::equal ? result : order(a.hole, b.hole);
  }
  Order order(const Narrowed &a, const Narrowed &b) {
    Order result = std::tie(a.equal, a.by, a.extent) <=> std::tie(b.equal, b.by, b.extent);
    result = result != Order::equal ? result : order(a.value, b.value);
    return result != Order::equal ? result : order(a.text, b.text);
  }
  Order order(const Repeat &a, const Repeat &b) {
    Order result = a.atLeastOnce <=> b.atLeastOnce;
    return result != Order::equal ? result : order(a.body, b.body);
  }
  Order order(const Parameter &a, const Parameter &b) {
    Order result = std::tie(a.function, a.index) <=> std::tie(b.function, b.index);
    return result != Order::equal ? result : order(a.hole, b.hole);
  }
  Order order(const Symbol &a, const Symbol &b) {
    Order result = std::tie(a.key, a.object) <=> std::tie(b.key, b.object);
    result = result != Order::equal ? result : order(a.hole, b.hole);
    return result != Order::equal ? result : order(a.under, b.under);
  }
  Order order(const Result &a, const Result &b) {
    Order result = std::tie(a.function, a.object) <=> std::tie(b.function, b.object);
    result = result != Order::equal ? result : order(a.arguments, b.arguments);
    return result != Order::equal ? result : order(a.hole, b.hole);
  }
};

} // namespace

std::strong_ordering order(const Text &a, const Text &b) { return Comparison().order(a, b); }

bool same(const Text &a, const Text &b) {
  if (a && b && a->hash && b->hash && a->hash != b->hash)
    return false;
  return order(a, b) == Order::equal;
}

} // namespace pgtidy::facts
