// What a block did before it threw, and methods behind pointers.
#include <libpq-fe.h>
#include <string>

void thrown(PGconn *c, bool isEarly, bool isLate) {
  std::string sql = "SELECT 1";
  try {
    sql = "SELECT status FROM orders"; // expect: pg-isolation-unscoped
    if (isEarly)
      throw 1;
    sql = "SELECT name FROM products";
    if (isLate)
      throw 2;
  } catch (...) {
    PQexec(c, sql.c_str());
  }
}

void fine(PGconn *c, bool isBad) {
  std::string sql = "SELECT total FROM orders";
  try {
    if (isBad)
      throw 1;
    sql = "SELECT name FROM products";
  } catch (...) {
    sql = "SELECT price FROM products";
  }
  PQexec(c, sql.c_str());
}

struct Database {
  PGconn *c;
  PGresult *run(const std::string &sql) { return PQexec(c, sql.c_str()); }
  std::string count() { return "SELECT count(*) FROM products"; }
};

void pointed(Database &database, Database *other) {
  PGresult *(Database::*method)(const std::string &) = &Database::run;
  (database.*method)("SELECT total FROM orders"); // expect: pg-isolation-unscoped
  (other->*method)("SELECT id FROM orders");      // expect: pg-isolation-unscoped
  (other->*method)("SELECT id FROM products");
  std::string (Database::*text)() = &Database::count;
  database.run((database.*text)());
}
