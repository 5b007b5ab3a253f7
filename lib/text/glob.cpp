#include "text/glob.h"

namespace pgtidy::text {

namespace {

struct Set {
  bool closed = false;
  bool holds = false;
  size_t length = 0;
};

Set readSet(std::string_view pattern, char c) {
  Set set;
  size_t at = 1;
  bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
  if (negated)
    ++at;
  for (size_t first = at; at < pattern.size(); ++at) {
    if (pattern[at] == ']' && at > first) {
      set.closed = true;
      set.length = at + 1;
      set.holds = set.holds != negated;
      return set;
    }
    bool isRange = at + 2 < pattern.size() && pattern[at + 1] == '-' && pattern[at + 2] != ']';
    if (isRange) {
      set.holds |= pattern[at] <= c && c <= pattern[at + 2];
      at += 2;
    } else {
      set.holds |= pattern[at] == c;
    }
  }
  return set;
}

bool matches(std::string_view pattern, std::string_view text, bool folders);

/// `rest` matches some tail of `text`; the part before it crosses no folder unless `crossing`.
bool matchesTail(std::string_view rest, std::string_view text, bool folders, bool crossing) {
  for (size_t skipped = 0; skipped <= text.size(); ++skipped) {
    if (matches(rest, text.substr(skipped), folders))
      return true;
    if (!crossing && skipped < text.size() && text[skipped] == '/')
      return false;
  }
  return false;
}

bool matches(std::string_view pattern, std::string_view text, bool folders) {
  while (!pattern.empty()) {
    // "**/" also stands for no folder at all.
    if (folders && pattern.starts_with("**/") && matches(pattern.substr(3), text, folders))
      return true;
    if (folders && pattern.starts_with("**"))
      return matchesTail(pattern.substr(2), text, folders, true);
    if (pattern.front() == '*')
      return matchesTail(pattern.substr(1), text, folders, !folders);
    if (text.empty())
      return false;
    size_t taken = 1;
    bool fits = pattern.front() == text.front() || (pattern.front() == '?' && !(folders && text.front() == '/'));
    if (Set set = pattern.front() == '[' ? readSet(pattern, text.front()) : Set{}; set.closed) {
      fits = set.holds;
      taken = set.length;
    }
    if (!fits)
      return false;
    pattern.remove_prefix(taken);
    text.remove_prefix(1);
  }
  return text.empty();
}

std::string_view trimmed(std::string_view text) {
  size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos)
    return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

} // namespace

bool matchesPath(std::string_view pattern, std::string_view path) { return matches(pattern, path, true); }

bool isOn(std::string_view globs, std::string_view name) {
  bool on = false;
  while (!globs.empty()) {
    size_t end = globs.find_first_of(",\n");
    std::string_view glob = trimmed(globs.substr(0, end));
    globs = end == std::string_view::npos ? std::string_view{} : globs.substr(end + 1);
    bool removes = glob.starts_with("-");
    if (removes)
      glob.remove_prefix(1);
    if (!glob.empty() && matches(glob, name, false))
      on = !removes;
  }
  return on;
}

} // namespace pgtidy::text
