// Copying is talking to the driver as well.
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <string>
#include <vector>

void libpqxx(pqxx::work &txn) {
  pqxx::stream_to stream(txn, "tags", std::vector<std::string>{"name"}); // expect: pg-orm-bypass
  stream.complete();
}

void libpq(PGconn *connection) {
  PQclear(PQexec(connection, "COPY tags (name) FROM STDIN")); // expect: pg-orm-bypass
  PQputCopyData(connection, "new\n", 4);
  PQputCopyEnd(connection, nullptr);
}
