// Names in the quotes of SQL.
#pragma once

#include "facts/text.h"

namespace pgtidy::facts {

/// The name as an SQL identifier in double quotes (PostgreSQL manual, 4.1.1): known where the name is; asked for later
/// where it is known at link only; else the hole, which is to be an EscapedIdentifier.
Text quotedName(const Text &name, const Hole &otherwise);

} // namespace pgtidy::facts
