// Definitions that a migration hands to a function of its own.
#pragma once

#include "catalog/session.h"

#include <string_view>

namespace pgtidy::sql {

/// What `SELECT exec('ALTER TABLE …')` does, where exec() executes a text: definitions that stand there as literals are
/// applied, and what else the functions that are called may do to policies and triggers is not trusted.
void applyHanded(Session &session, std::string_view statement);

} // namespace pgtidy::sql
