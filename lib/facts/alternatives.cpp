#include "facts/alternatives.h"

#include "facts/format.h"
#include "facts/list.h"

#include <algorithm>
#include <map>

namespace pgtidy::facts {
namespace {

constexpr size_t LongestTable = 1024;
constexpr size_t MostLeaves = 1 << 16;

Hole letThrough(Hole hole) {
  if (hole.kind == HoleKind::Text)
    hole.kind = HoleKind::Checked;
  return hole;
}

/// A leaf of a text whose characters were looked at.
Text letThrough(const Text &leaf) {
  if (const auto *value = std::get_if<Hole>(&leaf->value))
    return hole(letThrough(*value));
  if (const auto *value = std::get_if<Parameter>(&leaf->value))
    return parameter({value->function, value->index, letThrough(value->hole)});
  if (const auto *value = std::get_if<Symbol>(&leaf->value))
    return symbol({value->key, letThrough(value->hole), value->object, value->under});
  if (const auto *value = std::get_if<Result>(&leaf->value))
    return result({value->function, value->arguments, letThrough(value->hole), value->object});
  return leaf;
}

/// A way that is being made.
struct Partial {
  Way way;
  std::map<std::string, size_t> decisions;
  size_t bytes = 0;
};

using Partials = std::vector<Partial>;

class Enumeration {
public:
  Enumeration(WayLimits limits) : Limits(limits) {}
  bool Truncated = false;

  Partials extend(Partial way, const Text &text, size_t limit) {
    if (!text)
      return one(std::move(way));
    if (const auto *value = std::get_if<Concat>(&text->value))
      return extendAll(std::move(way), value->parts, limit);
    if (const Choice *list = asList(text)) // any of its elements
      return chooseAny(way, *list, limit, /*decides=*/false);
    if (const auto *value = std::get_if<Choice>(&text->value))
      return choose(std::move(way), *value, limit);
    if (const auto *value = std::get_if<Repeat>(&text->value))
      return loop(std::move(way), *value, limit);
    if (const auto *value = std::get_if<Formatted>(&text->value))
      return extend(std::move(way), filled(*value), limit);
    if (const auto *value = std::get_if<Narrowed>(&text->value))
      return narrow(std::move(way), *value, limit);
    return addLeaf(std::move(way), text);
  }

private:
  WayLimits Limits;
  uint32_t Pass = 0;
  uint32_t Passes = 0;
  /// Of the choices that are cut: each takes the next of its own branches, so that none of them is never taken.
  std::map<const Choice *, size_t> Turns;
  /// Kept, so that their choices are the same ones, at the same addresses, whenever they are met.
  std::map<const Formatted *, Text> Filled;

  Text filled(const Formatted &formatted) {
    auto [known, isNew] = Filled.try_emplace(&formatted);
    if (isNew)
      known->second = applied(formatted);
    return known->second;
  }

  static Partials one(Partial way) {
    Partials list;
    list.push_back(std::move(way));
    return list;
  }

  Partials addLeaf(Partial way, const Text &text) {
    if (const Literal *literal = asLiteral(text))
      way.bytes += literal->bytes.size();
    if (way.bytes > Limits.bytes || way.way.leaves.size() >= MostLeaves) {
      Truncated = true;
      return {};
    }
    way.way.leaves.push_back({text, Pass});
    return one(std::move(way));
  }

  Partials extendAll(Partial way, const std::vector<Text> &parts, size_t limit) {
    Partials current = one(std::move(way));
    for (const Text &part : parts) {
      Partials next;
      for (size_t i = 0; i < current.size(); ++i)
        append(next, extend(std::move(current[i]), part, share(limit, i, current.size())));
      current = std::move(next);
    }
    return current;
  }

  /// The part of the limit for element `index` of `count`, at least one.
  static size_t share(size_t limit, size_t index, size_t count) {
    return std::max<size_t>(1, limit / count + (index < limit % count));
  }

  static void append(Partials &to, Partials from) { std::move(from.begin(), from.end(), std::back_inserter(to)); }

  Partials choose(Partial way, const Choice &choice, size_t limit) {
    if (choice.condition.empty())
      return chooseAny(way, choice, limit);
    if (auto made = way.decisions.find(choice.condition); made != way.decisions.end()) {
      const auto &branches = choice.branches;
      return extend(std::move(way), made->second < branches.size() ? branches[made->second] : nullptr, limit);
    }
    return chooseAny(way, choice, limit);
  }

  /// Whether a loop or a list is a part of the text.
  static bool hasRepeat(const Text &text) {
    if (!text || std::holds_alternative<Repeat>(text->value))
      return text != nullptr;
    if (auto *concat = std::get_if<Concat>(&text->value))
      return std::any_of(concat->parts.begin(), concat->parts.end(), hasRepeat);
    if (auto *choice = std::get_if<Choice>(&text->value))
      return std::any_of(choice->branches.begin(), choice->branches.end(), hasRepeat);
    auto *narrowed = std::get_if<Narrowed>(&text->value);
    return narrowed && hasRepeat(narrowed->text);
  }

  /// Whether a branch gives no text because something is empty: that a statement is then sent all the same is not said.
  static bool isLeftOut(const Choice &choice, size_t branch) {
    static constexpr std::string_view Sizes[] = {"empty()", "size()", "length()", "isEmpty()", "count()"};
    const Literal *text = asLiteral(choice.branches[branch]);
    return text && text->bytes.empty() && std::any_of(std::begin(Sizes), std::end(Sizes), [&](std::string_view size) {
             return choice.condition.find(size) != std::string::npos;
           });
  }

