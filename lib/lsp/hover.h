// What stands behind an SQL statement under the cursor.
#pragma once

#include "findings/results.h"

#include <string>

namespace pgtidy::lsp {

/// The statements whose text holds the byte at `place`, as Markdown: the SQL laid out, each user-owned table with its
/// owner and how it is tied; "" when none does. Of many statements at one place the first few are shown.
std::string hoverAt(const findings::Place &place, const findings::Results &results);

/// SQL with its main clauses on lines of their own.
std::string laidOut(std::string_view sql);

} // namespace pgtidy::lsp
