// `.env` files of a project.
#pragma once

#include "engine/config.h"
#include "facts/program.h"
#include "findings/finding.h"

namespace pgtidy::engine {

/// Reads the files that the configuration names into `program`, and asks git which of them it knows.
void readEnvFiles(const Config &config, facts::Program &program, std::vector<findings::Problem> &problems);

} // namespace pgtidy::engine
