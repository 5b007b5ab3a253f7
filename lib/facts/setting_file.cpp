#include "setting_scalars.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <set>

namespace pgtidy::facts {

using llvm::StringRef;

bool isSettingsFile(std::string_view path) {
  static constexpr llvm::StringLiteral Endings[] = {".json", ".yaml", ".yml",        ".ini", ".conf",
                                                    ".cfg",  ".toml", ".properties", ".ui"};
  return llvm::any_of(Endings, [&](StringRef ending) { return StringRef(path).ends_with_insensitive(ending); });
}

/// Of entries of one name the last holds.
static std::vector<SettingValue> lastOfEach(std::vector<SettingValue> values) {
  std::set<SettingNames> seen;
  std::vector<SettingValue> last;
  for (SettingValue &value : llvm::reverse(values))
    if (seen.insert(value.names).second)
      last.push_back(std::move(value));
  std::reverse(last.begin(), last.end());
  return last;
}

std::vector<SettingValue> readSettings(std::string_view path, std::string_view text, text::FileId file) {
  const SettingScalars scalars(text, file);
  auto ends = [&](StringRef ending) { return StringRef(path).ends_with_insensitive(ending); };
  if (ends(".json") || ends(".yaml") || ends(".yml"))
    return lastOfEach(readSettingDocument(text, ends(".json"), scalars));
  if (ends(".ui"))
    return readSettingForm(text, scalars);
  return isSettingsFile(path) ? lastOfEach(readSettingLines(text, scalars)) : std::vector<SettingValue>();
}

} // namespace pgtidy::facts
