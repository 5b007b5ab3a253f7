// What Clang is to do with one unit.
#pragma once

#include "clang/Frontend/CompilerInvocation.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace pgtidy::extract {

/// From the arguments that `parseArguments` gives; null when the driver makes nothing of them.
std::shared_ptr<clang::CompilerInvocation> invocation(llvm::ArrayRef<std::string> arguments,
                                                      const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> &files);

/// Assembler belongs to a build, but says nothing about databases.
bool isAssembler(llvm::StringRef file);

} // namespace pgtidy::extract
