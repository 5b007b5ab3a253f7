// Sub-queries, CTEs, set operations.
#include <pqxx/pqxx>
#include <string>

void faults(pqxx::work &txn, int user) {
  txn.exec("SELECT p.name FROM products p WHERE EXISTS (SELECT 1"
           " FROM items i" // expect: pg-isolation-unscoped
           " WHERE i.product_id = p.id)");
  txn.exec("SELECT p.name, (SELECT count(*)"
           " FROM items i" // expect: pg-isolation-unscoped
           " WHERE i.product_id = p.id) FROM products p");
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1 UNION"
                  " SELECT id FROM orders", // expect: pg-isolation-unscoped
                  user);
  txn.exec("WITH recent AS (SELECT id, user_id FROM orders)" // expect: pg-isolation-unscoped
           " SELECT id FROM recent");
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1 AND total >"
                  " (SELECT avg(total) FROM orders)", // expect: pg-isolation-unscoped
                  user);
  txn.exec_params("WITH first AS (SELECT id, user_id FROM orders LIMIT 10)" // expect: pg-isolation-unscoped
                  " SELECT id FROM first WHERE user_id = $1",
                  user);
}

void fine(pqxx::work &txn, int id, int user, const std::string &email) {
  txn.exec_params("SELECT amount FROM items WHERE order_id IN (SELECT id FROM orders WHERE user_id = $1)", user);
  txn.exec_params("SELECT amount FROM items i WHERE i.id = $1 AND EXISTS"
                  " (SELECT 1 FROM orders o WHERE o.id = i.order_id AND o.user_id = $2)",
                  id, user);
  txn.exec_params("WITH mine AS (SELECT id, user_id AS owner FROM orders)"
                  " SELECT id FROM mine WHERE owner = $1",
                  user);
  txn.exec_params("SELECT t.id FROM (SELECT id, user_id FROM orders) t WHERE t.user_id = $1", user);
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1 UNION ALL SELECT id FROM products", user);
  txn.exec_params("SELECT total FROM orders WHERE user_id = (SELECT id FROM users WHERE email = $1)", email);
  txn.exec_params("WITH orders AS (SELECT id FROM products) SELECT id FROM orders WHERE id > $1", id);
}
