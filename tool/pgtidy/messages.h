// What goes to standard error, and the exit statuses.
#pragma once

#include "findings/finding.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <vector>

namespace pgtidy::tool {

/// Exit statuses.
inline constexpr int clean = 0;
inline constexpr int errorsFound = 1;
inline constexpr int couldNotWork = 2;

/// Says why the work cannot be done, and gives couldNotWork.
int fail(llvm::Error error);

/// One line for each problem, with its place.
void tell(const std::vector<findings::Problem> &problems, llvm::StringRef kind);

} // namespace pgtidy::tool
