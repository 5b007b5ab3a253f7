// What must not be shown of files of settings.
#pragma once

#include "facts/program.h"
#include "findings/finding.h"

#include <set>
#include <string>
#include <vector>

namespace pgtidy::engine {

/// The values in files of settings, line by line: all those of the files in `secret`, which hold a password that is
/// used, and of others those whose names say that they open a door. A finding shows the lines around it as well.
std::vector<findings::Secret> settingSecrets(const facts::Program &program, const std::set<std::string> &secret);

} // namespace pgtidy::engine
