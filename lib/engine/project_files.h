// The files of SQL and of settings that a program reads while it runs.
#pragma once

#include "engine/engine.h"
#include "facts/unit.h"

#include <set>
#include <string>
#include <vector>

namespace pgtidy::engine {

/// Where a unit reads the text of files: adds one for each file of SQL of the checkout (without one, below the folder
/// that all sources share), and below the folder of the configuration file, and for each file of settings there whose
/// name stands in the program. Its text is then known by its path, and what it says as settings. Returns the files
/// added.
std::set<std::string> addProjectFiles(const Config &config, std::vector<facts::Unit> &units);

/// Of the files added, those of settings.
std::vector<std::string> settingFilesOf(const std::set<std::string> &files);

} // namespace pgtidy::engine
