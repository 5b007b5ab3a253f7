// Functions of the schema that are one query: what they give can be read like a sub-query's rows.
#pragma once

#include "isolation/bodies.h"

#include <optional>
#include <string>
#include <vector>

namespace pgtidy::analysis::isolation {

/// The row that the query of a function takes its arguments from.
inline constexpr std::string_view ArgumentRow = "(arguments)";

/// What the argument is called in that row: its name, or "argument 1".
std::string argumentColumn(const sql::Function &function, size_t index);

struct Inlined {
  sql::Parsed parsed;
  const sql::Query *query = nullptr; ///< of `parsed`
  std::vector<std::string> columns;  ///< of its rows; empty where the function gives one value
  bool isSet = false;                ///< else there is one row, of NULL where the query has none
  bool isOneRow = false;             ///< the query has no more than one, so that it does not matter which comes first
  bool readsTables = false;
  bool isFoldable = false; ///< IMMUTABLE: a call of constants may be kept as it was when the statement was planned
  bool isPlain = false;    ///< it reads no views: nothing but its tables and what it calls by name
};

/// Whether unqualified names in the function's body mean what they mean elsewhere, whatever its search_path.
bool keepsSearchPath(const sql::Function &function, const Body &body, const sql::Catalog &catalog);

/// The function as its query. Nothing where it does more, or calls for what its session is.
std::optional<Inlined> inlinedQuery(const sql::Function &function, const Ownership &ownership);

} // namespace pgtidy::analysis::isolation
