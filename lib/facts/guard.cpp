#include "facts/guard.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace pgtidy::facts {

static constexpr std::string_view Prefix = "parameter ";

std::string parameterIdentity(unsigned index) { return std::string(Prefix) + std::to_string(index); }

std::optional<ParameterPart> parameterIn(const std::string &identity) {
  if (!identity.starts_with(Prefix))
    return std::nullopt;
  ParameterPart found;
  const char *end = identity.data() + identity.size();
  auto [rest, failure] = std::from_chars(identity.data() + Prefix.size(), end, found.index);
  if (failure != std::errc())
    return std::nullopt;
  found.part.assign(rest, end);
  return found;
}

std::string memberName(std::string_view name) {
  if (name.starts_with("m_"))
    name.remove_prefix(2);
  while (name.starts_with("_"))
    name.remove_prefix(1);
  while (name.ends_with("_"))
    name.remove_suffix(1);
  std::string column;
  for (unsigned char c : name) {
    if (std::isupper(c) && !column.empty() && column.back() != '_')
      column += '_';
    column += static_cast<char>(std::tolower(c));
  }
  return column;
}

} // namespace pgtidy::facts
