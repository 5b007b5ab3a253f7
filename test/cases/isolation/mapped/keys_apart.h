// Classes whose keys have several columns, as drogon_ctl writes them: another unit says what these are called.
#pragma once

#include <drogon_mapper.h>

#include <tuple>

class OwnOrder {
public:
  struct Cols {
    static const std::string _id;
    static const std::string _user_id;
    static const std::string _status;
  };
  using PrimaryKeyType = std::tuple<int, int>;
  static const std::vector<std::string> primaryKeyName;
  static const std::string tableName;
  const int &getValueOfUserId() const;
  void setStatus(const std::string &status);
};

class UsersOrder { // the same table, the key's columns the other way round
public:
  using PrimaryKeyType = std::tuple<int, int>;
  static const std::vector<std::string> primaryKeyName;
  static const std::string tableName;
};

class Line {
public:
  struct Cols {
    static const std::string _id;
    static const std::string _order_id;
    static const std::string _amount;
  };
  using PrimaryKeyType = std::tuple<int, int>;
  static const std::vector<std::string> primaryKeyName;
  static const std::string tableName;
  void setAmount(int amount);
};
