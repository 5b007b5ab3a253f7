// Numbers that are no users.
#include <pqxx/pqxx>
#include <string>

void fine(pqxx::work &txn, int user) {
  txn.exec_params("SELECT 1 FROM orders WHERE user_id = $1 LIMIT 1", user);
  txn.exec("SELECT 'user_id = 1'");
  txn.exec("SELECT id FROM products -- WHERE user_id = 1");
  txn.exec_params("SELECT id, 1 AS user_id FROM products WHERE id = $1", user);
  std::string unused = "SELECT id FROM orders WHERE user_id = 1";
}
