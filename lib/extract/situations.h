// The situations in which a call is met, each once.
#pragma once

#include "facts/guard.h"

#include <vector>

namespace pgtidy::extract {

/// Adds a situation that is not there yet, whatever its values are called: the passes of a loop are one. More than a
/// few are taken for any.
void addSituation(std::vector<facts::Situation> &to, facts::Situation situation);

} // namespace pgtidy::extract
