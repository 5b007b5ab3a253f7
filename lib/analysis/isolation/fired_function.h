// A trigger's function as one trigger runs it.
#pragma once

#include "sql/catalog.h"

#include <string>
#include <string_view>

namespace pgtidy::analysis::isolation {

/// The body with what is known where the trigger is fired for the event ("insert"): TG_OP is 'INSERT', TG_TABLE_NAME
/// the table's name, and so on (PostgreSQL, Trigger Functions, "Triggers on Data Changes").
std::string bodyFiredFor(const sql::Function &function, const sql::Trigger &trigger, std::string_view event,
                         const sql::Catalog &catalog);

} // namespace pgtidy::analysis::isolation
