// What DROP … CASCADE takes along.
#pragma once

#include "sql/catalog.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <string>
#include <vector>

namespace pgtidy::sql {

/// What stands on a function of that name, when none of the name is left: policies, checks, generated columns, defaults
/// and views that call it, triggers that run it.
void dropCallersOf(Catalog &catalog, const std::string &schema, const std::string &name);

/// The same of a type: its columns, what casts to it, functions that take it.
void dropUsersOfType(Catalog &catalog, const std::string &schema, const std::string &name);

/// The same of a column that is there: views and policies that read it, columns that are generated of it, triggers that
/// are fired for it alone.
void dropReadersOf(Catalog &catalog, Table &table, const std::string &column);

} // namespace pgtidy::sql
