// Values of a file of settings, as texts that know where they stand.
#pragma once

#include "facts/setting.h"

#include "text/line_index.h"

#include "llvm/ADT/StringRef.h"

namespace pgtidy::facts {

class SettingScalars {
public:
  /// `text` is the whole file, which has to outlive this.
  SettingScalars(std::string_view text, text::FileId file) : Whole(text), File(file), Lines(text) {}

  /// Bytes of the file as they are.
  Text plain(llvm::StringRef written) const;
  /// What `written`, a part of the file, says: up to the first byte that is spelled otherwise one for one.
  Text spelled(llvm::StringRef written, llvm::StringRef meant) const;
  /// What lines of the file say whose indentation is no part of it.
  Text block(llvm::StringRef written, llvm::StringRef meant) const;

private:
  std::string_view Whole;
  text::FileId File;
  text::LineIndex Lines;

  /// Where a part of the file begins.
  text::Location place(llvm::StringRef part) const;
};

/// The values in `[section]` and `name = value` lines.
std::vector<SettingValue> readSettingLines(std::string_view text, const SettingScalars &scalars);

/// The texts in a form of Qt Designer: each by the name of its widget, and that of the property.
std::vector<SettingValue> readSettingForm(std::string_view text, const SettingScalars &scalars);

/// The values in a document of YAML, of which JSON is one, here with comments.
std::vector<SettingValue> readSettingDocument(std::string_view text, bool isJson, const SettingScalars &scalars);

} // namespace pgtidy::facts
