// Which lock a change takes, and how long it holds it.
#pragma once

#include "analysis/schema.h"

namespace pgtidy::analysis {

/// The lock on the table that the change concerns.
Lock lockOf(const sql::Change &change);

/// Whether ADD COLUMN writes every row: its values are not the same for all, or have to be made.
bool addColumnRewrites(const sql::ColumnChange &column, const sql::Catalog &catalog);

/// Whether ALTER … TYPE from `before` leaves the stored rows as they are.
bool keepsStorage(const sql::Column &before, const sql::ColumnChange &after);

} // namespace pgtidy::analysis
