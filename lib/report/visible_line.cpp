#include "findings/redact.h"
#include "report/report.h"

#include <algorithm>

namespace pgtidy::report {

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
                        const std::vector<findings::Secret> &secrets) {
  std::string shown(lineOf(contents, line));
  for (const findings::Secret &secret : secrets) {
    if (secret.place.line != line || secret.place.file != file || secret.place.column == 0)
      continue;
    size_t begin = std::min<size_t>(secret.place.column - 1, shown.size());
    size_t end = std::min<size_t>(begin + secret.length, shown.size());
    std::fill(shown.begin() + begin, shown.begin() + end, '*');
  }
  return findings::redact(shown);
}

} // namespace pgtidy::report
