// The rows that a trigger is fired for, as SQL that stands around its body.
#pragma once

#include "isolation/calls.h"
#include "sql/ast.h"

#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::analysis::isolation {

/// The tables of what is written (REFERENCING), as a WITH of rows that the principal $1 may access; "" for none.
std::string writtenTables(const sql::Trigger &trigger, const sql::Table &table, const Ownership &ownership);

/// The functions that the trigger may run.
std::vector<const sql::Function *> functionsOf(const sql::Trigger &trigger, const sql::Catalog &catalog);

/// Whether NEW is the principal's, or nobody's, where a BEFORE trigger of the table that the statement calls `name` is
/// fired: triggers behind it may be what makes it so.
bool isTiedBefore(const sql::Trigger &trigger, const sql::Name &name, std::string_view event,
                  const CallContext &context);

/// NEW and OLD as rows that the principal $1 may access, for a trigger of the table `written`: a SELECT from that. Not
/// `isNewTied`: NEW may be anybody's.
std::string rowsOf(const sql::Trigger &trigger, const sql::Table &written, std::string_view event,
                   const Ownership &ownership, bool isNewTied = true);

/// Whether NEW of such rows is not in the table yet, as it is not BEFORE: a row that has its key is another row, which
/// may be anybody's, and what its foreign keys lead to need not be there.
bool isNewPending(const sql::Query &rows);

} // namespace pgtidy::analysis::isolation
