// Expressions without columns that stand for one value: candidates for the principal.
#pragma once

#include "analysis/isolation.h"

#include <optional>
#include <string>

namespace pgtidy::analysis::isolation {

/// The text that identifies a scalar which can be a principal: "$1", "{uid}", "current_setting('app.user_id')",
/// "$1 ->> 'sub'". Casts that keep the value are left out. Nothing for other expressions.
std::optional<std::string> scalarText(const sql::Expr &expr, const Ownership &ownership,
                                      const std::vector<std::string> &holeNames);

/// The value that a query without FROM gives, as in (SELECT current_setting(…)); null where it does more.
const sql::Expr *onlyValue(const sql::Query &query);

/// Whether a cast to the type cuts no value short that was chosen for it.
bool keepsScalar(const std::string &type);

/// Whether a cast from `from` ("" when not known) to `to` gives different results for different values.
bool isExactCast(const std::string &from, const std::string &to);

/// Whether both are written alike (locations aside).
bool sameExpr(const sql::Expr &a, const sql::Expr &b);

} // namespace pgtidy::analysis::isolation
