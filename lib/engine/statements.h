// The statements that a program runs, as values for reports and editors.
#pragma once

#include "analysis/conclusions.h"
#include "findings/statement.h"

#include <vector>

namespace pgtidy::engine {

/// Every text that reaches the database, with its uses of user-owned tables; by place, each once.
std::vector<findings::Statement> statementsOf(const analysis::Conclusions &conclusions);

} // namespace pgtidy::engine
