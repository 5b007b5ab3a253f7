// The same with Qt SQL.
#include <qt_sql.h>

void values() {
  QSqlQuery query;
  query.exec("SELECT id, name FROM tags");
  while (query.next()) {
    const QString id = query.value(0).toString();
    QSqlQuery(QString("DELETE FROM labels WHERE tag_id = %1").arg(id));
    const QString name = query.value(1).toString();
    QSqlQuery(QString("DELETE FROM labels WHERE code = '%1'").arg(name)); // expect: pg-sql-injection
  }
}
