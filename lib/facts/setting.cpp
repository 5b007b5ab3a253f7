#include "facts/setting.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::facts {

// Keys of functions and symbols begin with "c:". Names are parted by a byte that stands in no name.
static constexpr llvm::StringLiteral Setting = "file setting";
static constexpr llvm::StringLiteral Prefix = "setting ";
static constexpr char Border = '\x1f';

Text settingsIn(Text contents, Hole otherwise) {
  return result({Setting.str(), {std::move(contents)}, std::move(otherwise)});
}

Text settingIn(const Text &settings, std::vector<Text> names, Hole otherwise) {
  std::vector<Text> arguments{settings};
  if (const Result *outer = asSettings(settings))
    arguments = outer->arguments;
  arguments.insert(arguments.end(), names.begin(), names.end());
  return result({Setting.str(), std::move(arguments), std::move(otherwise)});
}

bool isSettings(const Result &result) { return result.function == Setting && !result.arguments.empty(); }

const Result *asSettings(const Text &text) {
  const auto *result = text ? std::get_if<Result>(&text->value) : nullptr;
  return result && isSettings(*result) ? result : nullptr;
}

std::string settingSymbol(std::string_view path, const SettingNames &names) {
  std::string key = Prefix.str() + std::string(path);
  for (const std::string &name : names)
    key += Border + name;
  return key;
}

SettingPlace settingOfSymbol(std::string_view key) {
  llvm::StringRef rest(key);
  if (!rest.consume_front(Prefix))
    return {};
  llvm::SmallVector<llvm::StringRef, 8> parts;
  rest.split(parts, Border);
  return {parts.front().str(), SettingNames(parts.begin() + 1, parts.end())};
}

} // namespace pgtidy::facts
