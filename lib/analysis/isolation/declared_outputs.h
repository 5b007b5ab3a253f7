// What the declared types of a function's columns make of the values of its query.
#pragma once

#include "analysis/isolation.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::analysis::isolation {

/// A column that a function gives.
struct GivenColumn {
  std::string name, type;
};

/// The columns of the function's rows; none where it gives one value, or what is not known.
std::vector<GivenColumn> columnsGivenBy(const sql::Function &function, const sql::Catalog &catalog);

/// Whether the values of the query are what a function of one value, or of rows, gives: what it returns may be cut to
/// its type.
bool keepsValues(const sql::Function &function);

/// The statement, a query, with casts where a column's type may make one value of two that the query tells apart: a
/// float8 does of two bigint. `isAssigned`: the value is brought to the type as PL/pgSQL does, by its text where there
/// is no cast: '01' and '1' are one int. Nothing where it can not be put so.
std::optional<std::string> asDeclared(const std::string &text, const sql::Statement &statement,
                                      const std::vector<GivenColumn> &columns, bool isAssigned,
                                      const Ownership &ownership);

} // namespace pgtidy::analysis::isolation
