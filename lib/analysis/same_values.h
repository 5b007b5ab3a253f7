// Parameters that the program gives one value.
#pragma once

#include "analysis/conclusions.h"

namespace pgtidy::analysis {

/// Of the statement's parameters that `call` binds to one value of the program whenever it is made, all become the
/// first: `f($1, $2)` is `f($1, $1)`. Parameters with names, and what is bound elsewhere, stay.
void mergeSameValues(Alternative &alternative, const facts::Call &call);

} // namespace pgtidy::analysis
