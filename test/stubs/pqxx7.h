// What the cases need of libpqxx 7.9 and later, of which Debian has an older one: statements with pqxx::params.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace pqxx {
class params {
public:
  params() = default;
  template <typename... Args> params(Args &&...args);
  template <typename T> void append(T const &value);
};

class field {
public:
  template <typename T> T as() const;
  char const *c_str() const;
};

class row {
public:
  field operator[](int column) const;
  field operator[](std::string_view column) const;
  template <typename... T> std::tuple<T...> as() const;
};

class result {
public:
  bool empty() const;
  int size() const;
  row operator[](int index) const;
  row at(int index) const;
  row front() const;
  row one_row() const;
  std::optional<row> opt_row() const;
  field one_field() const;
  result no_rows() const;
  result expect_rows(int count) const;
  row const *begin() const;
  row const *end() const;
};

class prepped : public std::string_view {
public:
  explicit prepped(char const *name);
};

class transaction_base {
public:
  result exec(std::string_view query, params parameters = {});
  result exec(prepped statement, params parameters = {});
  template <typename... T> std::vector<std::tuple<T...>> query(std::string_view query, params const &parameters = {});
  template <typename... T> std::tuple<T...> query1(std::string_view query, params const &parameters = {});
};
class work : public transaction_base {};

class connection {
public:
  void prepare(char const *name, char const *definition);
};
} // namespace pqxx
