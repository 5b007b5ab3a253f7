// Texts without their first or last bytes.
#include "facts/cut.h"

#include "facts/yet_to_come.h"

#include <algorithm>
#include <functional>

namespace pgtidy::facts {

static bool isEmpty(const Text &text) { return equals(text, "") == true; }

/// Whether a part of such a value is one as well. Half an escape is none.
static bool isInEachPart(HoleKind kind) {
  return kind == HoleKind::Text || kind == HoleKind::Number || kind == HoleKind::Enumerator ||
         kind == HoleKind::Checked;
}

/// What is left of a value that is not known.
static Text cutValue(const Text &text, FormatStyle style, unsigned bytes, const char *how) {
  if (const Hole *yet = yetToCome(text))
    return formatted({style, {text}, {}, *yet, bytes});
  if (const auto *narrowing = std::get_if<Narrowed>(&text->value))
    return style == FormatStyle::WithoutStart ? withoutStart(narrowing->text, bytes)
                                              : withoutEnd(narrowing->text, bytes);
  if (const auto *value = std::get_if<Hole>(&text->value); value && isInEachPart(value->kind))
    return text;
  Hole lost;
  lost.origin = {how};
  return hole(std::move(lost));
}

/// Whether a part may be no text at all.
static bool mayBeNothing(const Choice *part) {
  return part && std::any_of(part->branches.begin(), part->branches.end(),
                             [](const Text &branch) { return branch && isEmpty(branch); });
}

/// The choice with each of its texts cut; one that cannot come about stays that.
static Text eachCut(const Choice &either, const std::function<Text(const Text &)> &cut) {
  std::vector<Text> branches;
  for (const Text &branch : either.branches)
    branches.push_back(branch ? cut(branch) : branch);
  return facts::choice(either.condition, std::move(branches), either.test);
}

Text withoutEnd(const Text &text, unsigned bytes) {
  if (bytes == 0 || !text || isNothing(text))
    return text;
  if (const Literal *whole = asLiteral(text); whole && whole->bytes.size() >= bytes)
    return slice(*whole, 0, whole->bytes.size() - bytes);
  if (auto *concatenation = std::get_if<Concat>(&text->value)) {
    std::vector<Text> parts = concatenation->parts;
    auto *last = std::get_if<Choice>(&parts.back()->value);
    if (!mayBeNothing(last)) {
      parts.back() = withoutEnd(parts.back(), bytes);
      return concat(std::move(parts));
    }
    const Choice either = *last; // where it is nothing, what stands before it is cut
    parts.pop_back();
    const Text before = concat(std::move(parts));
    return eachCut(either, [&](const Text &branch) {
      return isEmpty(branch) ? withoutEnd(before, bytes) : concat({before, withoutEnd(branch, bytes)});
    });
  }
  if (auto *either = std::get_if<Choice>(&text->value))
    return eachCut(*either, [&](const Text &branch) { return withoutEnd(branch, bytes); });
  if (isEmpty(text)) // no pass of a loop: then nothing is cut, or the program fails
    return text;
  if (auto *repeated = std::get_if<Repeat>(&text->value)) // the loop has run: else there would be nothing to cut
    return concat({repeat(repeated->body), withoutEnd(repeated->body, bytes)});
  return cutValue(text, FormatStyle::WithoutEnd, bytes, "cut at the end");
}

Text withoutStart(const Text &text, unsigned bytes) {
  if (bytes == 0 || !text || isNothing(text))
    return text;
  if (const Literal *whole = asLiteral(text); whole && whole->bytes.size() >= bytes)
    return slice(*whole, bytes, whole->bytes.size() - bytes);
  if (auto *concatenation = std::get_if<Concat>(&text->value)) {
    std::vector<Text> parts = concatenation->parts;
    auto *first = std::get_if<Choice>(&parts.front()->value);
    if (!mayBeNothing(first)) {
      parts.front() = withoutStart(parts.front(), bytes);
      return concat(std::move(parts));
    }
    const Choice either = *first; // where it is nothing, what stands behind it is cut
    parts.erase(parts.begin());
    const Text behind = concat(std::move(parts));
    return eachCut(either, [&](const Text &branch) {
      return isEmpty(branch) ? withoutStart(behind, bytes) : concat({withoutStart(branch, bytes), behind});
    });
  }
  if (auto *either = std::get_if<Choice>(&text->value))
    return eachCut(*either, [&](const Text &branch) { return withoutStart(branch, bytes); });
  if (isEmpty(text))
    return text;
  if (auto *repeated = std::get_if<Repeat>(&text->value))
    return concat({withoutStart(repeated->body, bytes), repeat(repeated->body)});
  return cutValue(text, FormatStyle::WithoutStart, bytes, "cut at the beginning");
}

std::optional<std::string> bytesAtEnd(const Text &text, unsigned bytes) {
  if (const Literal *whole = text ? asLiteral(text) : nullptr)
    return whole->bytes.size() >= bytes ? std::optional(whole->bytes.substr(whole->bytes.size() - bytes))
                                        : std::nullopt;
  auto *concatenation = text ? std::get_if<Concat>(&text->value) : nullptr;
  if (concatenation && !mayBeNothing(std::get_if<Choice>(&concatenation->parts.back()->value)))
    return bytesAtEnd(concatenation->parts.back(), bytes);
  if (auto *repeated = text ? std::get_if<Repeat>(&text->value) : nullptr)
    return bytesAtEnd(repeated->body, bytes);
  std::vector<Text> ends;
  if (concatenation) { // where the last part is nothing, what stands before it is the end
    std::vector<Text> before(concatenation->parts.begin(), concatenation->parts.end() - 1);
    for (const Text &branch : std::get<Choice>(concatenation->parts.back()->value).branches)
      ends.push_back(branch && isEmpty(branch) ? concat(before) : branch);
  } else if (auto *either = text ? std::get_if<Choice>(&text->value) : nullptr) {
    ends = either->branches;
  }
  std::optional<std::string> same;
  for (const Text &end : ends) {
    if (!end)
      continue;
    std::optional<std::string> found = bytesAtEnd(end, bytes);
    if (!found || (same && *same != *found))
      return std::nullopt;
    same = std::move(found);
  }
  return same;
}

Text cut(const Formatted &asked) {
  if (asked.texts.empty() || !asked.texts.front()) // as damaged facts have it
    return hole(asked.hole);
  return asked.style == FormatStyle::WithoutStart ? withoutStart(asked.texts.front(), asked.count)
                                                  : withoutEnd(asked.texts.front(), asked.count);
}

} // namespace pgtidy::facts
