// SET of an owner column.
#include <pqxx/pqxx>
#include <string>

void faults(pqxx::work &txn, int id, int user, int other) {
  txn.exec_params("UPDATE orders SET user_id = $3 WHERE id = $1 AND user_id = $2", id, user, other); // expect: pg-isolation-ownership-change
  txn.exec_params("UPDATE orders SET status = 'new', user_id = $2 WHERE user_id = $1", user, other); // expect: pg-isolation-ownership-change
}

void fine(pqxx::work &txn, int id, int user) {
  txn.exec_params("UPDATE orders SET status = 'new' WHERE id = $1 AND user_id = $2", id, user);
  txn.exec_params("UPDATE orders SET user_id = $2 WHERE id = $1 AND user_id = $2", id, user);
  txn.exec_params("UPDATE orders SET user_id = user_id WHERE id = $1 AND user_id = $2", id, user);
  txn.exec_params("UPDATE products SET name = $1 WHERE id = $2", "a", id);
}
