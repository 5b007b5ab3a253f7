// Literal values in connections.
#pragma once

#include "analysis/conclusions.h"
#include "link.h"

#include <vector>

namespace pgtidy::analysis {

/// The connections of a program that hold a literal host, user, database or password; each literal once.
std::vector<Connection> connectionsOf(const facts::Program &program, Linker &linker);

} // namespace pgtidy::analysis
