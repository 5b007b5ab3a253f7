// Functions of PostgreSQL and its extensions that run SQL given as a text.
#pragma once

#include "analysis/isolation.h"

#include <optional>
#include <string>
#include <vector>

namespace pgtidy::analysis::isolation {

/// What the call runs: the statements that its arguments spell out, and reads of the tables that they name. Nothing for
/// any other function; an empty list where the text is put together at run time.
std::optional<std::vector<std::string>> textsRunBy(const sql::Expr &call, const Ownership &ownership);

} // namespace pgtidy::analysis::isolation
