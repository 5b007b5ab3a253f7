// Parameters to which the program binds what it writes itself.
#pragma once

#include "analysis/conclusions.h"

namespace pgtidy::analysis {

/// Puts the constants that `call` binds into the statements, as if they were written there: `user_id = $1` of 7 is tied
/// to a fixed user, not to the one who asks.
void putBoundConstants(Alternative &alternative, const facts::Call &call);

} // namespace pgtidy::analysis
