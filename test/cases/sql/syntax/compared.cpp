// Texts that say that there is none, which the program does not send.
#include <libpq-fe.h>
#include <string>

static std::string column(int kind, bool other) {
  if (kind < 0)
    return "bad input";
  if (other)
    return kind == 1 ? "name" : "kind";
  return "id";
}

static std::string statement(int kind, bool other) {
  const std::string text = column(kind, other);
  if (text == "bad input")
    return text;
  return "SELECT id FROM tags ORDER BY " + text;
}

void left(PGconn *c, int kind, bool other) {
  const std::string sql = statement(kind, other);
  if (sql == "bad input")
    return;
  PQexec(c, sql.c_str());
}

void taken(PGconn *c, int kind, bool other) {
  const std::string sql = statement(kind, other);
  if (sql != "bad input")
    PQexec(c, sql.c_str());
  else
    PQexec(c, "SELECT 1");
}

static std::string otherStatement(int kind, bool other) {
  const std::string text = column(kind, other);
  if (text == "bad input")
    return "no column"; // expect: pg-sql-syntax
  return "SELECT id FROM tags ORDER BY " + text;
}

void another(PGconn *c, int kind, bool other) {
  const std::string sql = otherStatement(kind, other);
  if (sql == "bad input")
    return;
  PQexec(c, sql.c_str());
}

static std::string thirdStatement(int kind, bool other) {
  const std::string text = column(kind, other);
  if (text == "bad input")
    return "no statement"; // expect: pg-sql-syntax
  return "SELECT id FROM tags ORDER BY " + text;
}

void theWrongOne(PGconn *c, int kind, bool other) {
  const std::string sql = thirdStatement(kind, other);
  if (sql == "no statement")
    PQexec(c, sql.c_str());
}
