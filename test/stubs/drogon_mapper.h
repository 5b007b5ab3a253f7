// The part of Drogon's object mapper that the cases use, by its own names.
#pragma once
#pragma GCC system_header

#include <drogon_orm.h>

#include <future>
#include <utility>
#include <vector>

namespace drogon::orm {

enum class CompareOperator { EQ, NE, GT, GE, LT, LE, Like, NotLike, In, NotIn, IsNull, IsNotNull };

struct CustomSql {
  explicit CustomSql(std::string content);
};
inline CustomSql operator""_sql(const char *sql, std::size_t) { return CustomSql(sql); }

class Criteria {
public:
  template <typename... Arguments> explicit Criteria(const CustomSql &sql, Arguments &&...values);
  template <typename T> Criteria(const std::string &column, const CompareOperator &how, T &&value);
  template <typename T> Criteria(const std::string &column, T &&value);
  Criteria(const std::string &column, const CompareOperator &how);
  Criteria() = default;
};
const Criteria operator&&(Criteria one, Criteria other);
const Criteria operator||(Criteria one, Criteria other);

template <typename T> class Mapper {
public:
  explicit Mapper(DbClientPtr client);
  Mapper<T> &limit(size_t count);
  Mapper<T> &orderBy(const std::string &column);
  T findByPrimaryKey(const typename T::PrimaryKeyType &key);
  void findByPrimaryKey(const typename T::PrimaryKeyType &key, const std::function<void(T)> &found,
                        const std::function<void(const DrogonDbException &)> &failed);
  std::vector<T> findAll();
  std::vector<T> findBy(const Criteria &criteria);
  void findBy(const Criteria &criteria, const std::function<void(std::vector<T>)> &found,
              const std::function<void(const DrogonDbException &)> &failed);
  T findOne(const Criteria &criteria);
  void findOne(const Criteria &criteria, const std::function<void(T)> &found,
               const std::function<void(const DrogonDbException &)> &failed);
  std::future<T> findFutureOne(const Criteria &criteria);
  size_t count(const Criteria &criteria = Criteria());
  size_t update(const T &row);
  void insert(T &row);
  template <typename... Values>
  size_t updateBy(const std::vector<std::string> &columns, const Criteria &criteria, Values &&...values);
  size_t deleteOne(const T &row);
  size_t deleteBy(const Criteria &criteria);
  size_t deleteByPrimaryKey(const typename T::PrimaryKeyType &key);
};

template <typename T, bool All, bool Single = false> class BaseBuilder {
public:
  std::vector<T> execSync(const DbClientPtr &client);
  template <typename F, typename E> void execAsync(const DbClientPtr &client, F &&found, E &&failed) noexcept;
};
template <typename T, bool All, bool Single = false> class TransformBuilder : public BaseBuilder<T, All, Single> {
public:
  TransformBuilder &limit(unsigned long count);
  TransformBuilder &order(const std::string &column, bool ascending = true);
  TransformBuilder<T, All, true> single() const;
};
template <typename T, bool All> class FilterBuilder : public TransformBuilder<T, All, false> {
public:
  FilterBuilder() = default;
  FilterBuilder(const std::string &from, const std::string &columns);
  FilterBuilder &eq(const std::string &column, const std::string &value);
  FilterBuilder &neq(const std::string &column, const std::string &value);
  FilterBuilder &like(const std::string &column, const std::string &pattern);
  FilterBuilder &innerJoin(const std::string &table, const std::string &left, const std::string &right);
};
template <typename T> class QueryBuilder : public BaseBuilder<T, true> {
public:
  QueryBuilder &from(const std::string &table);
  FilterBuilder<T, false> select(const std::string &columns) const;
  FilterBuilder<T, true> selectAll() const;
};

} // namespace drogon::orm
