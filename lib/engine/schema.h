// The schema files of the configuration, read into a catalog.
#pragma once

#include "engine/config.h"
#include "findings/results.h"
#include "sql/catalog.h"

#include <vector>

namespace pgtidy::engine {

/// The catalog after all schema files that `config` names. What cannot be read or applied is a problem; the rest goes
/// on.
sql::Catalog readSchema(const Config &config, std::vector<findings::Problem> &problems);

} // namespace pgtidy::engine
