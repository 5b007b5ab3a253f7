// Surviving a crash inside the compiler.
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"

namespace pgtidy::extract {

/// Runs `work` on a thread with a large stack. False when it crashed, a stack overflow included, which needs
/// enableCrashRecovery to have been called once in this process.
bool runGuarded(llvm::function_ref<void()> work);

} // namespace pgtidy::extract
