// Statements that come from outside.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <string>
#include <sstream>

int main(int argc, char **argv) {
  pqxx::connection connection("");
  pqxx::work txn(connection);
  if (argc > 1)
    txn.exec(argv[1]); // expect: pg-isolation-unverifiable
  if (const char *sql = std::getenv("STARTUP_SQL"))
    txn.exec(sql); // expect: pg-isolation-unverifiable
  std::string line;
  while (std::getline(std::cin, line))
    txn.exec(line); // expect: pg-isolation-unverifiable
}

void file(pqxx::work &txn, const char *path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  txn.exec(text.str()); // expect: pg-isolation-unverifiable
}

void row(pqxx::work &txn) {
  pqxx::result statements = txn.exec("SELECT body FROM jobs");
  for (auto const &statement : statements)
    txn.exec(statement[0].c_str()); // expect: pg-isolation-unverifiable
}

void parameter(PGconn *connection, const char *sql) {
  PQclear(PQexec(connection, sql)); // expect: pg-isolation-unverifiable
}
