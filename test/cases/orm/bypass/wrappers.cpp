// Calling a wrapper is no bypass; the driver call inside of it is one, once, however many call it.
#include <pqxx/pqxx>
#include <string>

pqxx::result run(pqxx::work &txn, const std::string &sql) {
  return txn.exec(sql); // expect: pg-orm-bypass
}

pqxx::result first(pqxx::work &txn) { return run(txn, "SELECT 1"); }

pqxx::result second(pqxx::work &txn, bool many) { return run(txn, many ? "SELECT 1, 2" : "SELECT 3"); }

namespace shop::db {
pqxx::result run(pqxx::work &txn, const std::string &sql) { return txn.exec(sql); }
} // namespace shop::db

pqxx::result third(pqxx::work &txn) { return shop::db::run(txn, "SELECT 1"); }
