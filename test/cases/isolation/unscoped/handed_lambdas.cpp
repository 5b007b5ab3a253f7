// Lambdas and functions that the library calls with the arguments that it is given, and arrays walked by pointers.
#include <algorithm>
#include <future>
#include <iterator>
#include <libpq-fe.h>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

void sent(PGconn *c, const std::string &sql) { PQexec(c, sql.c_str()); }

void handed(PGconn *c, int own) {
  auto future = std::async(
      std::launch::async, [c](std::string sql) { return PQexec(c, sql.c_str()); }, "SELECT status FROM orders"); // expect: pg-isolation-unscoped
  std::thread thread([c](const char *sql) { PQexec(c, sql); }, "DELETE FROM orders"); // expect: pg-isolation-unscoped
  std::apply(sent, std::make_tuple(c, "SELECT total FROM orders"));                   // expect: pg-isolation-unscoped
  std::thread shared([c](const char *sql) { PQexec(c, sql); }, "SELECT name FROM products");
  std::apply(sent, std::make_tuple(c, "SELECT price FROM products"));
  std::thread elsewhere([c](int user) { PQexec(c, ("SELECT id FROM orders WHERE user_id = " + std::to_string(user)).c_str()); }, own);
}

void walked(PGconn *c) {
  std::string list[] = {"SELECT placed_at FROM orders", "SELECT name FROM products"}; // expect: pg-isolation-unscoped
  for (auto it = std::begin(list); it != std::end(list); ++it)
    PQexec(c, it->c_str());
  const char *two[] = {"SELECT user_id FROM orders", "SELECT 1"}; // expect: pg-isolation-unscoped
  for (const char **p = two; p != two + 2; ++p)
    PQexec(c, *p);
  const char *never[] = {"SELECT 1", "SELECT user_id FROM orders"};
  for (const char **p = never; p < never + 1; ++p)
    PQexec(c, *p);
}
