// What stands in a list that a function of another unit returns: each element is known by its place.
#include "lists_returned.h"

#include <libpq-fe.h>

void numbers(PGconn *c, int id, const std::string &name) {
  std::vector<std::string> keys = keysOf(id, name);
  PQexec(c, ("SELECT name FROM tags WHERE id = " + keys[0]).c_str());
  PQexec(c, ("SELECT id FROM tags WHERE " + keys[1] + " = 'a'").c_str());
}

void texts(PGconn *c, int id, const std::string &name) {
  std::vector<std::string> keys = keysOf(id, name); // expect: pg-sql-injection
  PQexec(c, ("SELECT id FROM tags WHERE name = '" + keys[2] + "'").c_str());
}

void named(PGconn *c, int id) {
  const std::vector<std::string> keys = keysOf(id, "a");
  PQexec(c, ("SELECT id FROM tags WHERE name = '" + keys.at(2) + "'").c_str());
}

void either(PGconn *c, int id, bool isShort) {
  std::vector<std::string> keys = eitherKeys(id, isShort);
  PQexec(c, ("SELECT name FROM tags WHERE id = " + keys[0] + " OR name = " + keys[1]).c_str());
}

void sometimes(PGconn *c, int id, bool isNew) {
  const std::vector<std::string> keys = someKeys(id, isNew);
  if (!keys.empty())
    PQexec(c, ("SELECT name FROM tags WHERE id = " + keys.front()).c_str());
}

void words(PGconn *c, const char *line) {
  std::vector<std::string> words = wordsOf(line);
  PQexec(c, ("SELECT id FROM tags WHERE name = '" + words[1] + "'").c_str()); // expect: pg-sql-injection
}

void added(PGconn *c, int id, const char *name) {
  std::vector<std::string> keys = someKeys(id, false);
  keys.push_back(name);
  for (const std::string &key : keys)
    PQexec(c, ("SELECT id FROM tags WHERE name = '" + key + "'").c_str()); // expect: pg-sql-injection
}

void replaced(PGconn *c, int id, const char *name) {
  std::vector<std::string> keys = keysOf(id, "a");
  keys[0] = name;
  PQexec(c, ("SELECT id FROM tags WHERE name = '" + keys[0] + "'").c_str()); // expect: pg-sql-injection
}
