// The part of sqlpp23 that the cases use, by its own names.
#pragma once
#pragma GCC system_header

#include <string>
#include <string_view>
#include <type_traits>

namespace sqlpp {
struct enable_comparison {
  template <typename E> auto is_null(this E &&) { return 0; }
};
template <typename... T> struct expression_t {};
template <typename Column> struct assign_t {};
template <typename Table, typename Spec> struct column_t : enable_comparison {
  template <typename T> assign_t<column_t> operator=(T) const { return {}; }
};
template <typename T, typename... Specs>
struct table_columns : Specs::_sqlpp_name_tag::template _member_t<column_t<T, Specs>>... {};
template <typename Spec> struct table_t : Spec::template _table_columns<table_t<Spec>> {};
template <typename L, typename R> expression_t<L, R> operator==(L, R) { return {}; }
template <typename L, typename R> expression_t<L, R> operator!=(L, R) { return {}; }
template <typename... L, typename R> expression_t<R> operator&&(expression_t<L...>, R) { return {}; }
template <typename... L, typename R> expression_t<R> operator||(expression_t<L...>, R) { return {}; }
template <typename T> struct dynamic_t {};
template <typename T> dynamic_t<T> dynamic(bool, T) { return {}; }
template <typename... L, typename R> expression_t<R> operator&&(expression_t<L...>, dynamic_t<R>) { return {}; }

struct no_from_t {
  template <typename S, typename T> auto from(this S &&, T) { return S{}; }
};
struct no_where_t {
  template <typename S, typename T> auto where(this S &&, T) { return S{}; }
};
struct no_update_set_list_t {
  template <typename S, typename... T> auto set(this S &&, T...) { return S{}; }
};
struct no_insert_value_list_t {
  template <typename S, typename... T> auto set(this S &&, T...) { return S{}; }
};
struct select_statement : no_from_t, no_where_t {};
struct update_statement : no_update_set_list_t, no_where_t {};
struct insert_statement : no_insert_value_list_t {};
struct delete_statement : no_where_t {};
struct all_t {};
template <typename T> all_t all_of(T) { return {}; }
template <typename... T> select_statement select(T...) { return {}; }
template <typename T> update_statement update(T) { return {}; }
template <typename T> insert_statement insert_into(T) { return {}; }
template <typename T> delete_statement delete_from(T) { return {}; }

namespace postgresql {
struct connection_base {
  int operator()(std::string_view);
  template <typename T>
    requires(!std::is_convertible_v<T, std::string_view>)
  int operator()(const T &) {
    return 0;
  }
};
struct connection : connection_base {};
} // namespace postgresql
} // namespace sqlpp
