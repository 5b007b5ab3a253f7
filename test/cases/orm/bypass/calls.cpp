// Every call that hands a statement to the driver, whatever it says.
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <string>

void libpq(PGconn *connection, const char *const *values) {
  PQclear(PQexec(connection, "BEGIN"));                                                        // expect: pg-orm-bypass
  PQclear(PQexecParams(connection, "SELECT $1", 1, nullptr, values, nullptr, nullptr, 0));     // expect: pg-orm-bypass
  PQclear(PQprepare(connection, "one", "SELECT 1", 0, nullptr));                               // expect: pg-orm-bypass
  PQclear(PQexecPrepared(connection, "one", 0, nullptr, nullptr, nullptr, 0));                 // expect: pg-orm-bypass
  PQsendQuery(connection, "SELECT 1");                                                         // expect: pg-orm-bypass
  PQsendQueryPrepared(connection, "one", 0, nullptr, nullptr, nullptr, 0);                     // expect: pg-orm-bypass
}

void libpqxx(pqxx::connection &connection) {
  connection.prepare("one", "SELECT 1"); // expect: pg-orm-bypass
  pqxx::work txn(connection);
  txn.exec("SET LOCAL statement_timeout = 1000"); // expect: pg-orm-bypass
  txn.exec_params("SELECT $1::int", 1);           // expect: pg-orm-bypass
  txn.exec_prepared("one");                       // expect: pg-orm-bypass
  txn.exec0("NOTIFY tags");                       // expect: pg-orm-bypass
  txn.exec1("SELECT 1");                          // expect: pg-orm-bypass
  txn.commit();
}

void fine(PGconn *connection, pqxx::work &txn, const std::string &name) {
  PGconn *other = PQconnectdb("");
  PQstatus(other);
  PQfinish(other);
  char buffer[64];
  PQescapeStringConn(connection, buffer, name.c_str(), name.size(), nullptr);
  txn.quote(name);
  txn.esc(name);
}
