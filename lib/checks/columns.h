// Columns of one kind, told once a table.
#pragma once

#include "schema_place.h"

namespace pgtidy::checks {

using ColumnTest = llvm::function_ref<bool(const sql::Table &, const sql::Column &)>;

/// A finding for each table that has such columns, at the first of them. `message` is given the names and the table.
Findings findColumns(const Input &input, ColumnTest isMeant,
                     llvm::function_ref<std::string(const std::string &names, const std::string &table)> message,
                     llvm::function_ref<std::string(const sql::Table &, const sql::Column &)> advice);

} // namespace pgtidy::checks
