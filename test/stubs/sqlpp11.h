// The part of sqlpp11 that the cases use, by its own names.
#pragma once
#pragma GCC system_header

#include <string>
#include <type_traits>

namespace sqlpp {
template <typename L, typename R> struct binary_t;
template <typename E> struct basic_expression_operators {
  template <typename T> binary_t<E, T> operator==(T) const { return {}; }
  template <typename T> binary_t<E, T> operator!=(T) const { return {}; }
  template <typename T> binary_t<E, T> operator>(T) const { return {}; }
  template <typename... T> binary_t<E, void> in(T...) const { return {}; }
  binary_t<E, void> is_null() const;
  template <typename T> binary_t<E, T> operator&&(const T &) const { return {}; }
  template <typename T> binary_t<E, T> operator||(const T &) const { return {}; }
};
template <typename L, typename R> struct binary_t : basic_expression_operators<binary_t<L, R>> {};
template <typename Column> struct assignment_t {};
template <typename Table, typename Spec> struct column_t : basic_expression_operators<column_t<Table, Spec>> {
  using _alias_t = typename Spec::_alias_t;
  template <typename T> assignment_t<column_t> operator=(T) const { return {}; }
};
template <typename L, typename R> struct join_t {};
template <typename L, typename R> struct pre_join_t {
  template <typename E> join_t<L, R> on(E) const { return {}; }
};
template <typename Table, typename... Specs>
struct table_t : Specs::_alias_t::template _member_t<column_t<Table, Specs>>... {
  template <typename T> pre_join_t<Table, T> join(T) const { return {}; }
};

struct statement_t;
struct no_from_t {
  template <typename P> struct _base_t {
    template <typename T> P from(T) const { return {}; }
  };
};
struct no_where_t {
  template <typename P> struct _base_t {
    template <typename T> P where(T) const { return {}; }
    P unconditionally() const { return {}; }
    template <typename T> P dynamic_where(T) const { return {}; }
  };
};
struct no_update_list_t {
  template <typename P> struct _base_t {
    template <typename... T> P set(T...) const { return {}; }
  };
};
struct no_insert_value_list_t {
  template <typename P> struct _base_t {
    template <typename... T> P set(T...) const { return {}; }
  };
};
struct no_limit_t {
  template <typename P> struct _base_t {
    P limit(int) const { return {}; }
  };
};
struct statement_t : no_from_t::_base_t<statement_t>,
                     no_where_t::_base_t<statement_t>,
                     no_limit_t::_base_t<statement_t> {};
struct update_statement_t : no_update_list_t::_base_t<update_statement_t>, no_where_t::_base_t<update_statement_t> {};
struct insert_statement_t : no_insert_value_list_t::_base_t<insert_statement_t> {};
struct remove_statement_t : no_where_t::_base_t<remove_statement_t> {};
struct all_t {};
struct verbatim_t : basic_expression_operators<verbatim_t> {};
template <typename T> all_t all_of(T) { return {}; }
template <typename T> all_t count(T) { return {}; }
template <typename T> verbatim_t verbatim(std::string) { return {}; }
template <typename... T> statement_t select(T...) { return {}; }
template <typename T> update_statement_t update(T) { return {}; }
template <typename T> insert_statement_t insert_into(T) { return {}; }
template <typename T> remove_statement_t remove_from(T) { return {}; }

namespace postgresql {
struct connection_base {
  template <typename T> int operator()(const T &) { return 0; }
  int execute(const std::string &);
};
struct connection : connection_base {};
} // namespace postgresql
} // namespace sqlpp
