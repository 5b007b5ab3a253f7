#include <libpq-fe.h>
#include <string>

int ownerOf(PGconn *connection, int post) {
  std::string id = std::to_string(post);
  const char *values[] = {id.c_str()};
  PGresult *rows = PQexecParams(connection, "SELECT user_id FROM posts WHERE id = $1", // expect: pg-isolation-guarded
                                1, nullptr, values, nullptr, nullptr, 0);
  int owner = PQntuples(rows) == 1 ? std::stoi(PQgetvalue(rows, 0, 0)) : -1;
  PQclear(rows);
  return owner;
}

void removePost(PGconn *connection, int post) {
  std::string id = std::to_string(post);
  const char *values[] = {id.c_str()};
  PQexecParams(connection, "DELETE FROM posts WHERE id = $1", // expect: pg-isolation-guarded
               1, nullptr, values, nullptr, nullptr, 0);
}

void removeAny(PGconn *connection, int post) {
  std::string id = std::to_string(post);
  const char *values[] = {id.c_str()};
  PQexecParams(connection, "DELETE FROM posts WHERE id = $1", // expect: pg-isolation-unscoped
               1, nullptr, values, nullptr, nullptr, 0);
}
