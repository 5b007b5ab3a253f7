// NATURAL JOIN, which joins by the columns that both sides have when a view is made.
#pragma once

#include "catalog/session.h"

namespace pgtidy::sql {

/// Makes USING (…) of each NATURAL in the query of a view whose sides are tables and views that are known: a column
/// that is added or renamed later changes nothing of it.
void bindNaturalJoins(const Query &view, Session &session);
/// The same in the sub-queries of a policy's condition; null for none.
void bindNaturalJoins(const Expr *condition, Session &session);

} // namespace pgtidy::sql
