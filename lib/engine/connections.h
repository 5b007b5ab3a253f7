// Where the program connects, for reports.
#pragma once

#include "analysis/conclusions.h"
#include "findings/connection.h"

#include <vector>

namespace pgtidy::engine {

/// The connections that the program opens, each place once, in order.
std::vector<findings::Connection> connectionsOf(const analysis::Conclusions &conclusions);

} // namespace pgtidy::engine
