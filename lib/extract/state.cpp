#include "state.h"

#include "texts.h"

#include <algorithm>
#include <bit>
#include <iterator>

namespace pgtidy::extract {

State State::unreachable() {
  State state;
  state.reachable = false;
  return state;
}

bool State::assume(const std::string &condition, unsigned index, unsigned count) {
  if (!reachable || condition.empty() || count > 64)
    return reachable;
  uint64_t wanted = uint64_t(1) << index;
  auto [entry, added] = decisions.try_emplace(condition, Taken{wanted, count});
  if (added)
    return true;
  entry->second.branches &= wanted;
  if (!entry->second.branches)
    reachable = false;
  return reachable;
}

std::optional<unsigned> State::taken(const std::string &condition) const {
  auto found = decisions.find(condition);
  return found == decisions.end() ? std::nullopt : found->second.only();
}

facts::Text resolve(const facts::Text &text, const Decisions &decisions) {
  if (decisions.empty())
    return text;
  return rewrite(text, [&](const facts::Text &node) -> facts::Text {
    auto *choice = std::get_if<facts::Choice>(&node->value);
    if (!choice || choice->condition.empty())
      return nullptr;
    auto found = decisions.find(choice->condition);
    const std::optional<unsigned> index = found == decisions.end() ? std::nullopt : found->second.only();
    if (!index || *index >= choice->branches.size())
      return nullptr;
    return resolve(choice->branches[*index], decisions);
  });
}

Value resolve(const Value &value, const Decisions &decisions) {
  if (value.kept())
    return value;
  if (value.text())
    return resolve(value.text(), decisions);
  if (const Alternatives *either = value.alternatives()) {
    auto found = decisions.find(either->condition);
    const std::optional<unsigned> index = found == decisions.end() ? std::nullopt : found->second.only();
    return index && *index < either->branches.size() ? resolve(either->branches[*index], decisions) : value;
  }
  return value;
}

namespace {

/// More values than these that are not texts are not told apart: every further decision doubles them.
constexpr unsigned MaxWays = 64;

/// The text before tests of it gave several; the text itself where they did not.
facts::Text beforeTests(const facts::Text &text) {
  facts::Text plain = withoutTests(text);
  auto *choice = plain ? std::get_if<facts::Choice>(&plain->value) : nullptr;
  facts::Text common;
  for (size_t i = 0; choice && i < choice->branches.size(); ++i) {
    facts::Text branch = choice->branches[i] ? beforeTests(choice->branches[i]) : nullptr;
    if (!branch || branch == choice->branches[i] || (common && !facts::same(common, branch)))
      return plain;
    common = branch;
  }
  return common ? common : plain;
}

} // namespace

bool isOneOfNamed(const facts::Text &text) {
  if (auto *choice = std::get_if<facts::Choice>(&text->value))
    return std::all_of(choice->branches.begin(), choice->branches.end(),
                       [](const facts::Text &branch) { return branch && isOneOfNamed(branch); });
  auto *narrowed = std::get_if<facts::Narrowed>(&text->value);
  return facts::asLiteral(text) ||
         (narrowed && ((narrowed->equal && narrowed->extent == facts::Extent::Whole) || isOneOfNamed(narrowed->text)));
}

namespace {

/// One text that tests had split, where the ways of both sides meet and nothing was written to it; else null.
facts::Text reunited(const facts::Text &a, const facts::Text &b) {
  if (!a || !b)
    return nullptr;
  facts::Text left = beforeTests(a), right = beforeTests(b);
  bool isSplit = left != a || right != b;
  return isSplit && facts::same(left, right) && !(isOneOfNamed(a) && isOneOfNamed(b)) ? left : nullptr;
}

/// Two values put together under the decision by which their ways differ.
class Joiner {
public:
  Joiner(const State &a, const State &b, const JoinContext &context) : A(a), B(b), Context(context) { decide(); }

  /// What the object that is called `owner` holds.
  Value values(const Value &a, const Value &b, const Owner &owner) const {
    if (same(a, b))
      return a;
    if (std::optional<Value> both = agreedStatement(a, b))
      return *both;
    if (facts::Text whole = reunited(a.text(), b.text()))
      return whole;
    // Members of an object of which nothing is known hold what they hold at first.
    const Record none;
    const Record *left = a.isUnknown() ? &none : a.record(), *right = b.isUnknown() ? &none : b.record();
    if (left && right)
      return records(*left, *right, owner);
    if (isAtAnyElement(a) || isAtAnyElement(b))
      if (Value any = anyElement(a, b); !any.isUnknown())
        return any;
    if (a.array() && b.array() && a.array()->elements.size() == b.array()->elements.size() &&
        a.array()->repeatedFrom == b.array()->repeatedFrom)
      return arrays(*a.array(), *b.array(), owner);
    return either(resolve(a, A.decisions), resolve(b, B.decisions));
  }

