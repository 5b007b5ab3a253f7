// What the foreign keys' actions do to other rows when a row is deleted, or its key changed.
#pragma once

#include "analysis/isolation.h"

#include <vector>

namespace pgtidy::analysis::isolation {

/// A reference for each action of a foreign key that, where the statement deletes or changes rows of the user, deletes
/// those of others or changes whose a row is (docs/scoped.md, "Writing").
std::vector<TableReference> changedByKeys(const sql::Statement &statement, const Ownership &ownership);

} // namespace pgtidy::analysis::isolation
