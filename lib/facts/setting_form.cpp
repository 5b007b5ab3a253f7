#include "setting_scalars.h"

#include "llvm/ADT/SmallString.h"

namespace pgtidy::facts {
namespace {

using llvm::StringRef;

/// The attribute `name` of a tag.
StringRef nameIn(StringRef tag) {
  const size_t at = tag.find(" name=\"");
  return at == StringRef::npos ? StringRef() : tag.drop_front(at + 7).take_until([](char c) { return c == '"'; });
}

/// The text without XML's entities.
std::string meant(StringRef written) {
  static constexpr std::pair<llvm::StringLiteral, char> Entities[] = {
      {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&amp;", '&'}};
  std::string text;
  while (!written.empty()) {
    bool isEntity = false;
    for (const auto &[entity, byte] : Entities)
      if (!isEntity && written.consume_front(entity)) {
        text += byte;
        isEntity = true;
      }
    if (!isEntity) {
      text += written.front();
      written = written.drop_front();
    }
  }
  return text;
}

} // namespace

std::vector<SettingValue> readSettingForm(std::string_view text, const SettingScalars &scalars) {
  std::vector<SettingValue> values;
  std::string property;
  std::vector<std::string> widgets;
  StringRef rest = text;
  for (size_t at = rest.find('<'); at != StringRef::npos; at = rest.find('<')) {
    rest = rest.drop_front(at + 1);
    const StringRef tag = rest.take_until([](char c) { return c == '>'; });
    rest = rest.drop_front(std::min(tag.size() + 1, rest.size()));
    if (tag.starts_with("widget "))
      widgets.push_back(nameIn(tag).str());
    else if (tag == "/widget" && !widgets.empty())
      widgets.pop_back();
    else if (tag.starts_with("property "))
      property = nameIn(tag).str();
    const bool isText = tag == "string" || (tag.starts_with("string ") && !tag.ends_with("/"));
    if (!isText || widgets.empty())
      continue;
    const StringRef written = rest.take_until([](char c) { return c == '<'; });
    if (written.size() == rest.size()) // cut off
      break;
    values.push_back({{widgets.back(), property}, scalars.spelled(written, meant(written))});
  }
  return values;
}

} // namespace pgtidy::facts
