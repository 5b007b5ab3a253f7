// User-owned tables that a text reaches which is not followed as SQL.
#pragma once

#include "analysis/isolation.h"

#include <string>
#include <string_view>

namespace pgtidy::analysis::isolation {

/// The user-owned table that the text names, or that a function, a view or the triggers of a table that it names do; ""
/// when there is none. `quotedToo`: what stands in quotes is run, as in `plpy.execute('…')`.
std::string ownedTableReached(std::string_view text, bool quotedToo, const Ownership &ownership);

} // namespace pgtidy::analysis::isolation
