// The schema files of the configuration, read into a catalog.
#pragma once

#include "engine/config.h"
#include "findings/results.h"
#include "sql/catalog.h"

#include <vector>

namespace pgtidy::engine {

/// The catalog after all schema files that `config` names, or as a live database has it where `config` holds one. What
/// cannot be read or applied is a problem; the rest goes on.
sql::Catalog readSchema(const Config &config, std::vector<findings::Problem> &problems);

/// Adds the program's own definitions to the catalog. What does not fit is left out.
void addDefinitions(sql::Catalog &catalog, const std::vector<sql::Migration> &definitions);

} // namespace pgtidy::engine
