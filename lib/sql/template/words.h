// PostgreSQL's key words by what may follow them.
#pragma once

#include <cstdint>
#include <string_view>

namespace pgtidy::sql {

enum class Follows : uint8_t {
  Operand,    ///< not one of the words below: an identifier, or a key word that ends something
  Value,      ///< an expression
  SelectList, ///< SELECT, DISTINCT
  Name,       ///< a table, or whatever the statement names
  Text,       ///< a quoted literal: INTERVAL '1 day'
  Query,      ///< a SELECT
  List,       ///< a list in brackets: IN, VALUES
  Set,        ///< an assignment
};

/// What follows `word` (in lower case).
Follows follows(std::string_view word);

/// Whether `word` can not be an identifier unless quoted.
bool isReserved(std::string_view word);

} // namespace pgtidy::sql
