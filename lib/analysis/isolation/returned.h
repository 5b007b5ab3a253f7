// What a body in PL/pgSQL returns, as one expression.
#pragma once

#include "analysis/isolation.h"

#include "sql/routine.h"

#include <optional>
#include <string>

namespace pgtidy::analysis::isolation {

/// The value that a body of assignments, queries, IF and RETURN gives, its arguments as $1, $2 … Nothing where it does
/// something else. An error that it raises is NULL here: no row is returned then.
std::optional<std::string> returnedValue(const sql::Routine &routine, const sql::Function &function,
                                         const Ownership &ownership);

} // namespace pgtidy::analysis::isolation
