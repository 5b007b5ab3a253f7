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
    {"SELECT id FROM orders WHERE user_id = $1 EXCEPT SELECT order_id FROM items", "orders: closed, items: open",
     "orders: closed, items: closed", "only rows that equal one of the left side count on the right of EXCEPT"},
};

} // namespace pgtidy::analysis
