// Literal values in connections.
#pragma once

#include "analysis/conclusions.h"
#include "dialect.h"
#include "link.h"

#include <vector>

namespace pgtidy::analysis {

/// The connections of a program that hold a literal host, user, database or password; each literal
/// once. Those of SQLite (whose databases are files) and MySQL are not among them.
std::vector<Connection> connectionsOf(const facts::Program &program, Linker &linker, const Dialects &dialects);

} // namespace pgtidy::analysis
