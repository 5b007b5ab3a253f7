// What goes to standard error.
#pragma once

#include "findings/results.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <vector>

namespace pgtidy::tool {

/// Says why the work could not be done; the exit status for it.
int fail(llvm::Error error);

/// One line for each problem: place, kind ("problem", "error"), message.
void tell(const std::vector<findings::Problem> &problems, llvm::StringRef kind);

} // namespace pgtidy::tool