  Partials chooseAny(const Partial &way, const Choice &choice, size_t limit, bool decides = true) {
    std::vector<size_t> possible;
    for (size_t i = 0; i < choice.branches.size(); ++i)
      if (!isNothing(choice.branches[i]))
        possible.push_back(i);
    const size_t count = possible.size(), taken = std::min(count, limit);
    if (taken < count) {
      Truncated = true;
      std::rotate(possible.begin(), possible.begin() + static_cast<std::ptrdiff_t>(Turns[&choice]++ % count),
                  possible.end());
      // One bad text is enough: what may be somebody's is not left out for what is not.
      auto raw = std::find_if(possible.begin(), possible.end(),
                              [&](size_t branch) { return hasRaw(choice.branches[branch]); });
      if (taken > 1 && raw != possible.end() && raw - possible.begin() >= static_cast<std::ptrdiff_t>(taken))
        std::iter_swap(possible.begin() + static_cast<std::ptrdiff_t>(taken) - 1, raw);
    }
    Partials all;
    for (size_t i = 0; i < taken; ++i) {
      const size_t branch = possible[i];
      Partial chosen = way;
      if (decides && !choice.condition.empty())
        chosen.decisions[choice.condition] = branch;
      if (isLeftOut(choice, branch)) {
        chosen.way.doubtful = true;
        chosen.way.inPieces |= std::any_of(choice.branches.begin(), choice.branches.end(), hasRepeat);
      }
      append(all, extend(std::move(chosen), choice.branches[branch], share(limit, i, taken)));
    }
    return all;
  }

  /// The ways through the text that do not contradict the test of it.
  Partials narrow(Partial way, const Narrowed &narrowed, size_t limit) {
    const Literal *value = asLiteral(narrowed.value);
    if (!value)
      return let(std::move(way), narrowed, limit);
    size_t begin = way.way.leaves.size();
    Partials kept;
    for (Partial &partial : extend(std::move(way), narrowed.text, limit)) {
      std::vector<Leaf> &leaves = partial.way.leaves;
      bool isKnown = true;
      std::string bytes;
      for (size_t i = begin; i < leaves.size(); ++i)
        if (const Literal *literal = asLiteral(leaves[i].text))
          bytes += literal->bytes;
        else
          isKnown = false;
      const bool isWhole = narrowed.extent == Extent::Whole;
      bool fits = isKnown ? equals(bytes, value->bytes, narrowed.extent) == narrowed.equal
                          : !isWhole || !narrowed.equal || !value->bytes.empty() || bytes.empty();
      if (fits) {
        if (isWhole && narrowed.equal && !isKnown && !Limits.keepsCompared) {
          leaves.resize(begin);
          leaves.push_back({narrowed.value, Pass});
        }
        kept.push_back(std::move(partial));
      }
    }
    return kept;
  }

  /// The ways through a text behind a test of its characters.
  Partials let(Partial way, const Narrowed &narrowed, size_t limit) {
    size_t begin = way.way.leaves.size();
    Partials partials = extend(std::move(way), narrowed.text, limit);
    for (Partial &partial : partials)
      for (size_t i = begin; i < partial.way.leaves.size() && narrowed.by.function.empty(); ++i)
        partial.way.leaves[i].text = letThrough(partial.way.leaves[i].text);
    return partials;
  }

  Partials loop(Partial way, const Repeat &repeat, size_t limit) {
    way.way.doubtful = way.way.inPieces = true;
    if (const Literal *body = asLiteral(repeat.body); body && body->bytes.empty())
      return {std::move(way)};
    // Once comes first: where only one way is left, it shows the most.
    std::vector<unsigned> times{1};
    if (!repeat.atLeastOnce)
      times.push_back(0);
    times.push_back(2);
    if (times.size() > limit) {
      times.resize(limit);
      Truncated = true;
    }
    Partials all;
    for (size_t i = 0; i < times.size(); ++i)
      append(all, passes(way, repeat.body, times[i], share(limit, i, times.size())));
    return all;
  }

  /// What is decided in one pass of a loop is decided anew in the next.
  Partials passes(const Partial &way, const Text &body, unsigned times, size_t limit) {
    Partials current = one(way);
    uint32_t outer = Pass;
    for (unsigned pass = 0; pass < times; ++pass) {
      Partials next;
      if (pass)
        Pass = ++Passes;
      for (size_t i = 0; i < current.size(); ++i)
        append(next, extend(std::move(current[i]), body, share(limit, i, current.size())));
      for (Partial &partial : next)
        partial.decisions = way.decisions;
      current = std::move(next);
    }
    Pass = outer;
    return current;
  }
};

} // namespace

Ways waysThrough(const Text &text, WayLimits limits) {
  if (!text)
    return {};
  if (const auto *table = std::get_if<Choice>(&text->value))
    limits.ways = std::max(limits.ways, std::min(table->branches.size(), LongestTable));
  Enumeration enumeration(limits);
  Ways result;
  for (Partial &partial : enumeration.extend({}, text, limits.ways))
    result.ways.push_back(std::move(partial.way));
  result.truncated = enumeration.Truncated;
  return result;
}

} // namespace pgtidy::facts
