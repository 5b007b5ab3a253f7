// What the declared type of a variable or argument makes of a value.
#pragma once

#include "sql/catalog.h"

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace pgtidy::analysis::isolation {

/// Whether a call decides what the type is: anyelement, anycompatible …
inline bool isPolymorphic(llvm::StringRef type) { return type.starts_with("any"); }

/// The type as a cast names it: `orders.id%TYPE` is that of the column. Nothing where it is not known, and for rows.
std::optional<std::string> castType(llvm::StringRef declared, const sql::Catalog &catalog);

/// The table whose rows a variable of the type has: of `orders%ROWTYPE` and `orders`. Null for any other.
const sql::Table *rowTable(llvm::StringRef declared, const sql::Catalog &catalog);

/// Whether an argument of the type may make one value of two that its caller tells apart, by itself or as an element of
/// an array: 'a' and 'a ' are one bpchar.
bool mayMergeArguments(const std::string &type, const sql::Catalog &catalog);

/// Whether it is known what the type of an argument or output is: that of a column that the schema does not have is
/// not.
bool isKnownType(llvm::StringRef type);

/// A field of a row that a query gives: of a record by its name, of a table's row by its place, as the column's type.
/// Nothing where the table has no such column.
std::optional<std::string> fieldOf(const std::string &query, const std::string &row, const std::string &field,
                                   const sql::Table *table);

} // namespace pgtidy::analysis::isolation
