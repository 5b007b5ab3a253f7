#include "extract/parsed.h"

#include "analyse.h"
#include "names.h"

#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"

namespace pgtidy::extract {

static std::string workingDirectory(clang::FileManager &files) {
  llvm::ErrorOr<std::string> directory = files.getVirtualFileSystem().getCurrentWorkingDirectory();
  return directory ? *directory : std::string();
}

facts::Unit extractParsed(clang::ASTContext &context, const rules::Rules &rules) {
  const clang::SourceManager &sources = context.getSourceManager();
  std::string directory = workingDirectory(sources.getFileManager());
  facts::Unit unit;
  if (clang::OptionalFileEntryRef main = sources.getFileEntryRefForID(sources.getMainFileID()))
    unit.mainFile = absolutePath(directory, main->getName());
  unit.files.add(unit.mainFile);
  analyse(context, rules, directory, unit);
  return unit;
}

} // namespace pgtidy::extract
