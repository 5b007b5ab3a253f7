#include "frontend.h"
#include "clang_compat.h"
#include "flags.h"
#include "invocation.h"
#include "lost_loops.h"
#include "problems.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/Basic/DiagnosticFrontend.h"
#include "clang/Basic/DiagnosticLex.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"

#include "llvm/Support/MemoryBuffer.h"

namespace pgtidy::extract {

namespace {

using UseTree = llvm::function_ref<void(clang::ASTContext &)>;

/// Bodies in system headers are skipped: most of a unit's parse time goes there, and no facts come of it.
class Consumer : public clang::ASTConsumer {
public:
  explicit Consumer(UseTree use) : Use(use) {}

  bool shouldSkipFunctionBody(clang::Decl *declaration) override {
    const clang::SourceManager &sources = declaration->getASTContext().getSourceManager();
    return sources.isInSystemHeader(declaration->getLocation());
  }
  void HandleTranslationUnit(clang::ASTContext &context) override { Use(context); }

private:
  UseTree Use;
};

class Action : public clang::ASTFrontendAction {
public:
  explicit Action(UseTree use) : Use(use) {}

protected:
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &, llvm::StringRef) override {
    return std::make_unique<Consumer>(Use);
  }

private:
  UseTree Use;
};

} // namespace

enum class Outcome : uint8_t { Parsed, NotStarted };

static Outcome runAction(std::shared_ptr<clang::CompilerInvocation> invocation, const FileSystem &files,
                         ErrorCollector &errors, UseTree use) {
  bool parsed = false;
  std::unique_ptr<clang::CompilerInstance> compiler = compilerFor(std::move(invocation), files, errors);
  // After a fatal error Clang instantiates no template any more; a missing header is no reason for that.
  compiler->getDiagnostics().setSeverity(clang::diag::err_pp_file_not_found, clang::diag::Severity::Error, {});
  auto useOnce = [&](clang::ASTContext &context) {
    parsed = true;
    use(context);
  };
  Action action(useOnce);
  compiler->ExecuteAction(action);
  return parsed ? Outcome::Parsed : Outcome::NotStarted;
}

static FileSystem withFiles(const FileSystem &files, const Rewritten &rewritten) {
  auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const auto &[name, bytes] : rewritten) {
    llvm::SmallString<256> path(name);
    if (!files->makeAbsolute(path))
      memory->addFile(path, 0, llvm::MemoryBuffer::getMemBufferCopy(bytes, name));
  }
  auto both = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(files);
  both->pushOverlay(std::move(memory));
  return both;
}

/// Parses, and where loops were dropped, once more with heads for them that say less: what is wrong is what was so
/// first.
static Outcome runWithLoops(const Command &command, TargetFlags target, const FileSystem &files, ErrorCollector &errors,
                            UseTree use) {
  auto plan = invocation(parseArguments(command, *files, target), files);
  if (!plan)
    return Outcome::NotStarted;
  Rewritten rewritten;
  const Outcome outcome = runAction(plan, files, errors, [&](clang::ASTContext &context) {
    if (context.getDiagnostics().hasErrorOccurred())
      rewritten = withLostLoops(context);
    if (rewritten.empty())
      use(context);
  });
  if (rewritten.empty())
    return outcome;
  const FileSystem changed = withFiles(files, rewritten);
  text::FileTable table;
  ErrorCollector unheard(command.directory, table);
  return runAction(invocation(parseArguments(command, *changed, target), changed), changed, unheard, use);
}

llvm::Error parseUnit(const Command &command, const FileSystem &files, facts::Unit &unit, UseTree use) {
  if (isAssembler(command.file))
    return llvm::Error::success();
  std::string reason;
  // A target that Clang does not know (gcc's newest -march) is left out the second time.
  for (TargetFlags target : {TargetFlags::Keep, TargetFlags::Drop}) {
    ErrorCollector errors(command.directory, unit.files);
    if (runWithLoops(command, target, files, errors, use) == Outcome::Parsed) {
      unit.problems = errors.problems();
      return llvm::Error::success();
    }
    reason = errors.first();
  }
  return llvm::createStringError(command.file + ": clang cannot begin with this compile command" +
                                 (reason.empty() ? "" : ": " + reason));
}

} // namespace pgtidy::extract
