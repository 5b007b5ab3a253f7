// Buffers that smart pointers own are written as others are.
#include <libpq-fe.h>
#include <cstdio>
#include <memory>

void byId(PGconn *db, int id) {
  auto sql = std::make_unique<char[]>(256);
  std::snprintf(sql.get(), 256, "SELECT 1 FROM orders WHERE id = %d", id); // expect: pg-isolation-unscoped
  PQexec(db, sql.get());
}

void ofUser(PGconn *db, int user) {
  auto sql = std::make_unique<char[]>(256);
  std::snprintf(sql.get(), 256, "SELECT 2 FROM orders WHERE user_id = %d", user);
  PQexec(db, sql.get());
}
