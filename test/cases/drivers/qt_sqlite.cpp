// The only connection is one to SQLite: its texts are in its own dialect, its database is a file.
#include <qt_sql.h>

namespace data {

void open() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QSQLITE");
  db.setDatabaseName("shop");
  QSqlQuery query(db);
  query.exec("PRAGMA foreign_keys = ON");
  query.exec("INSERT OR REPLACE INTO orders (id) VALUES (1)");
  query.exec("SELECT * FROM orders"); // expect: pg-isolation-unscoped
}

} // namespace data
