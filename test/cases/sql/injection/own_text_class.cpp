// A class that the program derives from a text class is a text.
#include <libpq-fe.h>
#include <string>

class Text : public std::string {
public:
  Text() {}
  Text(const char *text) : std::string(text ? text : "") {}
  Text &printf(const char *format, ...) __attribute__((format(printf, 2, 3)));
  Text &appendPrintf(const char *format, ...) __attribute__((format(printf, 2, 3)));
  operator const char *() const { return c_str(); }
};

void whole(PGconn *db) {
  const Text made("SELECT 1");
  PQclear(PQexec(db, made.c_str()));
  Text assigned;
  assigned = "SELECT 2";
  PQclear(PQexec(db, assigned));
}

void inParts(PGconn *db, bool all) {
  Text text = "SELECT 1";
  Text more;
  if (all)
    more += " WHERE true";
  text += more;
  PQclear(PQexec(db, text));
  Text appended;
  appended.append("SELECT 1 ").append(1, 'x');
  PQclear(PQexec(db, appended));
}

void formatted(PGconn *db, int id, const char *name) {
  Text text("SELECT 3");
  text.printf("SELECT kind FROM kinds WHERE id = %d", id);
  PQclear(PQexec(db, text.c_str()));
  text.appendPrintf(" AND name = '%s'", name); // expect: pg-sql-injection
  PQclear(PQexec(db, text.c_str()));
  text.printf("SELECT kind FROM kinds WHERE id = %d", id);
  PQclear(PQexec(db, text.c_str()));
}
