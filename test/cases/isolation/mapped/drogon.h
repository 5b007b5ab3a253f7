// Classes as drogon_ctl writes them.
#pragma once

#include <drogon_mapper.h>

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
  void setUserId(int user);
  void setUserIdToNull();

private:
  std::shared_ptr<int> id_;
  std::shared_ptr<int> userId_;
  std::shared_ptr<std::string> status_;
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

class Item {
public:
  struct Cols {
    static const std::string _order_id;
  };
  using PrimaryKeyType = int;
  static const std::string primaryKeyName;
  static const std::string tableName;
  void setOrderId(int order);
  void setAmount(int amount);

private:
  std::shared_ptr<int> orderId_;
  std::shared_ptr<int> amount_;
};
inline const std::string Item::Cols::_order_id = "order_id";
inline const std::string Item::primaryKeyName = "id";
inline const std::string Item::tableName = "items";
