// Blocks of PL/pgSQL that define one thing or another.
#pragma once

#include "sql/split.h"

#include <string_view>
#include <vector>

namespace pgtidy::sql {

/// The bytes of each IF (outermost ones alone) of which more than one branch defines something (PL/pgSQL,
/// Conditionals): which of them is run is not known. Not where all of them are about what one of them makes, which is
/// how migrations say "make it, or change what is there", unless they switch row-level security.
std::vector<StatementSpan> branchedIn(std::string_view code);

} // namespace pgtidy::sql
