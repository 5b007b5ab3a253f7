// The commands about checks and configuration.
#pragma once

#include "options.h"

namespace pgtidy::tool {

/// Prints the page of a check.
int explain(const Options &options);
int listChecks(const Options &options);
int dumpConfig(const Options &options);
/// Says whether the configuration that holds can be used: its form, the names of checks, the rules and the files it
/// names.
int verifyConfig(const Options &options);

} // namespace pgtidy::tool
