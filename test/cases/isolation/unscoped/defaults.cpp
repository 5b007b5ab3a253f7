// Statements that parameters have by default.
#include <pqxx/pqxx>
#include <string>

void report(pqxx::work &txn, const std::string &sql = "SELECT total FROM orders") { // expect: pg-isolation-unscoped
  txn.exec(sql); // expect: pg-isolation-unverifiable
}

void ordered(pqxx::work &txn, long user, const std::string &order = "id") {
  txn.exec("SELECT total FROM orders WHERE user_id = " + std::to_string(user) + " ORDER BY " + order); // expect: pg-sql-injection
}
