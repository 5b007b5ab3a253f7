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
  QString all = "SELECT title FROM books WHERE id IN (0";
  foreach (const QString &table, tables) {
    all += ", ";
    all += table; // expect: pg-sql-injection
  }
  query.exec(all + ")");
}

void show(QSqlQuery &query, const QVariant &name) {
  QStringList tables;
  tables << name.toString();
  ofOthers(query, tables);
}
