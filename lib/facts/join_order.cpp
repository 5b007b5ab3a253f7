#include "join_order.h"

#include <algorithm>
#include <tuple>

namespace pgtidy::facts {
namespace {

using Order = std::strong_ordering;

auto tied(const text::Location &at) { return std::tie(at.file, at.offset, at.line, at.column); }

Order orderTexts(const std::vector<Text> &a, const std::vector<Text> &b) {
  for (size_t i = 0; i < a.size() && i < b.size(); ++i)
    if (Order result = order(a[i], b[i]); result != Order::equal)
      return result;
  return a.size() <=> b.size();
}

Order orderSettings(const std::vector<Setting> &a, const std::vector<Setting> &b) {
  for (size_t i = 0; i < a.size() && i < b.size(); ++i) {
    if (Order result = a[i].keyword <=> b[i].keyword; result != Order::equal)
      return result;
    if (Order result = order(a[i].value, b[i].value); result != Order::equal)
      return result;
  }
  return a.size() <=> b.size();
}

/// The first that is not equal.
Order firstOf(std::initializer_list<Order> orders) {
  for (Order result : orders)
    if (result != Order::equal)
      return result;
  return Order::equal;
}

auto head(const Function &f) {
  return std::tuple_cat(tied(f.location), std::tie(f.key, f.name, f.scope, f.parameters, f.parts, f.overrides,
                                                   f.members, f.tests, f.isEntry, f.isDeclared));
}
auto head(const Call &c) {
  return std::tuple_cat(tied(c.location), std::tie(c.library, c.function, c.action, c.placeholders, c.dialect,
                                                   c.returnsRows, c.waits, c.connectionForm, c.enclosing));
}
auto head(const Opening &o) {
  return std::tuple_cat(tied(o.location),
                        std::tie(o.enclosing, o.callee, o.name, o.repeats, o.isCertain, o.object, o.result));
}
auto head(const Invocation &i) { return std::tuple_cat(tied(i.location), std::tie(i.callee, i.enclosing, i.object)); }

} // namespace

Order order(const Function &a, const Function &b) {
  Order first = head(a) <=> head(b);
  return first != Order::equal ? first : firstOf({orderTexts(a.defaults, b.defaults), order(a.result, b.result)});
}

Order order(const Call &a, const Call &b) {
  Order first = head(a) <=> head(b);
  if (first != Order::equal)
    return first;
  return firstOf({order(a.sql, b.sql), order(a.name, b.name), order(a.table, b.table),
                  order(a.connection, b.connection), order(a.driver, b.driver), orderSettings(a.settings, b.settings),
                  orderTexts(a.values, b.values)});
}

Order order(const Invocation &a, const Invocation &b) {
  Order first = head(a) <=> head(b);
  return first != Order::equal ? first : orderTexts(a.arguments, b.arguments);
}

Order order(const Hop &a, const Hop &b) {
  return std::tuple_cat(tied(a.location), std::tie(a.callee)) <=> std::tuple_cat(tied(b.location), std::tie(b.callee));
}

Order order(const Sent &a, const Sent &b) {
  Order first = std::tuple_cat(tied(a.call), std::tie(a.enclosing, a.isWhole)) <=>
                std::tuple_cat(tied(b.call), std::tie(b.enclosing, b.isWhole));
  if (first != Order::equal)
    return first;
  Order way = std::lexicographical_compare_three_way(a.way.begin(), a.way.end(), b.way.begin(), b.way.end(),
                                                     [](const Hop &x, const Hop &y) { return order(x, y); });
  return way != Order::equal ? way : order(a.sql, b.sql);
}

Order order(const SymbolText &a, const SymbolText &b) {
  Order first = std::tie(a.key, a.enclosing, a.object) <=> std::tie(b.key, b.enclosing, b.object);
  return first != Order::equal ? first
                               : firstOf({order(a.under, b.under), order(a.target, b.target), order(a.text, b.text)});
}

Order order(const VariableRead &a, const VariableRead &b) {
  return std::tuple_cat(tied(a.location), std::tie(a.name)) <=> std::tuple_cat(tied(b.location), std::tie(b.name));
}

Order order(const Opening &a, const Opening &b) { return head(a) <=> head(b); }

Order order(const Handed &a, const Handed &b) {
  Order first = std::tuple_cat(tied(a.location), std::tie(a.name, a.enclosing, a.to)) <=>
                std::tuple_cat(tied(b.location), std::tie(b.name, b.enclosing, b.to));
  return first != Order::equal ? first : order(a.text, b.text);
}

} // namespace pgtidy::facts
