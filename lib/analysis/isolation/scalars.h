// Expressions without columns that stand for one value: candidates for the principal.
#pragma once

#include "analysis/isolation.h"

#include <optional>
#include <string>
#include <string_view>

namespace pgtidy::analysis::isolation {

/// The text that identifies a scalar which can be a principal: "$1", "{uid}", "current_setting('app.user_id')",
/// "$1 ->> 'sub'". Casts that keep the value are left out. Nothing for other expressions, and for parameters of the
/// session that hold no user (UserModel::principals; where it has none, those of the server: 'server_version').
std::optional<std::string> scalarText(const sql::Expr &expr, const Ownership &ownership,
                                      const std::vector<std::string> &holeNames);

/// The same of an argument of a function: what a cast or COLLATE may change in it has a part in the text.
std::optional<std::string> argumentText(const sql::Expr &expr, const Ownership &ownership,
                                        const std::vector<std::string> &holeNames);

/// The same of an expression that gives such a scalar, or NULL for "": nullif(current_setting('app.user_id', true),
/// '').
std::optional<std::string> userText(const sql::Expr &expr, const Ownership &ownership,
                                    const std::vector<std::string> &holeNames);

/// userText(), of any parameter of the session: whether it holds the user is not asked.
std::optional<std::string> anyUserText(const sql::Expr &expr, const Ownership &ownership,
                                       const std::vector<std::string> &holeNames);

/// x of unnest(x); null for other expressions.
const sql::Expr *unnested(const sql::Expr &call);
/// Whether the text of a principal is the session's, no parameter or hole of the statement.
bool isSessionUser(const std::string &principal);

/// The value of a call to a function of the schema that has no arguments and only gives the session's user; null for
/// other expressions.
const sql::Expr *givenByCall(const sql::Expr &expr, const Ownership &ownership);

/// The value that a query without FROM gives, as in (SELECT current_setting(…)); null where it does more.
const sql::Expr *onlyValue(const sql::Query &query);

/// Whether a cast to the type cuts no value short that was chosen for it.
bool keepsScalar(const std::string &type);

/// Whether values of other types that are brought to this one may be equal then though they were not: two bigint are
/// one float8, 'a' and 'a ' one bpchar, 'a' and 'A' one citext.
bool mayMergeValues(std::string_view type);

/// Whether a cast from `from` ("" when not known) to `to` gives different results for different values.
bool isExactCast(const std::string &from, const std::string &to);

/// Whether values of the type that are equal are so in all their letters and digits: 1.0 and 1.00 of numeric are not.
bool isEqualAsWritten(std::string_view type);

/// Whether both are written alike (locations aside).
bool sameExpr(const sql::Expr &a, const sql::Expr &b);

} // namespace pgtidy::analysis::isolation
