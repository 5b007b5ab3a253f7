#include "findings/sources.h"

#include "findings/redact.h"

#include <algorithm>

namespace pgtidy::findings {

namespace {

std::string_view lineOf(std::string_view contents, uint32_t line) {
  for (; line > 1; --line) {
    size_t end = contents.find('\n');
    if (end == std::string_view::npos)
      return {};
    contents.remove_prefix(end + 1);
  }
  std::string_view found = contents.substr(0, contents.find('\n'));
  return found.ends_with('\r') ? found.substr(0, found.size() - 1) : found;
}

} // namespace

std::string visibleLine(std::string_view contents, const std::string &file, uint32_t line,
                        const std::vector<Secret> &secrets) {
  std::string shown(lineOf(contents, line));
  for (const Secret &secret : secrets) {
    if (secret.place.line != line || secret.place.file != file || secret.place.column == 0)
      continue;
    size_t begin = std::min<size_t>(secret.place.column - 1, shown.size());
    size_t end = std::min<size_t>(begin + secret.length, shown.size());
    std::fill(shown.begin() + begin, shown.begin() + end, '*');
  }
  return redact(shown);
}

const std::string &Sources::contents(const std::string &file) {
  auto [entry, isNew] = Files.try_emplace(file);
  if (isNew)
    entry->second = Read(file);
  return entry->second;
}

std::string Sources::line(const std::string &file, uint32_t line) {
  return line == 0 ? std::string() : visibleLine(contents(file), file, line, Secrets);
}

} // namespace pgtidy::findings
