#include "facts/text.h"

#include <set>
#include <utility>

namespace pgtidy::facts {
namespace {

/// Compares two expressions; pairs found equal are remembered, so that shared parts are walked once.
class Comparison {
public:
  bool equal(const Text &a, const Text &b) {
    if (a == b)
      return true;
    if (!a || !b || a->value.index() != b->value.index() || (a->hash && b->hash && a->hash != b->hash))
      return false;
    if (Known.count({a.get(), b.get()}))
      return true;
    bool isEqual = std::visit(
        [&](const auto &left) { return equal(left, std::get<std::decay_t<decltype(left)>>(b->value)); }, a->value);
    if (isEqual)
      Known.insert({a.get(), b.get()});
    return isEqual;
  }

private:
  std::set<std::pair<const TextNode *, const TextNode *>> Known;

  bool equal(const std::vector<Text> &a, const std::vector<Text> &b) {
    if (a.size() != b.size())
      return false;
    for (size_t i = 0; i < a.size(); ++i)
      if (!equal(a[i], b[i]))
        return false;
    return true;
  }
  bool equal(const Literal &a, const Literal &b) { return a.bytes == b.bytes && a.runs == b.runs; }
  bool equal(const Hole &a, const Hole &b) {
    return a.kind == b.kind && a.type == b.type && a.expression == b.expression && a.location == b.location &&
           a.origin == b.origin;
  }
  bool equal(const Concat &a, const Concat &b) { return equal(a.parts, b.parts); }
  bool equal(const Choice &a, const Choice &b) { return a.condition == b.condition && equal(a.branches, b.branches); }
  bool equal(const Repeat &a, const Repeat &b) { return a.atLeastOnce == b.atLeastOnce && equal(a.body, b.body); }
  bool equal(const Parameter &a, const Parameter &b) {
    return a.function == b.function && a.index == b.index && equal(a.hole, b.hole);
  }
  bool equal(const Symbol &a, const Symbol &b) { return a.key == b.key && equal(a.hole, b.hole); }
  bool equal(const Result &a, const Result &b) {
    return a.function == b.function && equal(a.arguments, b.arguments) && equal(a.hole, b.hole);
  }
};

} // namespace

bool same(const Text &a, const Text &b) { return Comparison().equal(a, b); }

} // namespace pgtidy::facts
