// Connections to several databases: a text that PostgreSQL rejects may be meant for another; a file is no name.
#include <qt_sql.h>

namespace data {

QSqlDatabase local() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QSQLITE");
  db.setDatabaseName(":memory:");
  return db;
}

QSqlDatabase server() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QPSQL");
  db.setDatabaseName("shop"); // expect: pg-connection-hardcoded
  return db;
}

void statements(QSqlQuery &query) {
  query.exec("PRAGMA foreign_keys = ON");
  QSqlQuery onServer(server());
  onServer.exec("SELECT FROM WHERE"); // expect: pg-sql-syntax
  QSqlQuery onFile(local());
  onFile.exec("PRAGMA foreign_keys = ON");
}

} // namespace data
