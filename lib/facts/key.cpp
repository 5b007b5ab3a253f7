#include "facts/key.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace pgtidy::facts {
namespace {

constexpr size_t MostWays = 64;

/// Stands in a form for a part that is not known.
constexpr char Gap = '\0';

/// What is known of one text that a key can be.
struct Ends {
  std::string begin, end;
  bool isWhole = false;                   ///< `begin` is all of it
  std::string form = std::string(1, Gap); ///< its bytes and gaps
};
/// All that a key can be; nothing where that is more than can be told apart.
using Ways = std::optional<std::vector<Ends>>;

Ends joined(const Ends &a, const Ends &b) {
  const bool isOneGap = !a.form.empty() && a.form.back() == Gap && b.form.starts_with(Gap);
  const std::string form = a.form + (isOneGap ? b.form.substr(1) : b.form);
  if (a.isWhole && b.isWhole)
    return {a.begin + b.begin, "", true, form};
  const std::string begin = a.isWhole ? a.begin + b.begin : a.begin;
  return {begin, b.isWhole ? a.end + b.begin : b.end, false, form};
}

Ways waysOf(const Text &text);

Ways joined(const std::vector<Text> &parts) {
  std::vector<Ends> all{{"", "", true, ""}};
  for (const Text &part : parts) {
    const Ways more = waysOf(part);
    if (!more || all.size() * more->size() > MostWays)
      return std::nullopt;
    std::vector<Ends> longer;
    for (const Ends &left : all)
      for (const Ends &right : *more)
        longer.push_back(joined(left, right));
    all = std::move(longer);
  }
  return all;
}

Ways either(const std::vector<Text> &branches) {
  std::vector<Ends> all;
  for (const Text &branch : branches) {
    const Ways more = waysOf(branch);
    if (!more || all.size() + more->size() > MostWays)
      return std::nullopt;
    all.insert(all.end(), more->begin(), more->end());
  }
  return all;
}

Ways waysOf(const Text &text) {
  if (!text)
    return std::vector<Ends>{{}};
  if (const Literal *literal = asLiteral(text))
    return std::vector<Ends>{{literal->bytes, "", true, literal->bytes}};
  if (const auto *concat = std::get_if<Concat>(&text->value))
    return joined(concat->parts);
  if (const auto *choice = std::get_if<Choice>(&text->value))
    return either(choice->branches);
  if (const auto *test = std::get_if<Narrowed>(&text->value))
    return waysOf(test->text);
  return std::vector<Ends>{{}};
}

bool mayBeSame(const Ends &a, const Ends &b) {
  if (a.isWhole && b.isWhole)
    return a.begin == b.begin;
  if (b.isWhole)
    return mayBeSame(b, a);
  if (a.isWhole)
    return a.begin.size() >= b.begin.size() + b.end.size() && a.begin.starts_with(b.begin) && a.begin.ends_with(b.end);
  const size_t begin = std::min(a.begin.size(), b.begin.size()), end = std::min(a.end.size(), b.end.size());
  return a.begin.substr(0, begin) == b.begin.substr(0, begin) &&
         a.end.substr(a.end.size() - end) == b.end.substr(b.end.size() - end);
}

/// Whether run-time parts stand at the same places between the same bytes.
bool areAlike(const Ends &a, const Ends &b) { return a.form == b.form && !a.isWhole && a.form.size() > 1; }

bool isPartlyKnown(const Ends &key) { return !key.isWhole && key.form.size() > 1; }

} // namespace

KeyFit fitOf(const Text &asked, const Text &put) {
  const Ways left = waysOf(asked), right = waysOf(put);
  if (!left || !right)
    return KeyFit::Any;
  bool isSame = false, isAlike = false;
  for (const Ends &x : *left)
    for (const Ends &y : *right) {
      isSame |= mayBeSame(x, y);
      isAlike |= areAlike(x, y);
    }
  if (!isSame)
    return KeyFit::None;
  if (isAlike)
    return KeyFit::Alike;
  return std::any_of(right->begin(), right->end(), isPartlyKnown) ? KeyFit::ByGaps : KeyFit::Any;
}

bool mayBeSameKey(const Text &a, const Text &b) { return fitOf(a, b) != KeyFit::None; }

} // namespace pgtidy::facts