  Decisions decisions() const {
    Decisions both;
    for (const auto &[condition, taken] : A.decisions) {
      auto other = B.decisions.find(condition);
      if (other == B.decisions.end())
        continue;
      uint64_t branches = taken.branches | other->second.branches;
      if (unsigned(std::popcount(branches)) < taken.count)
        both[condition] = {branches, taken.count};
    }
    return both;
  }

private:
  const State &A, &B;
  const JoinContext &Context;
  std::string Condition;
  Taken TakenA, TakenB;

  void decide() {
    // The whole of a condition is noted after its parts, which are shorter: the longest is the one that separates best.
    for (const auto &[condition, taken] : A.decisions) {
      auto other = B.decisions.find(condition);
      if (other == B.decisions.end() || (taken.branches & other->second.branches) != 0)
        continue;
      if (!Context.apart.empty() && condition != Context.apart)
        continue;
      if (condition.size() > Condition.size())
        Condition = condition, TakenA = taken, TakenB = other->second;
    }
  }

  Value arrays(const Array &a, const Array &b, const Owner &owner) const {
    Array both = a;
    for (size_t i = 0; i < both.elements.size(); ++i)
      both.elements[i] = values(a.elements[i], b.elements[i], owner);
    return both;
  }

  Value records(const Record &a, const Record &b, const Owner &owner) const {
    Record both;
    for (const auto &[field, value] : a.fields) {
      auto other = b.fields.find(field);
      both.fields[field] = values(value, other == b.fields.end() ? Context.initialMember(field, owner) : other->second,
                                  {owner.root, field});
    }
    for (const auto &[field, value] : b.fields)
      if (!a.fields.count(field))
        both.fields[field] = values(Context.initialMember(field, owner), value, {owner.root, field});
    return both;
  }

  static Value branch(const Value &value, const std::string &condition, unsigned index, unsigned count) {
    Decisions taken;
    taken[condition] = {uint64_t(1) << index, count};
    return resolve(value, taken);
  }

  std::vector<Value> branches(const Value &a, const Value &b) const {
    if (Condition.empty())
      return {a, b};
    std::vector<Value> result;
    for (unsigned i = 0; i < TakenA.count; ++i)
      if (TakenA.branches >> i & 1)
        result.push_back(branch(a, Condition, i, TakenA.count));
      else if (TakenB.branches >> i & 1)
        result.push_back(branch(b, Condition, i, TakenA.count));
      else
        result.push_back(Null{});
    return result;
  }

  Value either(const Value &a, const Value &b) const {
    std::vector<Value> values = branches(a, b);
    bool texts = false, onlyTexts = true;
    for (const Value &value : values) {
      texts |= value.text() != nullptr;
      onlyTexts &= value.text() || value.isNull();
    }
    if (!texts || !onlyTexts) {
      Value both = Alternatives{Condition, std::move(values)};
      return waysOf(both, MaxWays + 1) > MaxWays ? Value() : both;
    }
    std::vector<facts::Text> branches;
    for (const Value &value : values)
      branches.push_back(value.text());
    return bounded(factoredChoice(Condition, std::move(branches)));
  }
};

} // namespace

State join(const State &a, const State &b, const JoinContext &context) {
  if (!a.reachable)
    return b;
  if (!b.reachable)
    return a;
  Joiner joiner(a, b, context);
  State both;
  both.decisions = joiner.decisions();
  std::ranges::set_intersection(a.looked, b.looked, std::inserter(both.looked, both.looked.end()));
  for (const auto &[root, value] : a.values) {
    auto other = b.values.find(root);
    both.values[root] = joiner.values(value, other == b.values.end() ? context.initial(root) : other->second, {root});
  }
  for (const auto &[root, value] : b.values)
    if (!a.values.count(root))
      both.values[root] = joiner.values(context.initial(root), value, {root});
  both.versions = a.versions;
  for (auto &[root, version] : both.versions)
    if (auto other = b.versions.find(root); other == b.versions.end() || other->second != version)
      version = context.version();
  for (const auto &[root, version] : b.versions)
    if (!a.versions.count(root))
      both.versions[root] = context.version();
  return both;
}

} // namespace pgtidy::extract
