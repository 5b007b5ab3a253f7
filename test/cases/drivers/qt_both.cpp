// Connections to several databases: a text that PostgreSQL rejects may be meant for another; a file is no name.
#include <memory>
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

void madeByALibrary(const QSettings &settings) {
  auto db = std::make_unique<QSqlDatabase>(QSqlDatabase::addDatabase(settings.value("driver").toString()));
  auto query = std::make_unique<QSqlQuery>(*db);
  query->exec("SELECT 1");
  auto run = std::make_unique<QSqlQuery>(QString("SELECT FROM WHERE"), server()); // expect: pg-sql-syntax
}

} // namespace data
