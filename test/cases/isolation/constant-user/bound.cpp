// Constants that are bound as parameters.
#include <pqxx/pqxx>
#include <libpq-fe.h>

constexpr int systemUser = 7;

void faults(pqxx::work &txn, PGconn *connection) {
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", 7);                       // expect: pg-isolation-constant-user
  txn.exec_params("SELECT id FROM orders WHERE id = $1 AND user_id = $2", 3, systemUser); // expect: pg-isolation-constant-user
  txn.exec_params("INSERT INTO orders (id, user_id) VALUES ($1, $2)", 1, systemUser);   // expect: pg-isolation-constant-user
  const char *values[] = {"1"};
  PQclear(PQexecParams(connection, "DELETE FROM orders WHERE user_id = $1", 1, nullptr, values, nullptr, nullptr, 0)); // expect: pg-isolation-constant-user
}

void lookalikes(pqxx::work &txn, int user, bool own) {
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1 AND status = $2", user, "open");
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", own ? user : user + 1);
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1 AND user_id <> $2", user, 0);
  txn.exec_params("SELECT name FROM products WHERE id = $1", 7);
}
