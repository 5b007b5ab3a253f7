// What a run-time piece of the text may add to a statement.
#pragma once

#include "sql/parse.h"

#include <string>
#include <vector>

namespace pgtidy::analysis::isolation {

/// For each hole the principal that it can be, "{uid}"; "" where it is a list or not a value.
std::vector<std::string> holePrincipals(const sql::Parsed &parsed, const sql::Template &source);

/// Whether a hole of statement `index` may hold a condition on the rows of a table that is named at `table`.
bool mayHoldCondition(const sql::Parsed &parsed, const sql::Template &source, int index, sql::Offset table);

/// Whether a hole of raw text may take back a condition on the rows of that table: " OR true".
bool mayWeakenCondition(const sql::Parsed &parsed, const sql::Template &source, int index, sql::Offset table);

/// Whether text that is put in among the tables of the statement may bring in others.
bool mayAddTables(const sql::Parsed &parsed, const sql::Template &source, int index);

} // namespace pgtidy::analysis::isolation
