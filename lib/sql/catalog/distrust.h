// Policies that a text which is not known may have changed.
#pragma once

#include "sql/catalog.h"

#include <string_view>

namespace pgtidy::sql {

/// Whether the code may take away what row-level security keeps back: by a policy, or by switching it off.
bool mayChangeRowSecurity(std::string_view code);

/// What a text that the code puts together may have done to policies: to those of the tables that the code names, or
/// where it names none, or takes names from PostgreSQL's own tables, to all.
void distrustPolicies(Catalog &catalog, std::string_view code);

/// The same for the bodies of the functions that the code calls.
void distrustCalled(Catalog &catalog, std::string_view code);

} // namespace pgtidy::sql
