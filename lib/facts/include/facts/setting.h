// Settings that a program reads from files of JSON, YAML or INI.
#pragma once

#include "facts/text.h"

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::facts {

/// What the text of a file says as settings: a value that entries are asked of. `otherwise` stands for it where the
/// project has no such file.
Text settingsIn(Text contents, Hole otherwise);

/// An entry of settings, by its name ("database"), or in a list by its number. It may hold entries itself; nested names
/// are one after the other.
Text settingIn(const Text &settings, std::vector<Text> names, Hole otherwise);

/// Settings, or an entry of them: the arguments are the contents of the file, then the names; null for another text.
const Result *asSettings(const Text &text);
bool isSettings(const Result &result);

/// An entry that is no more than a value: the names that lead to it.
using SettingNames = std::vector<std::string>;

/// The key of the symbol whose text is the value of an entry in a file of the project.
std::string settingSymbol(std::string_view path, const SettingNames &names);

/// The file and names in such a key.
struct SettingPlace {
  std::string path; ///< "" when the key is another's
  SettingNames names;
};
SettingPlace settingOfSymbol(std::string_view key);

/// A value in a file of settings.
struct SettingValue {
  SettingNames names;
  Text value; ///< its bytes, at their places in the file
};

/// Whether files of that name are read for settings: .json, .yaml, .yml, .ini, .conf, .cfg, .toml, .properties, .ui.
bool isSettingsFile(std::string_view path);

/// The values in a file of JSON (comments are passed over), YAML, or `[section]` and `name = value` lines, by the
/// ending of its name; of a form of Qt Designer, the texts of its widgets. Empty where it is none of these, or not well
/// formed.
std::vector<SettingValue> readSettings(std::string_view path, std::string_view text, text::FileId file);

} // namespace pgtidy::facts
