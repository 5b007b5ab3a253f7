// Qt's way to read again what a model shows: the statement was judged where it was given.
#include <qt_sql.h>

void again(QSqlQueryModel &model) { model.setQuery(model.query().lastQuery()); }

void given(QSqlQueryModel &model, const QString &text) {
  model.setQuery(text); // expect: pg-isolation-unverifiable
}
