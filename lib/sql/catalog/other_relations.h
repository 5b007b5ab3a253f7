// Relations without rows of the program's: sequences and composite types. They take names that an index may want.
#pragma once

#include "catalog/session.h"

#include <string>

namespace pgtidy::sql {

/// The key of the composite type that the name means; "" where there is none.
std::string compositeKey(const Session &session, const Name &name);

/// Takes out a sequence or composite type; nothing where there is none.
void dropOtherRelation(Session &session, const Name &name);

/// ALTER … RENAME TO, or SET SCHEMA: what has the name is `to` of `schema` from now on ("" for its own). False where
/// there is none.
bool moveOtherRelation(Session &session, const Name &name, const std::string &schema, const std::string &to);

/// Takes those of a schema to another; out, where that is "".
void moveOtherRelations(Catalog &catalog, const std::string &from, const std::string &to);

} // namespace pgtidy::sql
