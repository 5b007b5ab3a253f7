// Texts that are template arguments, and those that the compiler puts together.
#include <array>
#include <cstddef>
#include <libpq-fe.h>

template <std::size_t N> struct Fixed {
  char text[N];
  constexpr Fixed(const char (&given)[N]) {
    for (std::size_t i = 0; i < N; ++i)
      text[i] = given[i];
  }
};

template <Fixed Sql> PGresult *exec(PGconn *connection) { return PQexec(connection, Sql.text); }
template <Fixed Sql> struct Query {
  static constexpr const char *text() { return Sql.text; }
};

void faults(PGconn *connection) {
  exec<"SELECT status FROM orders">(connection);                            // expect: pg-isolation-unscoped
  PQexec(connection, Query<"SELECT amount FROM items">::text());            // expect: pg-isolation-unscoped
}

void fine(PGconn *connection) {
  exec<"SELECT name FROM products">(connection);
  PQexec(connection, Query<"SELECT price FROM products">::text());
}

template <std::size_t N, std::size_t M> constexpr auto joined(const char (&first)[N], const char (&second)[M]) {
  std::array<char, N + M - 1> both{};
  for (std::size_t i = 0; i < N - 1; ++i)
    both[i] = first[i];
  for (std::size_t i = 0; i < M; ++i)
    both[N - 1 + i] = second[i];
  return both;
}

constexpr auto open = joined("SELECT total ", "FROM orders"); // expect: pg-isolation-unscoped
constexpr auto shared = joined("SELECT name, price ", "FROM products");

void constants(PGconn *connection) {
  PQexec(connection, open.data());
  PQexec(connection, shared.data());
}
