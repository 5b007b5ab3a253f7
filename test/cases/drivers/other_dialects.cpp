// SQLite's, MySQL's and Boost.MySQL's texts are in their own dialects: no syntax to report, but users are users.
#include <boost_mysql.h>
#include <mariadb/mysql.h>
#include <sqlite3.h>

namespace data {

void sqlite(sqlite3 *db, sqlite3_stmt *statement) {
  sqlite3_exec(db, "PRAGMA journal_mode = WAL", nullptr, nullptr, nullptr);
  sqlite3_exec(db, "INSERT OR IGNORE INTO orders (id) VALUES (1)", nullptr, nullptr, nullptr);
  sqlite3_prepare_v2(db, "SELECT id FROM orders", -1, &statement, nullptr); // expect: pg-isolation-unscoped
  sqlite3_prepare_v2(db, "SELECT id FROM orders WHERE user_id = ?", -1, &statement, nullptr);
}

void mysql(MYSQL *db, boost::mysql::any_connection &connection, boost::mysql::results &results) {
  mysql_query(db, "SELECT `id` FROM `orders` LIMIT 1, 2");
  mysql_query(db, "DELETE FROM orders"); // expect: pg-isolation-unscoped
  connection.execute("SELECT `id` FROM `orders`", results);
  connection.execute("SELECT id FROM orders", results); // expect: pg-isolation-unscoped
  mysql_real_connect(db, "db.example.org", "app", "fake-secret", "shop", 0, nullptr, 0);
}

} // namespace data
