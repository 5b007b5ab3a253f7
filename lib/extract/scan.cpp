#include "extract/scan.h"

#include "clang_compat.h"
#include "crash.h"
#include "flags.h"
#include "invocation.h"
#include "names.h"
#include "scan_store.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/StringMap.h"

namespace pgtidy::extract {

class Scanner::Store : public ScanStore {};

namespace {

/// The directives of files that the store has scanned.
DirectivesOf directivesIn(ScanStore &store, const std::string &directory) {
  using Directive = clang::dependency_directives_scan::Directive;
  return [&store, directory](clang::FileEntryRef file) -> std::optional<llvm::ArrayRef<Directive>> {
    ScanStore::File &scanned = store.scanned(absolutePath(directory, file.getName()));
    if (!scanned.isScanned)
      return std::nullopt;
    return llvm::ArrayRef(scanned.directives);
  };
}

/// Notes the files that the preprocessor enters.
class Listener : public clang::PPCallbacks {
public:
  Listener(const clang::SourceManager &sources, const std::string &directory, llvm::StringMap<bool> &isProject,
           std::vector<std::string> &order)
      : Sources(sources), Directory(directory), IsProject(isProject), Order(order) {}

  void LexedFileChanged(clang::FileID file, LexedFileChangeReason reason, clang::SrcMgr::CharacteristicKind kind,
                        clang::FileID, clang::SourceLocation) override {
    clang::OptionalFileEntryRef entry = Sources.getFileEntryRefForID(file);
    if (reason != LexedFileChangeReason::EnterFile || !entry)
      return;
    std::string path = absolutePath(Directory, entry->getName());
    auto [known, isNew] = IsProject.try_emplace(path, false);
    known->second |= !clang::SrcMgr::isSystem(kind);
    if (isNew)
      Order.push_back(path);
  }

private:
  const clang::SourceManager &Sources;
  const std::string &Directory;
  llvm::StringMap<bool> &IsProject;
  std::vector<std::string> &Order;
};

class ScanAction : public clang::PreprocessOnlyAction {
public:
  ScanAction(const std::string &directory, llvm::StringMap<bool> &isProject, std::vector<std::string> &order)
      : Directory(directory), IsProject(isProject), Order(order) {}

protected:
  bool BeginSourceFileAction(clang::CompilerInstance &compiler) override {
    compiler.getPreprocessor().addPPCallbacks(
        std::make_unique<Listener>(compiler.getSourceManager(), Directory, IsProject, Order));
    return PreprocessOnlyAction::BeginSourceFileAction(compiler);
  }

private:
  const std::string &Directory;
  llvm::StringMap<bool> &IsProject;
  std::vector<std::string> &Order;
};

bool preprocess(const Command &command, ScanStore &store, clang::FrontendAction &action) {
  FileSystem files = store.view(command.directory);
  auto plan = invocation(parseArguments(command, *files), files);
  if (!plan)
    return false;
  clang::IgnoringDiagConsumer ignore;
  std::unique_ptr<clang::CompilerInstance> compiler = compilerFor(std::move(plan), files, ignore);
  preprocessOnly(directivesIn(store, command.directory), *compiler);
  return compiler->ExecuteAction(action) && !compiler->getDiagnostics().hasErrorOccurred();
}

/// What else there is, extracting tells.
bool isSource(llvm::StringRef text) { return text.size() <= (32U << 20) && !text.contains('\0'); }

} // namespace

Scanner::Scanner() : Files(std::make_unique<Store>()) {}
Scanner::~Scanner() = default;

Scan Scanner::scan(const Command &command) {
  Scan scan;
  std::string main = absolutePath(command.directory, command.file);
  scan.project.push_back(main);
  if (isAssembler(command.file)) {
    scan.isComplete = true;
    return scan;
  }
  llvm::StringMap<bool> isProject;
  std::vector<std::string> order;
  bool survived = runGuarded([&] {
    ScanAction action(command.directory, isProject, order);
    scan.isComplete = preprocess(command, *Files, action);
  });
  scan.isComplete &= survived && isSource(contents(main));
  for (std::string &path : order)
    if (path != main)
      (isProject[path] ? scan.project : scan.system).push_back(std::move(path));
  return scan;
}

llvm::StringRef Scanner::contents(const std::string &path) {
  ScanStore::File &file = Files->read(path);
  return file.buffer ? file.buffer->getBuffer() : llvm::StringRef();
}

} // namespace pgtidy::extract
