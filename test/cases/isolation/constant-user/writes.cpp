// Writing for a fixed user.
#include <pqxx/pqxx>
#include <string>

void faults(pqxx::work &txn, int id) {
  txn.exec_params("INSERT INTO orders (id, user_id) VALUES ($1, 1)", id);               // expect: pg-isolation-constant-user
  txn.exec("UPDATE orders SET status = 'late' WHERE user_id = 1");                      // expect: pg-isolation-constant-user
  txn.exec("DELETE FROM orders WHERE user_id = 1");                                     // expect: pg-isolation-constant-user
}

void fine(pqxx::work &txn, int id, int user) {
  txn.exec_params("INSERT INTO orders (id, user_id) VALUES ($1, $2)", id, user);
  txn.exec_params("INSERT INTO orders (id, user_id, total) VALUES (1, $1, 0)", user);
  txn.exec_params("UPDATE orders SET total = 1 WHERE user_id = $1", user);
  txn.exec("INSERT INTO products (id, name, price) VALUES (1, 'a', 1)");
}
