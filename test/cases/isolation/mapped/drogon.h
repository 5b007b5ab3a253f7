// The part of Drogon's object mapper that the cases use, by its own names.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace drogon::orm {

class DbClient;
using DbClientPtr = std::shared_ptr<DbClient>;
class DrogonDbException {};

enum class CompareOperator { EQ, NE, GT, GE, LT, LE, Like, NotLike, In, NotIn, IsNull, IsNotNull };

class Criteria {
public:
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
  size_t count(const Criteria &criteria = Criteria());
  size_t update(const T &row);
  template <typename... Values>
  size_t updateBy(const std::vector<std::string> &columns, const Criteria &criteria, Values &&...values);
  size_t deleteOne(const T &row);
  size_t deleteBy(const Criteria &criteria);
  size_t deleteByPrimaryKey(const typename T::PrimaryKeyType &key);
};

} // namespace drogon::orm

/// As drogon_ctl writes them.
class Order {
public:
  struct Cols {
    static const std::string _id;
    static const std::string _user_id;
    static const std::string _status;
  };
  using PrimaryKeyType = int;
  static const std::string primaryKeyName;
  static const std::string tableName;
  const int &getValueOfId() const;
  const int &getValueOfUserId() const;
  void setStatus(const std::string &status);
  void setId(int id);
};
inline const std::string Order::Cols::_id = "id";
inline const std::string Order::Cols::_user_id = "user_id";
inline const std::string Order::Cols::_status = "status";
inline const std::string Order::primaryKeyName = "id";
inline const std::string Order::tableName = "orders";

class Product {
public:
  using PrimaryKeyType = int;
  static const std::string primaryKeyName;
  static const std::string tableName;
};
inline const std::string Product::primaryKeyName = "id";
inline const std::string Product::tableName = "products";
