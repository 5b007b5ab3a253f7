// `pgtidy init`: a configuration from what a project holds.
#pragma once

#include "engine/engine.h"

#include <string>

namespace pgtidy::engine {

/// A commented `.pgtidy` for the project in `root`: its schema, who owns its rows, where its database calls stand.
/// `collected` are the facts of its units; none when there is no compile database.
std::string proposeConfig(const std::string &root, const Collected &collected);

} // namespace pgtidy::engine
