// The part of Wt::Dbo that the cases use, by its own names.
#pragma once
#pragma GCC system_header

#include <string>
#include <vector>

namespace Wt::Dbo {
template <typename C> class ptr {
public:
  const C *operator->() const;
  explicit operator bool() const;
  struct Mutator {
    C *operator->() const;
  };
  Mutator modify() const;
  void remove();
};
template <typename C> class collection : public std::vector<C> {};
struct DynamicBinding;
template <typename R, typename B = DynamicBinding> class Query {
public:
  template <typename T> Query &bind(const T &) { return *this; }
  Query &where(const std::string &condition);
  Query &orWhere(const std::string &condition);
  Query &orderBy(const std::string &column);
  Query &limit(int count);
  collection<R> resultList() const;
  R resultValue() const;
  operator R() const;
  operator collection<R>() const;
};
class Call {
public:
  template <typename T> Call &bind(const T &) { return *this; }
};
class Session {
public:
  template <typename C> void mapClass(const char *table) {}
  template <typename C> Query<ptr<C>> find(const std::string &condition = std::string()) { return {}; }
  template <typename R> Query<R> query(const std::string &sql) { return {}; }
  template <typename C> ptr<C> load(long long id) { return {}; }
  Call execute(const std::string &sql);
};
} // namespace Wt::Dbo
