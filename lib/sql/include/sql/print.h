// The relational form as text, for messages and tests.
#pragma once

#include "sql/ast.h"

#include <string>
#include <vector>

namespace pgtidy::sql {

/// SQL that reads like the expression: brackets where they matter, holes as `{0}`. Good enough for a message; not
/// meant to be run.
std::string print(const Expr &expr);
std::string print(const std::vector<ExprPtr> &exprs); ///< separated by commas

/// The same for a query and an element of FROM.
std::string print(const Query &query);
std::string print(const From &from);

/// An operator as people write it: LIKE for `~~`.
std::string spoken(const std::string &name);

/// "schema.table", without the quotes it may need.
std::string print(const Name &name);

/// One line that tells everything a statement holds; what is absent is left out. For tests.
std::string dump(const Statement &statement);

} // namespace pgtidy::sql
