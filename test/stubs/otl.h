// What tests need of OTL 4.
#pragma once
#pragma GCC system_header

class otl_connect {
public:
  otl_connect();
  explicit otl_connect(const char *connection, int autocommit = 0);
  void rlogon(const char *connection, int autocommit = 0);
  long direct_exec(const char *statement);
};
otl_connect &operator>>(otl_connect &, int &);
class otl_stream {
public:
  otl_stream();
  otl_stream(int size, const char *statement, otl_connect &db, const char *result = nullptr);
  void open(int size, const char *statement, otl_connect &db);
  otl_stream &operator<<(int);
  otl_stream &operator>>(int &);
};
class otl_cursor {
public:
  static long direct_exec(otl_connect &db, const char *statement, int level = 1);
};
