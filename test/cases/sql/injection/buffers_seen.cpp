// Buffers that are only looked at, and ended where they end at the latest, hold what was put into them.
#include <cstring>
#include <libpq-fe.h>

int limited(PGconn *c, const char *sql) {
  char text[1000];
  strcpy(text, sql);
  if (strstr(text, "limit ") == nullptr)
    strcat(text, " limit 1");
  return PQntuples(PQexec(c, text));
}

int ended(PGconn *c, const char *sql) {
  char text[1000];
  strncpy(text, sql, 999);
  text[999] = '\0';
  return PQntuples(PQexec(c, text));
}

int cutSomewhere(PGconn *c, const char *sql) {
  char text[1000];
  strcpy(text, sql);
  if (char *end = strchr(text, ';'))
    *end = '\0';
  return PQntuples(PQexec(c, text)); // expect: pg-isolation-unverifiable
}

int known(PGconn *c) {
  return limited(c, "select * FROM WHERE") + // expect: pg-sql-syntax
         ended(c, "delete products") +       // expect: pg-sql-syntax
         cutSomewhere(c, "select 1; select 2");
}
