// What each command does.
#pragma once

#include "messages.h"
#include "options.h"

namespace pgtidy::tool {

/// Does what the options ask for: findings to standard output, progress and problems to standard error.
int run(const Options &options);

} // namespace pgtidy::tool
