// The situations of a call with other texts and places.
#pragma once

#include "facts/unit.h"
#include "rewrite.h"

namespace pgtidy::facts {

/// Rewrites the situations of a call in place.
void rewriteGuards(Call &call, Rewriter &rewrite, const Changes &changes);

} // namespace pgtidy::facts
