#include "invocation.h"
#include "clang_compat.h"

#include "clang/Driver/Types.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/Support/Path.h"

namespace pgtidy::extract {

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

std::shared_ptr<clang::CompilerInvocation> invocation(llvm::ArrayRef<std::string> arguments,
                                                      const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> &files) {
  clang::IgnoringDiagConsumer ignore; // what the driver dislikes of a flag does not change what the code means
  clang::CreateInvocationOptions create;
  create.Diags = diagnosticsFor(ignore, files);
  create.VFS = files;
  create.RecoverOnError = true;
  std::vector<const char *> raw;
  for (const std::string &argument : arguments)
    raw.push_back(argument.c_str());
  auto plan = clang::createInvocation(raw, create);
  if (plan)
    adjust(*plan);
  return plan;
}

bool isAssembler(llvm::StringRef file) {
  clang::driver::types::ID type =
      clang::driver::types::lookupTypeForExtension(llvm::sys::path::extension(file).ltrim('.'));
  return type == clang::driver::types::TY_Asm || type == clang::driver::types::TY_PP_Asm;
}

} // namespace pgtidy::extract
