#include "findings/suppression.h"

#include "text/glob.h"

#include <algorithm>

namespace pgtidy::findings {

namespace {

enum class Word : uint8_t { Line, NextLine, Begin, End };

struct Comment {
  Word word;
  std::string globs = "*";
  bool named = false;
};

/// The comment at the start of `text`, which begins with "NOLINT".
Comment readComment(std::string_view text) {
  static constexpr std::pair<std::string_view, Word> words[] = {{"NOLINTNEXTLINE", Word::NextLine},
                                                                {"NOLINTBEGIN", Word::Begin},
                                                                {"NOLINTEND", Word::End},
                                                                {"NOLINT", Word::Line}};
  for (auto [spelling, word] : words) {
    if (!text.starts_with(spelling))
      continue;
    text.remove_prefix(spelling.size());
    size_t end = text.find(')');
    if (!text.starts_with("(") || end == std::string_view::npos)
      return {word};
    return {word, std::string(text.substr(1, end - 1)), true};
  }
  return {Word::Line};
}

} // namespace

Suppressions::Suppressions(std::string_view source) {
  std::vector<SuppressionComment> open;
  uint32_t line = 1;
  size_t lineStart = 0, lineEnd = source.find('\n');
  for (size_t at = source.find("NOLINT"); at != std::string_view::npos; at = source.find("NOLINT", at + 6)) {
    for (; lineEnd != std::string_view::npos && lineEnd < at; lineEnd = source.find('\n', lineStart)) {
      ++line;
      lineStart = lineEnd + 1;
    }
    auto [word, globs, named] = readComment(source.substr(at, std::min(lineEnd, source.size()) - at));
    SuppressionComment comment{line, static_cast<uint32_t>(at - lineStart + 1), line, line, globs, named};
    switch (word) {
    case Word::Line:
      Comments.push_back(comment);
      break;
    case Word::NextLine:
      comment.first = comment.last = line + 1;
      Comments.push_back(comment);
      break;
    case Word::Begin:
      open.push_back(comment);
      break;
    case Word::End:
      auto begin = std::find_if(open.rbegin(), open.rend(), [&](const auto &other) { return other.globs == globs; });
      if (begin == open.rend())
        break;
      begin->last = line;
      Comments.push_back(*begin);
      open.erase(std::next(begin).base());
      break;
    }
  }
}

std::vector<size_t> Suppressions::covering(uint32_t line, std::string_view check) const {
  std::vector<size_t> found;
  for (size_t index = 0; index < Comments.size(); ++index)
    if (Comments[index].first <= line && line <= Comments[index].last && text::isOn(Comments[index].globs, check))
      found.push_back(index);
  return found;
}

bool Suppressions::covers(uint32_t line, std::string_view check) const { return !covering(line, check).empty(); }

} // namespace pgtidy::findings
