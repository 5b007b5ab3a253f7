// Unknown texts that are not statements.
#include <cstdlib>
#include <iostream>
#include <pqxx/pqxx>
#include <string>

std::string fromFile(const std::string &path);

void fine(pqxx::work &txn, const std::string &name) {
  txn.exec("SELECT id FROM products", fromFile("description")); // names the statement in errors
  txn.exec_params("SELECT id FROM products WHERE name = $1", fromFile("name"));
  txn.exec_prepared("byName", std::getenv("NAME"));
  std::cout << fromFile("help") << txn.quote(name);
  pqxx::subtransaction part(txn, fromFile("name"));
}
