#include "findings/suppression.h"

#include "text/glob.h"

#include <algorithm>

namespace pgtidy::findings {

namespace {

enum class Word : uint8_t { Line, NextLine, Begin, End };

struct Comment {
  Word word;
  std::string globs;
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
      return {word, "*"};
    return {word, std::string(text.substr(1, end - 1))};
  }
  return {Word::Line, "*"};
}

} // namespace

Suppressions::Suppressions(std::string_view source) {
  std::vector<Range> open;
  uint32_t line = 1;
  size_t lineEnd = source.find('\n');
  for (size_t at = source.find("NOLINT"); at != std::string_view::npos; at = source.find("NOLINT", at + 6)) {
    for (; lineEnd != std::string_view::npos && lineEnd < at; lineEnd = source.find('\n', lineEnd + 1))
      ++line;
    auto [word, globs] = readComment(source.substr(at, std::min(lineEnd, source.size()) - at));
    switch (word) {
    case Word::Line:
      Ranges.push_back({line, line, globs});
      break;
    case Word::NextLine:
      Ranges.push_back({line + 1, line + 1, globs});
      break;
    case Word::Begin:
      open.push_back({line, UINT32_MAX, globs});
      break;
    case Word::End:
      auto begin = std::find_if(open.rbegin(), open.rend(), [&](const Range &range) { return range.globs == globs; });
      if (begin == open.rend())
        break;
      Ranges.push_back({begin->first, line, globs});
      open.erase(std::next(begin).base());
      break;
    }
  }
}

bool Suppressions::covers(uint32_t line, std::string_view check) const {
  return std::any_of(Ranges.begin(), Ranges.end(), [&](const Range &range) {
    return range.first <= line && line <= range.last && text::isOn(range.globs, check);
  });
}

} // namespace pgtidy::findings
