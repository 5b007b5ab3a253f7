// What Clang calls differently in the releases that pgtidy builds with: 22, and 19, which is Debian's. The rest of the
// code is written in what both have.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/FileEntry.h"
#include "clang/Basic/Version.h"
#include "clang/Lex/DependencyDirectivesScanner.h"
#include "llvm/Support/VirtualFileSystem.h"

#if CLANG_VERSION_MAJOR >= 22
#include "clang/Driver/CreateInvocationFromArgs.h"
#include "clang/Options/Options.h"
#else
#include "clang/Driver/Options.h"
#include "clang/Frontend/Utils.h"
#endif

#include <functional>
#include <memory>
#include <optional>

namespace clang {
class CompilerInstance;
class CompilerInvocation;
} // namespace clang

namespace pgtidy::extract {

#if CLANG_VERSION_MAJOR >= 22
namespace options = clang::options;
using clang::getDriverOptTable;
#else
namespace options = clang::driver::options;
using clang::driver::getDriverOptTable;
#endif

using FileSystem = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;

/// The class itself as a type.
clang::QualType typeOf(const clang::RecordDecl &record, const clang::ASTContext &context);

/// Diagnostics before there is a compiler; `consumer` has to outlive them.
llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine> diagnosticsFor(clang::DiagnosticConsumer &consumer,
                                                                  const FileSystem &files);

/// A compiler that reads `files`, tells `consumer`, which has to outlive it, and prints nothing.
std::unique_ptr<clang::CompilerInstance> compilerFor(std::shared_ptr<clang::CompilerInvocation> invocation,
                                                     const FileSystem &files, clang::DiagnosticConsumer &consumer);

/// The directives of a file, or nothing where all of it has to be read. Called as often as there are includes.
using DirectivesOf =
    std::function<std::optional<llvm::ArrayRef<clang::dependency_directives_scan::Directive>>(clang::FileEntryRef)>;
void preprocessOnly(DirectivesOf directives, clang::CompilerInstance &compiler);

} // namespace pgtidy::extract
