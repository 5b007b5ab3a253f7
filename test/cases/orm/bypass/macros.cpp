// Through a macro the finding is where the macro is used.
#include <libpq-fe.h>

#define RUN(connection, sql) PQclear(PQexec(connection, sql))

void use(PGconn *connection) {
  RUN(connection, "SELECT 1"); // expect: pg-orm-bypass
  RUN(connection, "SELECT 2"); // expect: pg-orm-bypass
}

namespace shop::db {
void use(PGconn *connection) { RUN(connection, "SELECT 1"); }
} // namespace shop::db
