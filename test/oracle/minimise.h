// A counterexample with all that it does not need cut away.
#pragma once

#include "tokens.h"

#include <functional>

namespace pgtidy::oracle {

/// Drops pieces of `statement`, the large ones first, as long as `holds` says that what is left still shows the fault.
/// Calls it at most `budget` times.
Tokens minimise(Tokens statement, size_t budget, const std::function<bool(const std::string &)> &holds);

} // namespace pgtidy::oracle
