// The pipeline behind the facts.
#pragma once

#include "analysis/conclusions.h"
#include "engine/engine.h"

#include <functional>

namespace pgtidy::engine {

/// What the review of a project asks of the conclusions while they are there.
using Look = std::function<void(const analysis::Conclusions &conclusions, const Config &config)>;

findings::Results analyseAndLook(Collected collected, const Config &config, const Look &look);

} // namespace pgtidy::engine
