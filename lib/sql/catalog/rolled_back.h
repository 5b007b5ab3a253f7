// Statements that a schema file takes back itself.
#pragma once

#include "catalog/split.h"

#include <string_view>
#include <vector>

namespace pgtidy::sql {

/// For each statement of `text` whether a ROLLBACK, or a ROLLBACK TO SAVEPOINT, of the same text undoes it (SQL
/// Commands: ROLLBACK). One without a transaction around it undoes nothing.
std::vector<bool> rolledBack(std::string_view text, const std::vector<StatementSpan> &statements);

} // namespace pgtidy::sql
