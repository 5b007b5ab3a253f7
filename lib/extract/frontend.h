// Running Clang over one unit, in this process.
#pragma once

#include "extract/extract.h"

#include "clang/AST/ASTContext.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace pgtidy::extract {

/// Parses `command.file` and hands the tree to `use`; errors of the code become problems of `unit`. `files` has the
/// command's directory as its working directory. The error is for a unit that Clang cannot even begin with.
llvm::Error parseUnit(const Command &command, const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> &files,
                      facts::Unit &unit, llvm::function_ref<void(clang::ASTContext &)> use);

} // namespace pgtidy::extract
