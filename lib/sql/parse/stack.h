// Room on the stack for PostgreSQL's recursive parser.
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"

#include <cstddef>

namespace pgtidy::sql {

/// Calls `work`, which recurses at most once a byte of a text of `textSize` bytes: on this thread when the text is
/// small, else on one with a stack that is large enough. False when there is no memory for it; `work` was then not
/// called.
bool callWithStackFor(size_t textSize, llvm::function_ref<void()> work);

} // namespace pgtidy::sql
