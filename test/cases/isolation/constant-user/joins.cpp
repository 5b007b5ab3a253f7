// Children of a fixed user's rows.
#include <pqxx/pqxx>
#include <string>

void faults(pqxx::work &txn) {
  txn.exec("SELECT i.amount FROM"
           " items i" // expect: pg-isolation-constant-user
           " JOIN"
           " orders o" // expect: pg-isolation-constant-user
           " ON o.id = i.order_id WHERE o.user_id = 1");
}

void fine(pqxx::work &txn, int user) {
  txn.exec_params("SELECT i.amount FROM items i JOIN orders o ON o.id = i.order_id"
                  " WHERE o.user_id = $1 AND i.product_id = 1",
                  user);
}
