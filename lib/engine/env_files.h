// `.env` files of a project.
#pragma once

#include "engine/engine.h"
#include "facts/program.h"
#include "findings/finding.h"

namespace pgtidy::engine {

/// Reads the files that the configuration names into `program`, with how git treats them.
void readEnvFiles(const Config &config, const Collected &collected, facts::Program &program,
                  std::vector<findings::Problem> &problems);

} // namespace pgtidy::engine
