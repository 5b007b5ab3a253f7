// Values that were read from columns whose values are no SQL.
#pragma once

#include "analysis/conclusions.h"
#include "link.h"

#include <vector>

namespace pgtidy::analysis {

/// Makes numbers of the texts in the queries' holes that were read, wherever the query is sent, from a column of a type
/// whose values have neither quotes nor words (PostgreSQL manual, chapter 8): numbers, booleans, dates, uuid.
void findTypedRows(std::vector<Query> &queries, const facts::Program &program, Linker &linker,
                   const sql::Catalog &catalog);

} // namespace pgtidy::analysis
