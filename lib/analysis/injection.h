// Text from outside in statements.
#pragma once

#include "analysis/conclusions.h"

#include <vector>

namespace pgtidy::analysis {

/// Each hole of each query that lacks the escaping which its place needs, once. They point into `queries`.
std::vector<Injection> injectionsIn(const std::vector<Query> &queries);

} // namespace pgtidy::analysis
