// A literal alone on the owner.
#include <pqxx/pqxx>
#include <string>

void faults(pqxx::work &txn) {
  txn.exec("SELECT id FROM orders WHERE user_id = 1");                                  // expect: pg-isolation-constant-user
  txn.exec("SELECT id FROM orders WHERE 1 = user_id");                                  // expect: pg-isolation-constant-user
  txn.exec("SELECT id FROM orders WHERE user_id = '1'");                                // expect: pg-isolation-constant-user
  txn.exec("SELECT id FROM orders WHERE user_id = 1::bigint");                          // expect: pg-isolation-constant-user
  txn.exec("SELECT id FROM orders WHERE user_id = CAST('1' AS bigint)");                // expect: pg-isolation-constant-user
  txn.exec("SELECT id FROM orders WHERE user_id IN (1)");                               // expect: pg-isolation-constant-user
  txn.exec("SELECT name FROM users WHERE id = 1");                                      // expect: pg-isolation-constant-user
  txn.exec("SELECT o.id FROM orders o WHERE o.user_id = 1 AND o.status = 'open'");      // expect: pg-isolation-constant-user
}

void fine(pqxx::work &txn, int user) {
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", user);
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1 AND user_id = 1", user);
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1 AND id = 1", user);
  txn.exec("SELECT id FROM products WHERE id = 1");
}

void open(pqxx::work &txn, int user) {
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1 OR user_id = 1", user); // expect: pg-isolation-unscoped
  txn.exec("SELECT id FROM orders WHERE user_id <> 1");                             // expect: pg-isolation-unscoped
}
