// A part that could be anything is an injection and is said once.
#include <pqxx/pqxx>
#include <string>

std::string rest();

void fault(pqxx::work &txn) {
  txn.exec("SELECT id FROM products WHERE " + rest()); // expect: pg-sql-injection
}

void fine(pqxx::work &txn, bool byName) {
  txn.exec(std::string("SELECT id FROM products ORDER BY ") + (byName ? "name" : "id"));
}
