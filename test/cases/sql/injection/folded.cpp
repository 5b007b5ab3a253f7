// Texts that are compared with others in small letters: then they are those, in some letters.
#include <qt_sql.h>

QString folded(QSqlQuery &query, const QString &given) {
  QString kind = given;
  if (kind.toLower() == "book" || kind.trimmed().toLower() == "cd")
    query.exec(QString("SELECT title FROM %1 WHERE kind = '%2'").arg(kind.toLower()).arg(kind));
  return QString();
}

QString onlyOneOfThem(QSqlQuery &query, const QString &given, bool any) {
  QString kind = given;
  if (kind.toLower() == "book" || any)
    query.exec(QString("SELECT title FROM books WHERE kind = '%1'").arg(kind));
  return QString();
}

QString theOthers(QSqlQuery &query, const QString &given) {
  QString kind = given;
  if (kind.toLower() != "book")
    query.exec(QString("SELECT title FROM books WHERE kind = '%1'").arg(kind));
  return QString();
}

void from(QSqlQuery &query, const QString &kind) {
  folded(query, kind);
  onlyOneOfThem(query, kind, true); // expect: pg-sql-injection
  theOthers(query, kind);           // expect: pg-sql-injection
}
