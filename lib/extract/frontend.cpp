#include "frontend.h"
#include "flags.h"
#include "problems.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/Basic/DiagnosticFrontend.h"
#include "clang/Basic/DiagnosticLex.h"
#include "clang/Driver/CreateInvocationFromArgs.h"
#include "clang/Driver/Types.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

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

using Files = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;

} // namespace

/// What Clang is to do, from the command's arguments; null when the driver makes nothing of them.
static std::shared_ptr<clang::CompilerInvocation> invocation(llvm::ArrayRef<std::string> arguments,
                                                             const Files &files) {
  clang::DiagnosticOptions options;
  clang::IgnoringDiagConsumer ignore; // what the driver dislikes of a flag does not change what the code means
  clang::CreateInvocationOptions create;
  create.Diags = clang::CompilerInstance::createDiagnostics(*files, options, &ignore, /*ShouldOwnClient=*/false);
  create.VFS = files;
  create.RecoverOnError = true;
  std::vector<const char *> raw;
  for (const std::string &argument : arguments)
    raw.push_back(argument.c_str());
  return clang::createInvocation(raw, create);
}

static void adjust(clang::CompilerInvocation &invocation) {
  clang::FrontendOptions &frontend = invocation.getFrontendOpts();
  frontend.SkipFunctionBodies = true;
  frontend.DisableFree = false; // units follow each other in one process
  frontend.ProgramAction = clang::frontend::ParseSyntaxOnly;
  frontend.Plugins.clear();
  frontend.AddPluginActions.clear();
  invocation.getDiagnosticOpts().ShowCarets = false;
  invocation.getDependencyOutputOpts() = {};
  invocation.getLangOpts().SpellChecking = false;
  invocation.getLangOpts().CommentOpts.ParseAllComments = false;
  clang::PreprocessorOptions &preprocessor = invocation.getPreprocessorOpts();
  preprocessor.ImplicitPCHInclude.clear();
  preprocessor.PCHThroughHeader.clear();
  preprocessor.PCHWithHdrStop = false;
}

/// Assembler belongs to a build, but says nothing about databases.
static bool isAssembler(llvm::StringRef file) {
  clang::driver::types::ID type =
      clang::driver::types::lookupTypeForExtension(llvm::sys::path::extension(file).ltrim('.'));
  return type == clang::driver::types::TY_Asm || type == clang::driver::types::TY_PP_Asm;
}

enum class Outcome : uint8_t { Parsed, NotStarted };

static Outcome runAction(std::shared_ptr<clang::CompilerInvocation> invocation, const Files &files,
                         ErrorCollector &errors, UseTree use) {
  bool parsed = false;
  clang::CompilerInstance compiler(std::move(invocation));
  compiler.setVirtualFileSystem(files);
  compiler.setVerboseOutputStream(llvm::nulls());
  compiler.createDiagnostics(&errors, /*ShouldOwnClient=*/false);
  // After a fatal error Clang instantiates no template any more; a missing header is no reason for that.
  compiler.getDiagnostics().setSeverity(clang::diag::err_pp_file_not_found, clang::diag::Severity::Error, {});
  compiler.createFileManager();
  auto useOnce = [&](clang::ASTContext &context) {
    parsed = true;
    use(context);
  };
  Action action(useOnce);
  compiler.ExecuteAction(action);
  return parsed ? Outcome::Parsed : Outcome::NotStarted;
}

llvm::Error parseUnit(const Command &command, Files files, facts::Unit &unit, UseTree use) {
  if (isAssembler(command.file))
    return llvm::Error::success();
  std::string reason;
  // A target that Clang does not know (gcc's newest -march) is left out the second time.
  for (TargetFlags target : {TargetFlags::Keep, TargetFlags::Drop}) {
    ErrorCollector errors(command.directory, unit.files);
    auto plan = invocation(parseArguments(command, *files, target), files);
    if (plan)
      adjust(*plan);
    if (plan && runAction(plan, files, errors, use) == Outcome::Parsed) {
      unit.problems = errors.problems();
      return llvm::Error::success();
    }
    reason = errors.first();
  }
  return llvm::createStringError(command.file + ": clang cannot begin with this compile command" +
                                 (reason.empty() ? "" : ": " + reason));
}

} // namespace pgtidy::extract
