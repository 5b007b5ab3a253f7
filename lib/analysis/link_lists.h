// Loops over a list that a caller gives.
#pragma once

#include "facts/text.h"

#include <functional>

namespace pgtidy::analysis {

/// The text of a function with its loops over parameters that are lists (facts::list) written out, pass by pass.
/// `given` tells what a parameter is given; null where that is not known.
facts::Text withPasses(const facts::Text &text, const std::function<facts::Text(const facts::Parameter &)> &given);

} // namespace pgtidy::analysis
