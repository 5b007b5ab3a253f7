// The line that tells how far the work is.
#pragma once

#include "engine/engine.h"

namespace pgtidy::tool {

/// Rewrites one line of standard error after each unit, and clears it at the end; nothing where standard error is not a
/// terminal or `quiet`.
engine::Progress progressLine(bool quiet);

} // namespace pgtidy::tool
