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
    {"SELECT * FROM orders o WHERE NOT EXISTS (SELECT 1 FROM orders x WHERE x.id = o.id AND x.user_id <> $1)",
     "orders: open, orders: open", "orders: closed, orders: closed",
     "what NOT EXISTS says of all rows is not applied to the supposed one"},
    {"SELECT * FROM (SELECT user_id, count(*) AS n FROM orders GROUP BY ROLLUP (user_id)) t WHERE t.user_id = $1",
     "orders: open", "orders: closed", "columns of grouping sets are not followed"},
    {"WITH RECURSIVE t AS (SELECT id, user_id FROM folders WHERE user_id = $1 UNION ALL SELECT f.id, f.user_id FROM "
     "folders f JOIN t ON t.id = f.parent_id AND t.user_id = f.user_id) SELECT * FROM t",
     "folders: closed, folders: open", "folders: closed, folders: closed",
     "what each step of a recursive CTE keeps is not found"},
};

} // namespace pgtidy::analysis
