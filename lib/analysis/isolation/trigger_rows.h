// The rows that a trigger is fired for, as SQL that stands around its body.
#pragma once

#include "analysis/isolation.h"

#include <string>
#include <string_view>

namespace pgtidy::analysis::isolation {

/// The tables of what is written (REFERENCING), as a WITH of rows that the principal $1 may access; "" for none.
std::string writtenTables(const sql::Trigger &trigger, const sql::Table &table, const Ownership &ownership);

/// NEW and OLD as rows that the principal $1 may access: a SELECT from `written`.
std::string rowsOf(const sql::Table &written, std::string_view event, const Ownership &ownership);

} // namespace pgtidy::analysis::isolation
