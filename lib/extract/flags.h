// Compile commands of any compiler to arguments that Clang's driver takes.
#pragma once

#include "extract/extract.h"

#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace pgtidy::extract {

/// How much of the target's description is kept.
enum class TargetFlags : uint8_t { Keep, Drop };

/// The arguments for parsing `command.file` only: launchers (ccache) are gone, response files are expanded, what asks
/// for output, warnings, plugins, precompiled headers or is unknown to Clang is left out.
std::vector<std::string> parseArguments(const Command &command, llvm::vfs::FileSystem &files,
                                        TargetFlags target = TargetFlags::Keep);

} // namespace pgtidy::extract
