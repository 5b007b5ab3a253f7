// Which findings are shown: NOLINT comments and the header filter.
#pragma once

#include "checks/check.h"
#include "engine/config.h"
#include "extract/extract.h"
#include "findings/results.h"

#include <set>
#include <string>
#include <vector>

namespace pgtidy::engine {

/// Takes away what stands in a header that `HeaderFilterRegex` does not match (files in `mainFiles` are always shown),
/// and moves what NOLINT hides to Results::hidden (counted in `suppressed`). Gives the names in NOLINT comments of
/// `files` that hid nothing. Comments are those of `unsaved` before those on disk.
std::vector<checks::UnusedSuppression> hide(findings::Results &results, const Config &config,
                                            const std::set<std::string> &mainFiles, const std::set<std::string> &files,
                                            const extract::Unsaved &unsaved);

} // namespace pgtidy::engine
