// Run-time text that is not part of a statement.
#include <iostream>
#include <pqxx/pqxx>
#include <string>

void fine(pqxx::work &txn, const std::string &name) {
  std::cerr << "SELECT id FROM tags WHERE name = '" + name + "'";
  std::string message = "cannot find '" + name + "'";
  txn.exec_params("SELECT id FROM tags WHERE name = $1 OR name LIKE '%' || $1 || '%'", name);
  txn.exec("SELECT id FROM tags", "tags named " + name);
  txn.exec_prepared("by" + name, message);
}
