// What tests need of nanodbc.
#pragma once
#pragma GCC system_header

#include <string>

namespace nanodbc {
using string = std::string;
class result {};
class connection {
public:
  connection();
  explicit connection(const string &connection_string, long timeout = 0);
  connection(const string &dsn, const string &user, const string &password, long timeout = 0);
  void connect(const string &connection_string);
};
class statement {
public:
  statement();
  statement(connection &c, const string &query, long timeout = 0);
  void prepare(connection &c, const string &query, long timeout = 0);
  void prepare(const string &query, long timeout = 0);
  result execute_direct(connection &c, const string &query, long operations = 1);
};
result execute(connection &c, const string &query, long operations = 1);
result execute(statement &s, long operations = 1);
void just_execute(connection &c, const string &query, long operations = 1);
void prepare(statement &s, const string &query);
} // namespace nanodbc
