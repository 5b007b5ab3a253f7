// From the options to how facts are collected.
#pragma once

#include "engine/engine.h"
#include "options.h"

namespace pgtidy::tool {

/// Threads, prefilter and cache, as the options ask for them.
engine::Reading readingFor(const Options &options, const engine::Config &config);

} // namespace pgtidy::tool
