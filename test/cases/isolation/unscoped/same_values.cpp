// Two parameters that the program gives one value are one user.
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <string>

void one(pqxx::work &txn, int user) {
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1 OR (user_id = $2 AND status = 'open')", user, user); // fine
}

void arrays(PGconn *c, const char *user, const char *status) {
  const char *values[] = {user, status, user};
  PQexecParams(c, "SELECT id FROM orders WHERE (user_id = $1 AND status = $2) OR user_id = $3", 3, nullptr, values, nullptr, nullptr, 0); // fine
}

void two(pqxx::work &txn, int user, int other) {
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1 OR user_id = $2", user, other); // expect: pg-isolation-unscoped
}

void changed(pqxx::work &txn, int user) {
  const int before = user;
  ++user;
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1 OR user_id = $2", before, user); // expect: pg-isolation-unscoped
}

// Once the same, once not.
static void either(pqxx::work &txn, int user, int other) {
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1 OR user_id = $2", user, other); // expect: pg-isolation-unscoped
}

void callers(pqxx::work &txn, int user, int other) {
  either(txn, user, user);
  either(txn, user, other);
}
