// What the checks of authentication share.
#pragma once

#include "analysis/auth.h"
#include "place.h"

#include <optional>

namespace pgtidy::checks {

/// The tables of the provider that the project has; nothing where none is configured or recognised.
std::optional<analysis::ManagedTables> managedTables(const Input &input);

/// Where in the schema files `origin` stands.
findings::Place placeOf(const sql::Catalog &catalog, const sql::Origin &origin);

} // namespace pgtidy::checks
