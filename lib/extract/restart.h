// Loops that send what they have put together, and begin again.
#pragma once

#include "state.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace pgtidy::extract {

/// The state after a pass of a loop that was entered with `before`, without the way on which the pass leaves all that
/// it decides about as it was: from there the loop goes on as from its beginning, which is known already.
/// Only decisions for which `isTakenAnew` holds are asked: any other is the same in all passes.
State withoutRestart(const State &before, State after,
                     llvm::function_ref<bool(const std::string &condition)> isTakenAnew);

} // namespace pgtidy::extract
