// Texts that a program reads from the files it is shipped with: statements in Qt's resources or below its folder.
#pragma once

#include "facts/text.h"

#include <string>
#include <string_view>

namespace pgtidy::facts {

/// The key of the symbol whose texts are the paths of the files that a unit reads.
inline constexpr const char *FilesRead = "files read";

/// The text of the file that `path` names; `otherwise` stands for it where the project has no such file.
Text fileContents(Text path, Hole otherwise);

/// Whether the text is that of a file: the only argument is then the path.
bool isFileContents(const Result &result);

/// The key of the symbol whose text is that of a file of the project.
std::string fileSymbol(std::string_view path);

/// The path in such a key; "" when the key is another's.
std::string_view fileOfSymbol(std::string_view key);

/// The same for a file by its name among Qt's resources, "/prefix/alias".
std::string resourceSymbol(std::string_view name);
std::string_view resourceOfSymbol(std::string_view key);

} // namespace pgtidy::facts
