// Where views and policies name a column of a table.
#pragma once

#include "sql/catalog.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <string>

namespace pgtidy::sql {

enum class ColumnUse : uint8_t {
  Certain,
  Possible, ///< of something whose columns are not known, or of the table
};
using OnColumnUse = llvm::function_ref<void(const Expr &, ColumnUse)>;

/// Calls `onUse` for what names the table's column in a query, by the names of the catalog as it is: that of the
/// innermost block that has a column of the name (PostgreSQL manual, "Table Expressions").
void visitColumnUses(const Query &query, const Catalog &catalog, const Table &table, const std::string &column,
                     OnColumnUse onUse);

/// The same in a condition on the rows of `home`; null for none.
void visitColumnUses(const Expr *condition, const Table &home, const Catalog &catalog, const Table &table,
                     const std::string &column, OnColumnUse onUse);

} // namespace pgtidy::sql
