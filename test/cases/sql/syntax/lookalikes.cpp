// Texts that are not statements.
#include <iostream>
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <string>

void fine(pqxx::connection &connection, pqxx::work &txn) {
  std::cerr << "SELECT id, FROM tags";
  connection.prepare("SELECT name", "SELECT name FROM tags");
  txn.exec_prepared("SELECT name");
  txn.exec("SELECT 1", "SELECT description FROM");
  pqxx::subtransaction part(txn, "SELECT");
  std::string unused = "SELECT id FROM FROM tags";
}
