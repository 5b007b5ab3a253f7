// Which findings of a run are shown: those in the lines asked for, and not in the baseline.
#pragma once

#include "findings/results.h"
#include "findings/sources.h"
#include "options.h"

namespace pgtidy::tool {

/// Takes away, or moves to Results::hidden, what the options leave out. `isWhole`: all of the project was analysed, so
/// that what the baseline has and the results have not is gone; that is told on standard error.
llvm::Error select(const Options &options, bool isWhole, findings::Results &results, findings::Sources &sources);

} // namespace pgtidy::tool
