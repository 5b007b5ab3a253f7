// Qt SQL: statements of a QSqlQuery, of a database and of models; marks are `?` and `:name`.
#include <qt_sql.h>

namespace data {

void statements(const QSqlDatabase &db, int user) {
  QSqlQuery query(db);
  query.prepare("SELECT id FROM orders WHERE user_id = :user");
  query.bindValue(":user", user);
  query.exec();
  query.prepare("SELECT id FROM orders WHERE user_id = ? AND status = ?");
  query.prepare("SELECT id FROM orders WHERE status = :status"); // expect: pg-isolation-unscoped
  query.prepare("SELECT status::text FROM orders WHERE user_id = :user AND status <> '?:x'");
  query.exec("SELECT id FORM orders");                           // expect: pg-sql-syntax
  query.exec("DELETE FROM orders");                              // expect: pg-isolation-unscoped
}

void others(const QSqlDatabase &db, QSqlQueryModel &model) {
  db.exec("UPDATE orders SET status = 'closed'"); // expect: pg-isolation-unscoped
  QSqlQuery atOnce("SELECT * FROM orders");       // expect: pg-isolation-unscoped
  model.setQuery("SELECT * FROM orders");         // expect: pg-isolation-unscoped
  QSqlQuery none, of(db);
  model.setQuery(none);
}

// A model reads its table, as far as its filter lets it.
void models(const QSqlDatabase &db, const QString &status, int user, bool isOpen) {
  QSqlTableModel all(nullptr, db);
  all.setTable("orders"); // expect: pg-isolation-unscoped
  all.select();
  QSqlTableModel own;
  own.setTable("orders");
  own.setFilter(QString("user_id = %1").arg(user));
  own.select();
  own.setFilter("");
  own.setTable("countries");
  own.select();
  QSqlRelationalTableModel filtered;
  filtered.setTable("orders"); // expect: pg-isolation-unscoped
  filtered.setSort(0, 1);
  filtered.setFilter("status = 'open'");
  filtered.select();
  filtered.setFilter(QString("user_id = %1").arg(user) + (isOpen ? " AND status = 'open'" : ""));
  filtered.select();
  auto *made = new QSqlTableModel();
  made->setTable("orders");
  made->setFilter(QString("user_id = %1 AND status = '").arg(user) + status + "'"); // expect: pg-sql-injection
  made->select();
  made->submitAll();
  QSqlTableModel cleared;
  cleared.setTable("orders"); // expect: pg-isolation-unscoped
  cleared.setFilter(QString("user_id = %1").arg(user));
  cleared.setFilter("");
  cleared.select();
  QSqlTableModel quoted;
  quoted.setTable("Price List");
  quoted.select();
}

class Orders : public QSqlTableModel {
  QString Status;

public:
  explicit Orders(const QString &status) : Status(status) { setTable("countries"); }
  void show(QSqlTableModel &model) { // which table others gave it is not known
    setFilter("status = 'open'");
    select();
    model.select();
  }
};

} // namespace data

void bypass(QSqlQuery &query) {
  query.prepare("SELECT 1"); // expect: pg-orm-bypass
  query.exec();
}

void connect() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QPSQL");
  db.setHostName("db.example.org"); // expect: pg-connection-hardcoded
  db.setDatabaseName("shop");       // expect: pg-connection-hardcoded
  db.setUserName(qEnvironmentVariable("SHOP_USER", "app")); // expect: pg-connection-hardcoded
  db.setPassword(qEnvironmentVariable("SHOP_PASSWORD"));
  db.setPort(5432);
}

void settings(QSqlDatabase &db, const QSettings &settings) {
  db.setHostName(settings.value("database/host", "localhost").toString()); // expect: pg-connection-hardcoded
  db.setPassword(settings.value("database/password").toString());
  db.setUserName(QProcessEnvironment::systemEnvironment().value("SHOP_USER", "app")); // expect: pg-connection-hardcoded
  qputenv("PGPASSWORD", "fake-secret"); // expect: pg-connection-hardcoded
}

namespace mock {
struct QSqlQuery {
  bool exec(const char *text);
};
} // namespace mock

void lookalikes(mock::QSqlQuery &query) { query.exec("DELETE FROM orders"); }
