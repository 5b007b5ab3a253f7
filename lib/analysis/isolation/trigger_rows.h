// The rows that a trigger is fired for, as SQL that stands around its body.
#pragma once

#include "analysis/isolation.h"
#include "sql/ast.h"

#include <string>
#include <string_view>

namespace pgtidy::analysis::isolation {

/// The tables of what is written (REFERENCING), as a WITH of rows that the principal $1 may access; "" for none.
std::string writtenTables(const sql::Trigger &trigger, const sql::Table &table, const Ownership &ownership);

/// NEW and OLD as rows that the principal $1 may access, for a trigger of the table `written`: a SELECT from that.
std::string rowsOf(const sql::Trigger &trigger, const sql::Table &written, std::string_view event,
                   const Ownership &ownership);

/// Whether NEW of such rows is not in the table yet, as it is not BEFORE: a row that has its key is another row, which
/// may be anybody's, and what its foreign keys lead to need not be there.
bool isNewPending(const sql::Query &rows);

} // namespace pgtidy::analysis::isolation
