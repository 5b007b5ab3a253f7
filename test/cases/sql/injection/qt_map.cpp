// Keys that the program writes are its own words, also where they come out of a map.
#include <qt_sql.h>

static QMap<QString, QString> columns(const QString &name) {
  QMap<QString, QString> map;
  map["name"] = name;
  map["phone"] = "none";
  return map;
}

void keys(QSqlQuery &query, const QString &name) {
  auto map = columns(name);
  QString list;
  for (auto it = map.begin(); it != map.end(); ++it)
    list += it.key() + ", ";
  query.prepare("SELECT " + list + "1 FROM doctor");
}

void listed(QSqlQuery &query, const QString &name) {
  QString list;
  for (const QString &key : columns(name).keys())
    list += key + ", ";
  query.prepare("SELECT " + list + "1 FROM doctor");
}

void values(QSqlQuery &query, const QString &name) {
  auto map = columns(name);
  QString list;
  for (auto it = map.begin(); it != map.end(); ++it)
    list += it.value() + ", "; // expect: pg-sql-injection
  query.prepare("SELECT " + list + "1 FROM doctor");
}

void given(QSqlQuery &query, const QString &column) {
  QMap<QString, QString> map;
  map[column] = "x";
  QString list;
  for (auto it = map.begin(); it != map.end(); ++it)
    list += it.key() + ", "; // expect: pg-sql-injection
  query.prepare("SELECT " + list + "1 FROM doctor");
}
