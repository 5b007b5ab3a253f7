#include "findings/redact.h"

#include "redact_find.h"
#include "text/sql_password.h"

#include <algorithm>

namespace pgtidy::findings {

std::string redact(std::string_view text) {
  Ranges ranges;
  findInUris(text, ranges);
  findAfterKeys(text, ranges);
  findTokens(text, ranges);
  for (auto range : text::sqlPasswords(text))
    ranges.push_back(range);
  std::string shown(text);
  for (auto [begin, end] : ranges)
    std::fill(shown.begin() + begin, shown.begin() + end, '*');
  return shown;
}

} // namespace pgtidy::findings
