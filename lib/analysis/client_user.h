// Principals that come from the request instead of from a session.
#pragma once

#include "analysis/conclusions.h"
#include "link.h"

#include <vector>

namespace pgtidy::analysis {

/// Notes for each closed reference whether the value that closes it was read from what a client sent.
void findClientUsers(std::vector<Query> &queries, Linker &linker);

} // namespace pgtidy::analysis
