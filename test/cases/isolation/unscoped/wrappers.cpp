// Text that comes from a header, a table, or through functions of the program.
#include "statements.h"

#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <string>

void constants(pqxx::connection &connection) {
  connection.prepare("orderTotal", orderTotal);
  connection.prepare("myOrderTotal", myOrderTotal);
}

pqxx::result run(pqxx::work &txn, const std::string &sql, int value) { return txn.exec_params(sql, value); }

void calls(pqxx::work &txn, int user) {
  run(txn, "SELECT id FROM orders WHERE id = $1", user); // expect: pg-isolation-unscoped
  run(txn, "SELECT id FROM orders WHERE user_id = $1", user);
}

class Repository {
public:
  explicit Repository(pqxx::work &txn) : txn_(txn) {}
  pqxx::result find(const char *condition) { return query(std::string("SELECT id FROM orders WHERE ") + condition); } // expect: pg-isolation-unscoped

private:
  pqxx::result query(const std::string &sql) { return txn_.exec(sql); }
  pqxx::work &txn_;
};

void repository(pqxx::work &txn) {
  Repository orders(txn);
  orders.find("status = 'open'");
  orders.find("user_id = current_setting('app.user_id')::bigint");
}

static const char *const reports[] = {
    "SELECT count(*) FROM orders", // expect: pg-isolation-unscoped
    "SELECT count(*) FROM orders WHERE user_id = $1",
    "SELECT count(*) FROM products",
};

void table(PGconn *connection, unsigned report, const char *const *values) {
  PQclear(PQexecParams(connection, reports[report % 3], 1, nullptr, values, nullptr, nullptr, 0));
}

void lambda(pqxx::work &txn) {
  auto send = [&](const std::string &sql) { return txn.exec(sql); };
  send("SELECT id FROM orders WHERE status = 'open'"); // expect: pg-isolation-unscoped
  send("SELECT id FROM products");
}

void meant(pqxx::work &txn) {
  txn.exec("SELECT count(*) FROM orders"); // NOLINT(pg-isolation-unscoped): for operators
}
