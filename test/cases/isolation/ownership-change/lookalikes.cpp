// Statements that mention the owner and do not move rows.
#include <pqxx/pqxx>
#include <string>

void fine(pqxx::work &txn, int user) {
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1 FOR UPDATE", user);
  txn.exec_params("UPDATE orders SET status = 'user_id = 2' WHERE user_id = $1", user);
  txn.exec("UPDATE products SET name = 'user_id' WHERE id = 1");
}
