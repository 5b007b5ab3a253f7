// The policies that user-owned tables lack.
#pragma once

#include "analysis/isolation.h"

#include <string>
#include <vector>

namespace pgtidy::analysis {

/// A table that users own and no policy protects, with the statements that protect it.
struct Unprotected {
  std::string table; ///< "schema.name"
  std::string sql;   ///< "" where no policy can be told
};

/// The user-owned tables of the catalog without a policy, parents before what hangs below them.
std::vector<Unprotected> unprotectedTables(const Ownership &ownership);

} // namespace pgtidy::analysis
