// Joins, and children of user-owned tables.
#include <pqxx/pqxx>
#include <string>

void faults(pqxx::work &txn, int id, int user) {
  txn.exec_params("SELECT amount FROM items WHERE id = $1", id);       // expect: pg-isolation-unscoped
  txn.exec_params("SELECT amount FROM items WHERE order_id = $1", id); // expect: pg-isolation-unscoped
  txn.exec_params("SELECT o.total, i.amount"
                  " FROM orders o JOIN"         // expect: pg-isolation-unscoped
                  " items i ON i.order_id = o.id" // expect: pg-isolation-unscoped
                  " WHERE o.id = $1",
                  id);
  txn.exec_params("SELECT o.total, i.amount"
                  " FROM orders o CROSS JOIN"
                  " items i" // expect: pg-isolation-unscoped
                  " WHERE o.user_id = $1",
                  user);
  txn.exec_params("SELECT o.id FROM orders o" // expect: pg-isolation-unscoped
                  " LEFT JOIN items i ON i.order_id = o.id AND o.user_id = $1",
                  user);
  txn.exec_params("SELECT b.body FROM item_notes b WHERE b.item_id = $1", id); // expect: pg-isolation-unscoped
  txn.exec_params("SELECT u.name FROM users u" // expect: pg-isolation-unscoped
                  " JOIN products p ON p.name = u.name WHERE p.id = $1",
                  id);
}

void fine(pqxx::work &txn, int id, int user) {
  txn.exec_params("SELECT u.name FROM users u JOIN products p ON p.id = u.id WHERE p.id = $1", user); // u.id is $1
  txn.exec_params("SELECT o.total, i.amount FROM orders o JOIN items i ON i.order_id = o.id"
                  " WHERE o.user_id = $1",
                  user);
  txn.exec_params("SELECT i.amount FROM items i JOIN orders o ON o.id = i.order_id AND o.user_id = $2"
                  " WHERE i.id = $1",
                  id, user);
  txn.exec_params("SELECT i.amount FROM items i, orders o WHERE o.id = i.order_id AND o.user_id = $1", user);
  txn.exec_params("SELECT o.id, p.name FROM orders o LEFT JOIN items i ON i.order_id = o.id"
                  " LEFT JOIN products p ON p.id = i.product_id WHERE o.user_id = $1",
                  user);
  txn.exec_params("SELECT u.name, o.id FROM users u JOIN orders o ON o.user_id = u.id WHERE u.id = $1", user);
  txn.exec_params("SELECT u.name, o.id FROM users u JOIN orders o ON o.user_id = u.id WHERE o.user_id = $1", user);
  txn.exec_params("SELECT b.body FROM item_notes b JOIN items i ON i.id = b.item_id"
                  " JOIN orders o ON o.id = i.order_id WHERE b.id = $1 AND o.user_id = $2",
                  id, user);
}
