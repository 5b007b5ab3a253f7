#include "clang_compat.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/Support/raw_ostream.h"

namespace pgtidy::extract {

#if CLANG_VERSION_MAJOR >= 22

clang::QualType typeOf(const clang::RecordDecl &record, const clang::ASTContext &context) {
  return context.getCanonicalTagType(&record);
}

llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine> diagnosticsFor(clang::DiagnosticConsumer &consumer,
                                                                  const FileSystem &files) {
  clang::DiagnosticOptions options;
  return clang::CompilerInstance::createDiagnostics(*files, options, &consumer, /*ShouldOwnClient=*/false);
}

std::unique_ptr<clang::CompilerInstance> compilerFor(std::shared_ptr<clang::CompilerInvocation> invocation,
                                                     const FileSystem &files, clang::DiagnosticConsumer &consumer) {
  auto compiler = std::make_unique<clang::CompilerInstance>(std::move(invocation));
  compiler->setVirtualFileSystem(files);
  compiler->setVerboseOutputStream(llvm::nulls());
  compiler->createDiagnostics(&consumer, /*ShouldOwnClient=*/false);
  compiler->createFileManager();
  return compiler;
}

namespace {

class Getter : public clang::DependencyDirectivesGetter {
public:
  explicit Getter(DirectivesOf directives) : Directives(std::move(directives)) {}
  std::unique_ptr<DependencyDirectivesGetter> cloneFor(clang::FileManager &) override {
    return std::make_unique<Getter>(Directives);
  }
  std::optional<llvm::ArrayRef<clang::dependency_directives_scan::Directive>>
  operator()(clang::FileEntryRef file) override {
    return Directives(file);
  }

private:
  DirectivesOf Directives;
};

} // namespace

void preprocessOnly(DirectivesOf directives, clang::CompilerInstance &compiler) {
  compiler.setDependencyDirectivesGetter(std::make_unique<Getter>(std::move(directives)));
}

#else

clang::QualType typeOf(const clang::RecordDecl &record, const clang::ASTContext &context) {
  return context.getCanonicalType(context.getRecordType(&record));
}

llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine> diagnosticsFor(clang::DiagnosticConsumer &consumer,
                                                                  const FileSystem &) {
  return clang::CompilerInstance::createDiagnostics(new clang::DiagnosticOptions, &consumer, /*ShouldOwnClient=*/false);
}

std::unique_ptr<clang::CompilerInstance> compilerFor(std::shared_ptr<clang::CompilerInvocation> invocation,
                                                     const FileSystem &files, clang::DiagnosticConsumer &consumer) {
  auto compiler = std::make_unique<clang::CompilerInstance>();
  compiler->setInvocation(std::move(invocation));
  compiler->setVerboseOutputStream(llvm::nulls());
  compiler->createDiagnostics(&consumer, /*ShouldOwnClient=*/false);
  compiler->createFileManager(files);
  return compiler;
}

void preprocessOnly(DirectivesOf directives, clang::CompilerInstance &compiler) {
  compiler.getPreprocessorOpts().DependencyDirectivesForFile = std::move(directives);
}

#endif

} // namespace pgtidy::extract
