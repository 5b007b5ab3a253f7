// What is read of the bodies of functions before they are judged: as bodies.cpp and row_values.cpp both need it.
#pragma once

#include "analysis/isolation.h"
#include "isolation/body_names.h"
#include "sql/routine.h"

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>
#include <vector>

namespace pgtidy::analysis::isolation {

/// readRoutine(), with what its CALLs change.
std::optional<sql::Routine> routineOf(const sql::Function &function, const sql::Catalog &catalog);

/// Nothing where a name in it may be a column's.
std::optional<std::string> expressionIn(const Names &names, const std::string &text);

/// A variable that is set once, to what may be the principal, is that, and one that a query is read into is what that
/// gives.
void nameVariables(const sql::Routine &routine, const Ownership &ownership, Names &names);

/// Looks up the tables and functions of a text that was parsed for a body where its function's search path says.
void lookUp(const sql::Parsed &parsed, const std::vector<std::string> &searchPath, const sql::Catalog &catalog);

/// Whether the body says itself where names are looked up.
bool setsSearchPath(const sql::Function &function);

/// Whether a block of a trigger's function declares NEW or OLD as a variable of its own.
bool hidesRow(const sql::Routine &routine, const sql::Function &function);

/// Whether the body puts something into the row `row` ("new", "old") that says which it is, or whose.
bool changesOwnerOf(llvm::StringRef row, const sql::Routine &routine, const sql::Function &function,
                    const Ownership &ownership);

} // namespace pgtidy::analysis::isolation
