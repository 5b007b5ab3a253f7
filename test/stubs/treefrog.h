// The part of TreeFrog that the cases use, by its own names.
#pragma once
#pragma GCC system_header

#include <qt_sql.h>

namespace TSql {
enum ComparisonOperator { Invalid, Equal, NotEqual, LessThan, GreaterThan, IsNull, IsNotNull, Like };
}
class TCriteria {
public:
  TCriteria();
  TCriteria(int property, const QVariant &value);
  TCriteria(int property, TSql::ComparisonOperator how);
  TCriteria(int property, TSql::ComparisonOperator how, const QVariant &value);
  TCriteria &add(int property, const QVariant &value);
  TCriteria &add(int property, TSql::ComparisonOperator how, const QVariant &value);
  TCriteria &add(const TCriteria &other);
  TCriteria &addOr(int property, const QVariant &value);
  TCriteria &addOr(const TCriteria &other);
  const TCriteria operator&&(const TCriteria &other) const;
  const TCriteria operator||(const TCriteria &other) const;
};
class TSqlObject {
public:
  virtual QString tableName() const;
  bool update();
  bool remove();
};
template <typename T> class TSqlORMapper {
public:
  TSqlORMapper &limit(int count);
  int find(const TCriteria &criteria = TCriteria());
  T findFirst(const TCriteria &criteria = TCriteria());
  T findByPrimaryKey(const QVariant &key);
  int findBy(int column, const QVariant &value);
  int findCount(const TCriteria &criteria = TCriteria());
  int updateAll(const TCriteria &criteria, int column, const QVariant &value);
  int removeAll(const TCriteria &criteria = TCriteria());
};
class TSqlQuery {
public:
  TSqlQuery &prepare(const QString &query);
  TSqlQuery &addBind(const QVariant &value);
  bool exec(const QString &query);
  bool exec();
};
