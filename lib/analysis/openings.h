// Which connections are opened for each request, or for each turn of a loop.
#pragma once

#include "analysis/conclusions.h"

namespace pgtidy::analysis {

class Dialects;
class Linker;

/// Follows the calls inwards from what repeats to the calls that connect. A way ends where a connection is kept in an
/// object that outlives its maker, or where a function opens one only sometimes, as pools do.
std::vector<RepeatedOpening> repeatedOpenings(const facts::Program &program, const Dialects &dialects, Linker &linker);

} // namespace pgtidy::analysis
