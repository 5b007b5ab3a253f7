#include "names.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

namespace pgtidy::extract {

Places::Places(const clang::SourceManager &sources, std::string directory, text::FileTable &files)
    : Sources(sources), Directory(std::move(directory)), Files(files) {}

text::Location Places::decompose(clang::SourceLocation fileLocation) {
  if (fileLocation.isInvalid())
    return {};
  auto [file, offset] = Sources.getDecomposedLoc(fileLocation);
  auto known = Known.find(file);
  if (known == Known.end()) {
    clang::OptionalFileEntryRef entry = Sources.getFileEntryRefForID(file);
    text::FileId id = entry ? Files.add(absolutePath(Directory, entry->getName())) : text::NoFile;
    known = Known.try_emplace(file, id).first;
  }
  if (known->second == text::NoFile)
    return {};
  unsigned line = Sources.getLineNumber(file, offset);
  // Clang looks for the beginning of a file's last line each time anew, which takes long where that line is long.
  if (file != LastFile || line != LastLine) {
    LastFile = file;
    LastLine = line;
    LineStart = offset + 1 - Sources.getColumnNumber(file, offset);
  }
  return {known->second, line, offset - LineStart + 1, offset};
}

text::Location Places::use(clang::SourceLocation location) { return decompose(Sources.getExpansionLoc(location)); }

text::Location Places::spelling(clang::SourceLocation location) {
  if (!isSpelledInFile(location))
    return use(location);
  return decompose(Sources.getSpellingLoc(location));
}

bool Places::isSpelledInFile(clang::SourceLocation location) const {
  if (location.isInvalid())
    return false;
  // Pasted and stringised tokens stand in a scratch buffer, macros of the command line in a buffer of their own.
  clang::FileID file = Sources.getFileID(Sources.getSpellingLoc(location));
  return Sources.getFileEntryRefForID(file).has_value();
}

bool Places::isInSystemHeader(clang::SourceLocation location) const {
  return location.isValid() && Sources.isInSystemHeader(Sources.getExpansionLoc(location));
}

std::string absolutePath(llvm::StringRef directory, llvm::StringRef path) {
  llvm::SmallString<256> result;
  if (!llvm::sys::path::is_absolute(path))
    result = directory;
  llvm::sys::path::append(result, path);
  llvm::sys::path::remove_dots(result, /*remove_dot_dot=*/true);
  return result.str().str();
}

} // namespace pgtidy::extract
