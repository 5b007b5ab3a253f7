// What each command does.
#pragma once

#include "options.h"

namespace pgtidy::tool {

/// Exit statuses.
inline constexpr int clean = 0;
inline constexpr int errorsFound = 1;
inline constexpr int couldNotWork = 2;

/// Does what the options ask for: findings to standard output, progress and problems to standard error.
int run(const Options &options);

} // namespace pgtidy::tool
