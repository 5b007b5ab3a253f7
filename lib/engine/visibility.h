// Which findings are shown: NOLINT comments and the header filter.
#pragma once

#include "engine/config.h"
#include "findings/results.h"

#include <set>
#include <string>

namespace pgtidy::engine {

/// Takes away what NOLINT hides (counted in `suppressed`) and what stands in a header that `HeaderFilterRegex` does not
/// match; files in `mainFiles` are always shown.
void hide(findings::Results &results, const Config &config, const std::set<std::string> &mainFiles);

} // namespace pgtidy::engine
