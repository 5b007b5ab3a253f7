// Ways that are gone, though they look as if they were not.
#include <libpq-fe.h>
#include <map>
#include <memory>
#include <string>

static PGresult *all(PGconn *connection) {
  return PQexec(connection, "SELECT * FROM orders"); // expect: pg-isolation-unscoped
}

bool yes();

void switched(PGconn *connection) { // as macros do that end in an `if`
  switch (0)
  case 0:
  default:
    if (yes())
      PQexec(connection, "SELECT * FROM orders"); // expect: pg-isolation-unscoped
}

void one(PGconn *connection, int kind) {
  switch (kind)
  case 1:
    PQexec(connection, "SELECT * FROM orders"); // expect: pg-isolation-unscoped
}

void withoutName(PGconn *connection, const std::string *name) {
  if (name)
    return;
  PQexec(connection, "SELECT * FROM orders"); // expect: pg-isolation-unscoped
}

void withName(PGconn *connection, const std::string *name) {
  PQexec(connection, name ? "SELECT * FROM orders" : "SELECT 1"); // expect: pg-isolation-unscoped
}

struct Reader {
  std::shared_ptr<void> kept;
  template <class F> Reader &operator>>(F &&function) {
    kept = std::make_shared<F>(std::move(function));
    return *this;
  }
};

void kept(PGconn *connection, Reader &reader) { // who knows when it is called
  int keys = 0;
  reader >> [&](int count) { keys = count; };
  if (keys == 1)
    PQexec(connection, "SELECT * FROM orders"); // expect: pg-isolation-unscoped
}

void shortened(PGconn *connection, std::string names) {
  std::string name;
  while (!names.empty()) {
    name.push_back(names[0]);
    names.erase(0, 1);
  }
  if (name == "$user")
    PQexec(connection, "SELECT * FROM orders"); // expect: pg-isolation-unscoped
}

#define KEEP(key) if (yes()) settings[key] = "a"; else settings[key] = "b"
#define KEEP_FOUR KEEP("a"); KEEP("b"); KEEP("c"); KEEP("d")

void manyWays(PGconn *connection, std::map<std::string, std::string> settings) { // 2^32 of them
  KEEP_FOUR; KEEP_FOUR; KEEP_FOUR; KEEP_FOUR;
  KEEP_FOUR; KEEP_FOUR; KEEP_FOUR; KEEP_FOUR;
  if (settings["a"].size() > 1)
    PQexec(connection, "SELECT * FROM orders"); // expect: pg-isolation-unscoped
}

void never(PGconn *connection) {
  switch (0)
  case 1:
    PQexec(connection, "SELECT * FROM orders"); // it is not: nothing is said
}
