// Statements that are read at run time, with fixed words before or behind: unverifiable, and no injection.
#include <fstream>
#include <iterator>
#include <libpq-fe.h>
#include <string>

static std::string load(const std::string &path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

void limited(PGconn *c, const std::string &path, int limit) {
  std::string sql = load(path);
  if (limit > 0)
    sql += " LIMIT " + std::to_string(limit);
  PQexec(c, sql.c_str()); // expect: pg-isolation-unverifiable
}

void explained(PGconn *c, const std::string &path) {
  PQexec(c, ("EXPLAIN ANALYZE " + load(path)).c_str()); // expect: pg-isolation-unverifiable
}

void behindAnother(PGconn *c, const std::string &path) {
  PQexec(c, ("SET search_path = app; " + load(path)).c_str()); // expect: pg-isolation-unverifiable
}

void aCondition(PGconn *c, const std::string &path) {
  PQexec(c, ("SELECT id FROM orders WHERE " + load(path)).c_str()); // expect: pg-sql-injection
}
