// SQLite's, MySQL's and Boost.MySQL's texts are in their own dialects: no syntax to report, but users are users, in whatever spelling.
#include <boost_mysql.h>
#include <libpq-fe.h>
#include <mariadb/mysql.h>
#include <sqlite3.h>
#include <string>

namespace data {

void sqlite(sqlite3 *db, sqlite3_stmt *statement) {
  sqlite3_exec(db, "PRAGMA journal_mode = WAL", nullptr, nullptr, nullptr);
  sqlite3_exec(db, "INSERT OR IGNORE INTO orders (id) VALUES (1)", nullptr, nullptr, nullptr);
  sqlite3_prepare_v2(db, "SELECT id FROM orders", -1, &statement, nullptr); // expect: pg-isolation-unscoped
  sqlite3_prepare_v2(db, "SELECT id FROM orders WHERE user_id = ?", -1, &statement, nullptr);
}

void mysql(MYSQL *db, boost::mysql::any_connection &connection, boost::mysql::results &results) {
  mysql_query(db, "SELECT `id` FROM `orders` LIMIT 1, 2"); // expect: pg-isolation-unscoped
  mysql_query(db, "DELETE FROM orders"); // expect: pg-isolation-unscoped
  connection.execute("SELECT `id` FROM `orders`", results); // expect: pg-isolation-unscoped
  connection.execute("SELECT id FROM orders", results); // expect: pg-isolation-unscoped
  mysql_real_connect(db, "db.example.org", "app", "fake-secret", "shop", 0, nullptr, 0);
}

/// One interface for both: what begins as SQLite's own statements do is meant for the other class.
struct Connection {
  virtual ~Connection() = default;
  virtual void run(const std::string &sql) = 0;
};
struct PgConnection : Connection {
  PGconn *connection = nullptr;
  void run(const std::string &sql) override { PQexec(connection, sql.c_str()); }
};
struct LiteConnection : Connection {
  sqlite3 *connection = nullptr;
  void run(const std::string &sql) override { sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr); }
};

void both(Connection &connection, PGconn *pg) {
  connection.run("BEGIN IMMEDIATE");
  connection.run("BEGIN IMMEDIATELY"); // expect: pg-sql-syntax
  PQexec(pg, "BEGIN IMMEDIATE");       // expect: pg-sql-syntax
}

} // namespace data
