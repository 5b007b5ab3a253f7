// libpq and libpqxx know $1 only.
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <string>

void faults(pqxx::work &txn, PGconn *connection, int id, const char *const *values) {
  txn.exec_params("SELECT name FROM tags WHERE id = ?", id);                                                // expect: pg-sql-syntax
  txn.exec_params("SELECT name FROM tags WHERE id = :id", id);                                              // expect: pg-sql-syntax
  PQclear(PQexecParams(connection, "SELECT ?", 1, nullptr, values, nullptr, nullptr, 0));                   // expect: pg-sql-syntax
  PQclear(PQprepare(connection, "a", "SELECT name FROM tags WHERE id = ?", 1, nullptr));                    // expect: pg-sql-syntax
}

void fine(pqxx::work &txn, int id) {
  txn.exec_params("SELECT name FROM tags WHERE id = $1", id);
  txn.exec_params("SELECT name FROM tags WHERE id = $1::bigint AND name <> '?'", id);
  txn.exec_params("SELECT data ? 'key', ':id' FROM tags WHERE id = $1", id);
  txn.exec("SELECT (ARRAY[1, 2, 3])[1:2]");
}
