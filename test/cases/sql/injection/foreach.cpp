// Loops that a library's macro writes.
#include <qt_sql.h>

void ofLiterals(QSqlQuery &query) {
  QStringList tables;
  tables << "books" << "discs";
  foreach (const QString &table, tables)
    query.exec("SELECT title FROM " + table);
}

void ofOthers(QSqlQuery &query, const QStringList &tables) {
  foreach (const QString &table, tables) {
    query.exec("SELECT title FROM " + table); // expect: pg-sql-injection
    break;
  }
}

void show(QSqlQuery &query, const QVariant &name) {
  QStringList tables;
  tables << name.toString();
  ofOthers(query, tables);
}
