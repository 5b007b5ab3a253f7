// The commands that make a file: a configuration, a migration, completion for a shell, the manual page.
#pragma once

#include "options.h"

namespace pgtidy::tool {

/// Writes .pgtidy (or --output) for the project in the working folder; does not overwrite one.
int init(const Options &options);

/// Writes a migration with the policies that user-owned tables lack.
int rowSecurity(const Options &options);

/// Writes completion for "bash", "zsh" or "fish", or the manual page ("man").
int complete(const Options &options);

} // namespace pgtidy::tool
