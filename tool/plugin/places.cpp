#include "places.h"

#include "clang/Basic/FileManager.h"
#include "llvm/ADT/STLExtras.h"

namespace pgtidy::plugin {

static clang::FileID fileOf(const std::string &file, const clang::SourceManager &sources) {
  clang::OptionalFileEntryRef entry = sources.getFileManager().getOptionalFileRef(file);
  return entry ? sources.translateFile(*entry) : clang::FileID();
}

static bool holdsSecret(const std::string &file, uint32_t line, llvm::ArrayRef<findings::Secret> secrets) {
  return llvm::any_of(
      secrets, [&](const findings::Secret &secret) { return secret.place.file == file && secret.place.line == line; });
}

/// The nearest line at or above that of `place`, else below, that holds no credential.
static uint32_t lineToShow(const findings::Place &place, llvm::ArrayRef<findings::Secret> secrets) {
  uint32_t wanted = std::max(place.line, 1U);
  for (uint32_t line = wanted; line > 0; --line)
    if (!holdsSecret(place.file, line, secrets))
      return line;
  uint32_t line = wanted + 1;
  while (holdsSecret(place.file, line, secrets))
    ++line;
  return line;
}

Shown shownPlace(const findings::Place &place, llvm::ArrayRef<findings::Secret> secrets,
                 const clang::SourceManager &sources) {
  clang::FileID file = fileOf(place.file, sources);
  if (file.isInvalid())
    return {};
  uint32_t line = lineToShow(place, secrets);
  if (line == place.line)
    return {sources.translateLineCol(file, line, place.column), {}};
  std::string remark = " (in line " + std::to_string(place.line) + ", which is not shown: it holds a credential)";
  return {sources.translateLineCol(file, line, 1), remark};
}

clang::SourceLocation locationOf(const std::string &file, uint32_t offset, const clang::SourceManager &sources) {
  clang::FileID id = fileOf(file, sources);
  return id.isValid() ? sources.getLocForStartOfFile(id).getLocWithOffset(static_cast<int>(offset))
                      : clang::SourceLocation();
}

} // namespace pgtidy::plugin
