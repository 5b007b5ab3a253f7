// What HAVING, and what else is read of groups, makes of aggregates.
#pragma once

#include "sql/ast.h"
#include "sql/catalog.h"

#include <string>
#include <vector>

namespace pgtidy::analysis::isolation {

/// An aggregate where it stands.
struct Summed {
  const sql::Expr *call = nullptr;
  const sql::Expr *otherwise = nullptr; ///< x of coalesce(call, x)
  const sql::Expr *test = nullptr;      ///< the condition on it, of which it only counts whether it is true
  bool hasRow = false;                  ///< the group has a row even without the one that is asked for
};

/// The aggregates in an expression; `isTruth`: it is a condition of which it only counts whether it is true.
std::vector<Summed> summedIn(const sql::Expr *expr, const sql::Catalog &catalog, bool hasRow, bool isTruth = true);

/// Whether the test may be true where its aggregate gives the constant "0", "false" …
bool mayPass(const sql::Expr &test, const std::string &value);

/// Whether the condition may be true of a group of which no aggregate takes in a row: count() is 0 then, and the others
/// are NULL.
bool mayHoldOfNone(const sql::Expr *having, const sql::Catalog &catalog);

} // namespace pgtidy::analysis::isolation
