// Of what a text may be, what begins or ends with certain bytes, and what does not.
#include "texts.h"

namespace pgtidy::extract {

using facts::asLiteral;
using facts::Choice;
using facts::Concat;
using facts::Literal;
using facts::Repeat;
using facts::Text;

namespace {

/// The parts of a text as they are met from its start, or from its end.
class Parting {
public:
  explicit Parting(bool isEnd) : IsEnd(isEnd) {}

  Sides part(const Text &text, const std::string &bytes) {
    if (++Steps > MostSteps)
      return {text, text};
    if (bytes.empty())
      return {text, facts::nothing()};
    if (const Literal *literal = asLiteral(text))
      return whole(*literal, text, bytes);
    if (auto *either = std::get_if<Choice>(&text->value))
      return each(*either, bytes, [](const Text &branch) { return branch; });
    if (auto *parts = std::get_if<Concat>(&text->value))
      return joined(parts->parts, bytes);
    if (auto *repeated = std::get_if<Repeat>(&text->value))
      return loop(*repeated, bytes, facts::literal(""));
    return {text, text};
  }

private:
  static constexpr unsigned MostSteps = 500;
  const bool IsEnd;
  unsigned Steps = 0;

  Sides whole(const Literal &literal, const Text &text, const std::string &bytes) const {
    const std::string &all = literal.bytes;
    const bool has = IsEnd ? all.ends_with(bytes) : all.starts_with(bytes);
    return has ? Sides{text, facts::nothing()} : Sides{facts::nothing(), text};
  }

  Text put(const Text &met, const Text &rest) const {
    return IsEnd ? facts::concat({rest, met}) : facts::concat({met, rest});
  }

  template <typename Behind> Sides each(const Choice &either, const std::string &bytes, Behind behind) {
    std::vector<Text> with, without;
    for (const Text &branch : either.branches) {
      const Sides sides = branch ? part(behind(branch), bytes) : Sides{branch, branch};
      with.push_back(sides.with);
      without.push_back(sides.without);
    }
    return {facts::choice(either.condition, std::move(with), either.test),
            facts::choice(either.condition, std::move(without), either.test)};
  }

  /// What stands behind a part that is met first goes on with the bytes that the part leaves open.
  Sides joined(const std::vector<Text> &parts, const std::string &bytes) {
    std::vector<Text> others = parts;
    const Text met = IsEnd ? others.back() : others.front();
    others.erase(IsEnd ? others.end() - 1 : others.begin());
    const Text rest = facts::concat(std::move(others));
    if (auto *either = std::get_if<Choice>(&met->value))
      return each(*either, bytes, [&](const Text &branch) { return put(branch, rest); });
    if (auto *repeated = std::get_if<Repeat>(&met->value))
      return loop(*repeated, bytes, rest);
    const Literal *literal = asLiteral(met);
    if (!literal)
      return {put(met, rest), put(met, rest)};
    const size_t length = std::min(literal->bytes.size(), bytes.size());
    const std::string own =
        IsEnd ? literal->bytes.substr(literal->bytes.size() - length) : literal->bytes.substr(0, length);
    const std::string wanted = IsEnd ? bytes.substr(bytes.size() - length) : bytes.substr(0, length);
    if (own != wanted)
      return {facts::nothing(), put(met, rest)};
    const Sides sides = part(rest, IsEnd ? bytes.substr(0, bytes.size() - length) : bytes.substr(length));
    return {facts::isNothing(sides.with) ? sides.with : put(met, sides.with),
            facts::isNothing(sides.without) ? sides.without : put(met, sides.without)};
  }

  /// A loop that has run, or one that has not.
  Sides loop(const Repeat &repeated, const std::string &bytes, const Text &rest) {
    const Sides sides = part(repeated.body, bytes);
    const Text any = put(facts::repeat(repeated.body, repeated.atLeastOnce), rest);
    if (!facts::isNothing(sides.without))
      return {facts::isNothing(sides.with) ? part(rest, bytes).with : any, any};
    const Text run = put(facts::repeat(repeated.body, true), rest);
    if (repeated.atLeastOnce)
      return {run, facts::nothing()};
    const Sides none = part(rest, bytes);
    return {facts::choice("", {run, none.with}), none.without};
  }
};

} // namespace

Sides partedByStart(const Text &text, const std::string &bytes) { return Parting(false).part(text, bytes); }

Sides partedByEnd(const Text &text, const std::string &bytes) { return Parting(true).part(text, bytes); }

} // namespace pgtidy::extract
