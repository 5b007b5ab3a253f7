// The part of ODB that the cases use, by its own names, and what its compiler makes of a class.
#pragma once
#pragma GCC system_header

#include <memory>
#include <string>
#include <vector>

namespace odb {
namespace pgsql {
class query_base {
public:
  query_base();
  explicit query_base(const char *native);
  explicit query_base(const std::string &native);
  template <typename T> static query_base _val(const T &value);
};
query_base operator+(const query_base &, const query_base &);
query_base operator+(const query_base &, const std::string &native);
query_base operator+(const std::string &native, const query_base &);
query_base operator&&(const query_base &, const query_base &);
query_base operator||(const query_base &, const query_base &);
query_base operator!(const query_base &);
struct query_column_base {
  query_base is_null() const;
  query_base is_not_null() const;
};
template <typename T> struct query_column : query_column_base {
  query_base in(T) const;
  query_base in(T, T) const;
  friend query_base operator==(const query_column &, T) { return query_base(); }
  friend query_base operator!=(const query_column &, T) { return query_base(); }
};
} // namespace pgsql

template <typename T> struct query_columns;
template <typename T> class query : public pgsql::query_base, public query_columns<T> {
public:
  query();
  explicit query(bool constant);
  explicit query(const char *native);
  explicit query(const std::string &native);
  query(const pgsql::query_base &);
};
template <typename T> struct result : std::vector<T> {};

template <typename T> class prepared_query {
public:
  result<T> execute(bool cache = true);
};
class connection {
public:
  unsigned long long execute(const std::string &statement);
  template <typename T> prepared_query<T> prepare_query(const char *name, const odb::query<T> &);
};

class database {
public:
  template <typename T> result<T> query();
  template <typename T> result<T> query(const char *native, bool cache = true);
  template <typename T> result<T> query(const std::string &native, bool cache = true);
  template <typename T> result<T> query(const odb::query<T> &, bool cache = true);
  template <typename T> T *query_one(const odb::query<T> &);
  template <typename T> T query_value(const odb::query<T> &);
  template <typename T> T *load(const int &id);
  template <typename T> void load(const int &id, T &object);
  template <typename T> T *find(const int &id);
  template <typename T> bool find(const int &id, T &object);
  template <typename T> void update(T &object);
  template <typename T> void erase(const int &id);
  template <typename T> void erase(T &object);
  template <typename T> prepared_query<T> prepare_query(const char *name, const odb::query<T> &);
  std::shared_ptr<odb::connection> connection();
  template <typename T> unsigned long long erase_query(const odb::query<T> &);
  unsigned long long execute(const std::string &statement);
};
} // namespace odb
