// What DROP … CASCADE takes along.
#pragma once

#include "sql/catalog.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <string>
#include <vector>

namespace pgtidy::sql {

/// Takes out functions, with `cascade` also what stands on them: policies, checks, generated columns, defaults and
/// views that call them, triggers that run them, bodies that are bound to them. Where another function of the name is
/// left, which of the two a policy calls is not known.
void dropFunctions(Catalog &catalog, llvm::function_ref<bool(const Function &)> falls, bool cascade);

/// Takes out the functions that a table which is dropped takes along: those of its row's type, and bodies that are
/// bound to it.
void dropFunctionsOfTable(Catalog &catalog, const std::string &schema, const std::string &name);

/// What stands on the types of a schema.
void dropUsersOfTypesIn(Catalog &catalog, const std::string &schema);

/// What stands on a type: its columns, what casts to it, functions that take it.
void dropUsersOfType(Catalog &catalog, const std::string &schema, const std::string &name);

/// The same of a column that is there: views and policies that read it, columns that are generated of it, triggers that
/// are fired for it alone.
void dropReadersOf(Catalog &catalog, Table &table, const std::string &column);

} // namespace pgtidy::sql
