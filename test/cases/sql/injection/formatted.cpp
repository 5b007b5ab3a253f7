// Formats and streams.
#include <cstdio>
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <string>
#include <sstream>

void faults(PGconn *connection, pqxx::work &txn, const char *name) {
  char sql[256];
  std::snprintf(sql, sizeof sql, "SELECT id FROM tags WHERE name = '%s'", name); // expect: pg-sql-injection
  PQclear(PQexec(connection, sql));
  std::ostringstream stream;
  stream << "SELECT id FROM tags WHERE name = '" << name << "'"; // expect: pg-sql-injection
  txn.exec(stream.str());
}

void fine(PGconn *connection, pqxx::work &txn, int id, unsigned long count) {
  char sql[256];
  std::snprintf(sql, sizeof sql, "SELECT name FROM tags WHERE id = %d LIMIT %lu", id, count);
  PQclear(PQexec(connection, sql));
  std::snprintf(sql, sizeof sql, "SELECT id FROM %s", "tags");
  PQclear(PQexec(connection, sql));
  std::ostringstream stream;
  stream << "SELECT name FROM tags WHERE id = " << id << " LIMIT " << count;
  txn.exec(stream.str());
}
