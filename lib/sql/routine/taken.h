// Branches of a routine that are decided before it runs.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace pgtidy::sql {

/// Leaves of each IF and CASE in the function, as libpg_query gives it, what may run: `IF 'INSERT' = 'DELETE' THEN …`
/// is its ELSE.
void keepTaken(nlohmann::json &function);

} // namespace pgtidy::sql
