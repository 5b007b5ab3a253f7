// Rows of a block that one may displace, or change: LIMIT, windows, DISTINCT ON.
#pragma once

#include "isolation/refutation.h"

#include <optional>
#include <vector>

namespace pgtidy::analysis::isolation {

/// A row of the block `way[at]`, which is read as a whole by the one before, may matter by another row: it takes its
/// place, or is counted with it by a window. Such a row meets the same conditions, and has these values in common with
/// it. Nothing where it only matters by itself, or where that is not known.
std::optional<std::vector<const sql::Expr *>> sharedWithDisplaced(const Path &way, size_t at, Scene &scene);

} // namespace pgtidy::analysis::isolation
