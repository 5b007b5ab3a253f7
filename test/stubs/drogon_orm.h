// What tests need of Drogon's database client.
#pragma once
#pragma GCC system_header

#include <coroutine>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <string_view>

namespace drogon::orm {
class Field {
public:
  template <typename T> T as() const;
};
class Row {
public:
  Field operator[](const char *column) const;
};
class Result {
public:
  bool empty() const noexcept;
  std::size_t size() const noexcept;
  std::size_t affectedRows() const noexcept;
  Row operator[](std::size_t index) const noexcept;
};
class DrogonDbException {};
using ResultCallback = std::function<void(const Result &)>;
using ExceptionCallback = std::function<void(const DrogonDbException &)>;
namespace internal {
class SqlBinder {
public:
  ~SqlBinder();
  template <typename T> SqlBinder &operator<<(T &&) { return *this; }
  template <typename T> SqlBinder &operator>>(T &&) { return *this; }
};
struct SqlAwaiter {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  Result await_resume();
};
} // namespace internal
class DbClient {
public:
  virtual ~DbClient();
  static std::shared_ptr<DbClient> newPgClient(const std::string &connection, std::size_t number, bool batch = false);
  static std::shared_ptr<DbClient> newMysqlClient(const std::string &connection, std::size_t number);
  static std::shared_ptr<DbClient> newSqlite3Client(const std::string &connection, std::size_t number);
  template <typename R, typename E, typename... Arguments>
  void execSqlAsync(const std::string &sql, R &&r, E &&e, Arguments &&...arguments) noexcept {}
  template <typename... Arguments> std::future<Result> execSqlAsyncFuture(const std::string &sql, Arguments &&...a);
  template <typename... Arguments> const Result execSqlSync(const std::string &sql, Arguments &&...a) noexcept(false);
  template <typename... Arguments> internal::SqlAwaiter execSqlCoro(const std::string &sql, Arguments &&...a);
  internal::SqlBinder operator<<(const std::string &sql);
  internal::SqlBinder operator<<(std::string &&sql);
  template <int N> internal::SqlBinder operator<<(const char (&sql)[N]);
  internal::SqlBinder operator<<(const std::string_view &sql);
};
class Transaction : public DbClient {};
using DbClientPtr = std::shared_ptr<DbClient>;
} // namespace drogon::orm

namespace drogon {
template <typename T> struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
};
class HttpAppFramework {
public:
  HttpAppFramework &loadConfigFile(const std::string &path);
};
} // namespace drogon
