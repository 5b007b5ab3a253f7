// What a statement makes of the columns that its RETURNING gives.
#pragma once

#include "isolation/scopes.h"

#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::analysis::isolation {

/// Columns that RETURNING gives otherwise than the statement asks for them, or puts them in: SET changes them, a BEFORE
/// trigger may, or what they are computed from is changed.
struct Rewritten {
  bool all = false; ///< what is written to says itself what RETURNING gives, or it is not known
  std::vector<std::string> columns;

  bool has(std::string_view column) const;
};

/// Whether a generated column is computed from the column, or may be.
bool isComputedFrom(const sql::Column &generated, std::string_view column);

/// Whether a numeric(p, s) rounds values of the type ("" when not known) that are put in. One that refers to a key that
/// rounds alike does not: what the key has it keeps.
bool isRounded(std::string_view type, const sql::Table &table, const sql::Column &column, const sql::Catalog &catalog);

Rewritten rewrittenBy(const sql::Statement &writer, Scene &scene);

} // namespace pgtidy::analysis::isolation
