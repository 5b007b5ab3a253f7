// SELECT of one table.
#include <pqxx/pqxx>
#include <string>

void faults(pqxx::work &txn, int id) {
  txn.exec("SELECT id FROM orders");                                                        // expect: pg-isolation-unscoped
  txn.exec_params("SELECT id FROM orders WHERE id = $1", id);                               // expect: pg-isolation-unscoped
  txn.exec("SELECT sum(total) FROM orders");                                                // expect: pg-isolation-unscoped
  txn.exec_params("SELECT id FROM orders WHERE user_id <> $1", id);                         // expect: pg-isolation-unscoped
  txn.exec_params("SELECT id FROM orders WHERE user_id >= $1", id);                         // expect: pg-isolation-unscoped
  txn.exec_params("SELECT id FROM orders WHERE NOT user_id = $1", id);                      // expect: pg-isolation-unscoped
  txn.exec("SELECT id FROM orders WHERE user_id IS NOT NULL");                              // expect: pg-isolation-unscoped
  txn.exec("SELECT id FROM orders WHERE user_id = user_id");                                // expect: pg-isolation-unscoped
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1 OR status = 'open'", id);       // expect: pg-isolation-unscoped
  txn.exec_params("SELECT id FROM orders WHERE $1 IS NULL OR user_id = $1", id);            // expect: pg-isolation-unscoped
  txn.exec_params("SELECT id FROM orders WHERE user_id = coalesce($1, user_id)", id);       // expect: pg-isolation-unscoped
  txn.exec_params("SELECT user_id = $1 FROM orders", id);                                   // expect: pg-isolation-unscoped
  txn.exec_params("SELECT id FROM orders ORDER BY user_id = $1", id);                       // expect: pg-isolation-unscoped
  txn.exec_params("SELECT id FROM orders -- WHERE user_id = $1\n WHERE id = $1", id);       // expect: pg-isolation-unscoped
  txn.exec("SELECT 'user_id = $1' FROM orders");                                            // expect: pg-isolation-unscoped
  txn.exec("SELECT name FROM users");                                                       // expect: pg-isolation-unscoped
  txn.exec_params("SELECT email FROM users WHERE name = $1", "a");                          // expect: pg-isolation-unscoped
}

void fine(pqxx::work &txn, int id, int user, const std::string &email) {
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", user);
  txn.exec_params("SELECT id FROM orders WHERE $1 = user_id", user);
  txn.exec_params("SELECT id FROM orders WHERE user_id IN ($1)", user);
  txn.exec_params("SELECT id FROM orders WHERE user_id::bigint = $1::bigint", user);
  txn.exec_params("SELECT id FROM orders WHERE (id, user_id) = ($1, $2)", id, user);
  txn.exec_params("SELECT id FROM orders WHERE (user_id = $1 AND id = 1) OR (user_id = $1 AND id = 2)", user);
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1 AND (status = 'open' OR total > 10)", user);
  txn.exec("SELECT id FROM orders WHERE user_id = current_setting('app.user_id')::bigint");
  txn.exec("SELECT id FROM orders WHERE user_id = " + std::to_string(user));
  txn.exec_params("SELECT id FROM orders o WHERE o.user_id = $1 ORDER BY o.id LIMIT 10", user);
  txn.exec_params("SELECT name FROM users WHERE id = $1", user);
  txn.exec_params("SELECT name FROM users WHERE email = $1", email);
  txn.exec_params("SELECT name, price FROM products WHERE id = $1", id);
  txn.exec("SELECT relname FROM pg_catalog.pg_class");
  txn.exec("SELECT line FROM lines");
  txn.exec("SELECT now()");
}
