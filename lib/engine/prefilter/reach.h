// From facts: the names by which other units may take part in a database call.
#pragma once

#include "facts/unit.h"
#include "names.h"

#include <set>

namespace pgtidy::engine {

/// The functions through which texts come to the calls in `units` (wrappers, makers of text) and the variables that
/// hold them, as far as these units show.
std::set<Name> namesOfTexts(const std::vector<const facts::Unit *> &units);

} // namespace pgtidy::engine
