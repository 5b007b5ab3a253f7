#include "setting_scalars.h"

#include "llvm/ADT/SmallVector.h"

namespace pgtidy::facts {
namespace {

using llvm::StringRef;

/// `[database.main]` is two names.
SettingNames sectionOf(StringRef line) {
  SettingNames names;
  llvm::SmallVector<StringRef, 4> parts;
  line.drop_front().take_until([](char c) { return c == ']'; }).split(parts, '.');
  for (StringRef part : parts)
    names.push_back(part.trim(" \t\"").str());
  return names;
}

/// The value without its quotes, or without the comment behind it.
StringRef valueOf(StringRef text) {
  text = text.trim(" \t\r");
  if (text.size() > 1 && (text.front() == '"' || text.front() == '\'')) {
    const size_t end = text.find(text.front(), 1);
    if (end != StringRef::npos)
      return text.slice(1, end);
  }
  return text.take_front(std::min(text.find(" ;"), text.find(" #"))).rtrim(" \t");
}

} // namespace

std::vector<SettingValue> readSettingLines(std::string_view text, const SettingScalars &scalars) {
  std::vector<SettingValue> values;
  SettingNames section;
  StringRef rest = text;
  rest.consume_front("\xEF\xBB\xBF");
  while (!rest.empty()) {
    StringRef line;
    std::tie(line, rest) = rest.split('\n');
    line = line.trim(" \t\r");
    if (line.empty() || line.starts_with("#") || line.starts_with(";") || line.starts_with("//"))
      continue;
    if (line.starts_with("[")) {
      section = sectionOf(line);
      continue;
    }
    const size_t sign = line.find_first_of("=:");
    if (sign == StringRef::npos || sign == 0)
      continue;
    SettingNames names = section;
    names.push_back(line.take_front(sign).trim(" \t\"").str());
    values.push_back({std::move(names), scalars.plain(valueOf(line.drop_front(sign + 1)))});
  }
  return values;
}

} // namespace pgtidy::facts
