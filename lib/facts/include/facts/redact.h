// Passwords out of facts, before anything is written.
#pragma once

#include "facts/unit.h"

namespace pgtidy::facts {

/// Replaces the bytes of passwords by as many '*', so that positions hold and a check still sees that there was one: in
/// connection strings and settings (through constants, functions and parameters of the unit), in every URI of
/// PostgreSQL wherever it stands, in whatever else reads as a connection string, and in the source expressions kept for
/// messages.
void redactSecrets(Unit &unit);

} // namespace pgtidy::facts
