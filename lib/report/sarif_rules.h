// The parts of a SARIF run that say what the checks are.
#pragma once

#include "report/report.h"

#include <nlohmann/json.hpp>

namespace pgtidy::report {

using Json = nlohmann::ordered_json;

/// tool.driver with a rule for every check, whether it found something or not: then alerts close.
Json driver(const Report &report);

/// The weaknesses that the rules name; null when they name none.
Json cweTaxonomy(const Report &report);

} // namespace pgtidy::report
