// The situations of calls, and what functions answer, with other texts and places.
#pragma once

#include "facts/unit.h"
#include "rewrite.h"

namespace pgtidy::facts {

/// Rewrites the situations of a call in place.
void rewriteGuards(Call &call, Rewriter &rewrite, const Changes &changes);
/// Rewrites the situations of a visit in place.
void rewriteGuards(Visit &visit, Rewriter &rewrite, const Changes &changes);
/// Rewrites what a function's answers rest on in place.
void rewriteGuards(Answer &answer, Rewriter &rewrite, const Changes &changes);

} // namespace pgtidy::facts
