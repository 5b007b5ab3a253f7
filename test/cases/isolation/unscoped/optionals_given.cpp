// An optional that is made of a number holds it: what is done for one that holds nothing does not happen.
#include <pqxx/pqxx>
#include <optional>
#include <string>

std::string ofUser(std::optional<long> user) {
  return user ? " WHERE user_id = " + std::to_string(*user) : std::string();
}

void plain(pqxx::work &txn, long user) { txn.exec("SELECT 1 FROM orders" + ofUser(user)); }

void perhaps(pqxx::work &txn, std::optional<long> user) {
  txn.exec("SELECT 2 FROM orders" + ofUser(user)); // expect: pg-isolation-unscoped
}

void nobody(pqxx::work &txn) {
  txn.exec("SELECT 3 FROM orders" + ofUser(std::nullopt)); // expect: pg-isolation-unscoped
}
