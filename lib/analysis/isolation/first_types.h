// The types that parameters have in a statement.
#pragma once

#include "sql/ast.h"
#include "sql/catalog.h"

#include <cstdint>
#include <map>
#include <string>

namespace pgtidy::analysis::isolation {

/// The types of parameters by their numbers: those that PREPARE declares, else what the first place that a parameter
/// stands in makes of it (PostgreSQL manual, PREPARE). "" where that place does not say it.
std::map<int32_t, std::string> firstTypes(const sql::Statement &statement, const sql::Catalog &catalog);

} // namespace pgtidy::analysis::isolation
