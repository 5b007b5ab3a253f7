// What functions of the schema do beside giving a value, with all that they call.
#pragma once

#include "analysis/isolation.h"

namespace pgtidy::analysis::isolation {

/// Whether the function, or one that its text names, sets who asks for what is run: set_config(), SET LOCAL
/// app.user_id, SET ROLE.
bool changesWhoAsks(const sql::Function &function, const sql::Catalog &catalog);

/// Whether the function, and all of the schema's that its text names, only read.
bool onlyReads(const sql::Function &function, const Ownership &ownership);

/// Whether a call of the function writes: it is VOLATILE, or calls one that is. PostgreSQL lets a STABLE function write
/// nothing itself, but call what does (Function Volatility Categories).
bool writesWhenCalled(const sql::Function &function, const Ownership &ownership);

/// Whether the query calls a function that writes: it does for each of its rows, whatever is asked of them further out,
/// or by HAVING.
bool callsWriter(const sql::Query &query, const Ownership &ownership);

} // namespace pgtidy::analysis::isolation
