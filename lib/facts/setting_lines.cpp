#include "setting_scalars.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

#include <tuple>

namespace pgtidy::facts {
namespace {

using llvm::StringRef;

bool isComment(StringRef line) { return line.starts_with("#") || line.starts_with(";") || line.starts_with("//"); }

/// `[database.main]` is two names.
SettingNames sectionOf(StringRef line) {
  SettingNames names;
  llvm::SmallVector<StringRef, 4> parts;
  line.drop_front().take_until([](char c) { return c == ']'; }).split(parts, '.');
  for (StringRef part : parts)
    names.push_back(part.trim(" \t\"").str());
  return names;
}

/// Takes the next line off the text, and with it those that it goes on in: their bytes as they stand, each without the
/// backslash at its end.
llvm::SmallVector<StringRef, 2> takeLine(StringRef &rest) {
  llvm::SmallVector<StringRef, 2> lines;
  for (bool goesOn = true; goesOn && (lines.empty() || !rest.empty());) {
    StringRef line;
    std::tie(line, rest) = rest.split('\n');
    line = line.trim(" \t\r");
    goesOn = (line.ends_with(" \\") || line.ends_with("\t\\")) && !isComment(line); // a folder's name ends otherwise
    lines.push_back(goesOn ? line.drop_back() : line);
  }
  return lines;
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

/// The value of an entry whose line and those that it goes on in are given.
Text valueOf(StringRef first, llvm::ArrayRef<StringRef> lines, const SettingScalars &scalars) {
  if (lines.size() == 1)
    return scalars.plain(valueOf(first));
  first = first.ltrim(" \t");
  StringRef last = lines.back();
  if (const StringRef quote = first.take_front(1); (quote == "\"" || quote == "'") && last.ends_with(quote)) {
    first = first.drop_front();
    last = last.drop_back();
  }
  std::vector<Text> parts{scalars.plain(first)};
  for (StringRef more : lines.drop_front().drop_back())
    parts.push_back(scalars.plain(more));
  parts.push_back(scalars.plain(last));
  return concat(std::move(parts));
}

} // namespace

std::vector<SettingValue> readSettingLines(std::string_view text, const SettingScalars &scalars) {
  std::vector<SettingValue> values;
  SettingNames section;
  StringRef rest = text;
  rest.consume_front("\xEF\xBB\xBF");
  while (!rest.empty()) {
    const llvm::SmallVector<StringRef, 2> lines = takeLine(rest);
    const StringRef line = lines.front();
    if (line.empty() || isComment(line))
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
    values.push_back({std::move(names), valueOf(line.drop_front(sign + 1), lines, scalars)});
  }
  return values;
}

} // namespace pgtidy::facts
