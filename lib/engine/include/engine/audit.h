// `pgtidy audit`: everything that is checked, as one review.
#pragma once

#include "engine/engine.h"
#include "findings/audit.h"

namespace pgtidy::engine {

/// Runs all checks that are on and says of each whether it passed, failed, had nothing to look at or could not be
/// decided; and what only the running system can tell, with the way to ask it.
findings::Audit audit(Collected collected, const Config &config);

} // namespace pgtidy::engine
