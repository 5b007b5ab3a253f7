// The body of a routine as a tree.
#pragma once

#include "sql/routine.h"

#include <nlohmann/json_fwd.hpp>

namespace pgtidy::sql {

/// What the function does, which libpg_query gives as `function`.
std::vector<RoutineAction> actionsOf(const nlohmann::json &function);

} // namespace pgtidy::sql
