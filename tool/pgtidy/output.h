// The end of a run: findings to where the user wants them, and the exit status.
#pragma once

#include "engine/config.h"
#include "findings/results.h"
#include "options.h"

namespace pgtidy::tool {

/// Selects, writes and counts. `isWhole`: all of the project was analysed.
int report(const Options &options, const engine::Config &config, bool isWhole, findings::Results results);

} // namespace pgtidy::tool
