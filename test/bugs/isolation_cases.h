// Statements that are scoped but called open: results that we live with, each with its reason. The test that reads them
// fails when one turns right, so that it can move to the ordinary cases.
#pragma once

namespace pgtidy::analysis {

struct KnownWrong {
  const char *sql;
  const char *now;
  const char *right;
  const char *why;
};

inline constexpr KnownWrong IsolationBugs[] = {
    {"SELECT * FROM orders o WHERE NOT EXISTS (SELECT 1 FROM orders x WHERE x.id = o.id AND x.user_id IS DISTINCT FROM "
     "$1)",
     "orders: open, orders: open", "orders: closed, orders: closed",
     "what NOT EXISTS says of all rows of a table is not applied to the supposed one"},
};

} // namespace pgtidy::analysis
