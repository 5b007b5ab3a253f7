// What the program puts between pieces that are not known has no word of SQL: nothing is known of the statement.
#include <cstdlib>
#include <libpq-fe.h>
#include <string>

void joined(PGconn *c) {
  std::string first = std::getenv("FIRST"), second = std::getenv("SECOND");
  PQexec(c, (first + ", " + second).c_str()); // expect: pg-isolation-unverifiable
  PQexec(c, ("(" + first + ")").c_str());     // expect: pg-isolation-unverifiable
}

void completed(PGconn *c) {
  std::string table = std::getenv("TABLE");
  PQexec(c, ("SELECT 1 FROM " + table).c_str()); // expect: pg-sql-injection
}
