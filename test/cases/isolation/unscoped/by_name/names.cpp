// Without a schema, names decide: a table is user-owned when any statement uses an owner column on it.
#include <pqxx/pqxx>
#include <string>

void faults(pqxx::work &txn, int id) {
  txn.exec_params("SELECT id FROM letters WHERE id = $1", id);   // expect: pg-isolation-unscoped
  txn.exec_params("SELECT name FROM users WHERE name = $1", id); // expect: pg-isolation-unscoped
}

void fine(pqxx::work &txn, int id, int user) {
  txn.exec_params("SELECT id FROM letters WHERE id = $1 AND user_id = $2", id, user);
  txn.exec_params("SELECT id FROM stamps WHERE id = $1", id);
  txn.exec_params("SELECT name FROM users WHERE id = $1", user);
}
