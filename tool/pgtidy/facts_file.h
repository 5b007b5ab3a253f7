// --facts-out: the facts of one unit as a file, which any build system can make.
#pragma once

#include "options.h"

#include "engine/engine.h"

namespace pgtidy::tool {

/// Writes the facts of the one unit of `collected`, and with --depfile what they depend on. Returns the exit status.
int writeFacts(const Options &options, const std::vector<extract::Command> &commands,
               const engine::Collected &collected);

} // namespace pgtidy::tool
