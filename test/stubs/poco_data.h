// What tests need of POCO Data, declared as version 1.11 has it.
#pragma once
#pragma GCC system_header

#include <string>

namespace Poco::Data {
class Binding {};
class Extraction {};
class Session;
class Statement {
public:
  explicit Statement(Session &session);
  Statement(const Statement &);
  ~Statement();
  template <typename T> Statement &operator<<(const T &t);
  Statement &operator,(void (*manipulator)(Statement &));
  Statement &operator,(const Binding &);
  Statement &operator,(const Extraction &);
  Statement &operator,(bool);
  Statement &operator,(int);
  Statement &operator,(long);
  Statement &operator,(double);
  Statement &operator,(const std::string &);
  Statement &operator,(const char *);
  std::size_t execute(bool reset = true);
};
class Session {
public:
  Session(const std::string &connector, const std::string &connection, std::size_t timeout = 60);
  explicit Session(const std::string &connection, std::size_t timeout = 60);
  Session(const Session &);
  ~Session();
  template <typename T> Statement operator<<(const T &t);
};
class SessionPool {
public:
  SessionPool(const std::string &connector, const std::string &connection, int min = 1, int max = 32);
  Session get();
};
class SessionPoolContainer {
public:
  void add(const std::string &key, const std::string &connection, int min = 1, int max = 32);
};
class RecordSet {
public:
  explicit RecordSet(const Statement &);
  RecordSet(Session &session, const std::string &query);
};
namespace Keywords {
template <typename T> Binding use(T &t);
template <typename T> Extraction into(T &t);
void now(Statement &);
} // namespace Keywords
} // namespace Poco::Data

namespace Poco {
template <typename T, typename... Args> std::string format(const std::string &fmt, const T &arg1, const Args &...args);
struct NumberFormatter {
  static std::string format(int value);
};
} // namespace Poco

namespace Poco::ActiveRecord {
class StatementPlaceholderProvider {
public:
  virtual ~StatementPlaceholderProvider();
  virtual std::string next() = 0;
};
} // namespace Poco::ActiveRecord

namespace Poco::Util {
class AbstractConfiguration {
public:
  std::string getString(const std::string &key) const;
  std::string getString(const std::string &key, const std::string &fallback) const;
};
class IniFileConfiguration : public AbstractConfiguration {
public:
  explicit IniFileConfiguration(const std::string &path);
};
} // namespace Poco::Util
