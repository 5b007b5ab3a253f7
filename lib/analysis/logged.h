// Secrets that the program writes down for people.
#pragma once

#include "analysis/conclusions.h"
#include "dialect.h"
#include "link.h"

namespace pgtidy::analysis {

/// What the program hands to logs, and to its standard output, that is a secret by where else it goes or by its name.
std::vector<LoggedSecret> loggedSecrets(const Conclusions &conclusions, const Dialects &dialects, Linker &linker);

} // namespace pgtidy::analysis
