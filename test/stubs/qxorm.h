// The part of QxOrm that the cases use, by its own names.
#pragma once
#pragma GCC system_header

#include <qt_sql.h>
#include <vector>

namespace qx {
class QxSqlQuery {
public:
  QxSqlQuery();
  QxSqlQuery(const char *query);
  QxSqlQuery &where(const QString &column);
  QxSqlQuery &and_(const QString &column);
  QxSqlQuery &or_(const QString &column);
  QxSqlQuery &isEqualTo(const QVariant &value);
  QxSqlQuery &isNotEqualTo(const QVariant &value);
  QxSqlQuery &orderAsc(const QString &column);
};
class IxClass {
public:
  void setName(const QString &name);
};
template <typename T> class QxClass : public IxClass {
public:
  template <typename M> void id(M T::*member, const QString &name) {}
  template <typename M> void data(M T::*member, const QString &name) {}
};
template <typename T> void register_class(QxClass<T> &);
namespace dao {
template <typename T> int fetch_all(T &) { return 0; }
template <typename T> int fetch_by_id(T &) { return 0; }
template <typename T> int fetch_by_query(const QxSqlQuery &, T &) { return 0; }
template <typename T> long count(const QxSqlQuery & = QxSqlQuery()) { return 0; }
template <typename T> int delete_by_query(const QxSqlQuery &) { return 0; }
template <typename T> int delete_all() { return 0; }
} // namespace dao
} // namespace qx
typedef qx::QxSqlQuery qx_query;
