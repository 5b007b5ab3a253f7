// New relations.
#pragma once

#include "catalog/session.h"

namespace pgtidy::sql {

/// What to do when a relation of the name is there already.
enum class IfThere : uint8_t { Error, Keep, Replace };

/// The new relation (or that which is replaced, as it is); null when one is there that is kept.
Table *newRelation(Session &session, Node rangeVar, RelationKind kind, IfThere ifThere);

} // namespace pgtidy::sql
