// Variables of a body that a query is read into.
#pragma once

#include "isolation/body_names.h"
#include "sql/routine.h"

namespace pgtidy::analysis::isolation {

/// Whether the text is an expression of what a query reads that asks for arguments alone, such as `ARRAY(SELECT …)`: it
/// may stand for a variable that gets it once.
bool isReading(const std::string &text, const Names &names);

/// Lets the query of SELECT … INTO, or of a FOR loop, stand for the variables that get its rows, where nothing else
/// sets them: what is read from a row that is tied to the user is of such a row. Names in the query are replaced as
/// `names` has them by then.
void nameRead(const sql::RoutineStep &step, const sql::Routine &routine, Names &names);

} // namespace pgtidy::analysis::isolation
