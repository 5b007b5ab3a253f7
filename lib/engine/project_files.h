// The files of SQL that a program reads while it runs.
#pragma once

#include "engine/engine.h"
#include "facts/unit.h"

#include <set>
#include <string>
#include <vector>

namespace pgtidy::engine {

/// Where a unit reads the text of files: adds one for each file of SQL of the checkout (without one, below the folder
/// that all sources share), and below the folder of the configuration file. Its text is then known by its path. Returns
/// the files added.
std::set<std::string> addProjectFiles(const Config &config, std::vector<facts::Unit> &units);

} // namespace pgtidy::engine
