// Policies and triggers that a text which is not known may have changed.
#pragma once

#include "sql/catalog.h"

#include <string_view>

namespace pgtidy::sql {

/// What a text that the code puts together may have done to policies and triggers: to those of the tables that the code
/// names, or where it names none, or takes names from PostgreSQL's own tables, to all.
void distrustMade(Catalog &catalog, std::string_view code);

/// The same for the bodies of the functions that the code calls.
void distrustCalled(Catalog &catalog, std::string_view code);

} // namespace pgtidy::sql
