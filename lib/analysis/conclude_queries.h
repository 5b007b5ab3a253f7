// Database calls to queries: linked, flattened and parsed.
#pragma once

#include "dialect.h"
#include "link.h"

namespace pgtidy::analysis {

/// Whether the call sends or prepares a statement, or runs one.
bool isQuery(const facts::Call &call);
/// How the call marks bound values in its text.
sql::PlaceholderStyle placeholderStyle(const facts::Call &call);
/// The queries of one such call, one for each chain of callers; parsed, not judged.
std::vector<Query> queriesOf(const facts::Call &call, Linker &linker, const Dialects &dialects);

} // namespace pgtidy::analysis
