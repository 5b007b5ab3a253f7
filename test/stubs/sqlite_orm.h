// The part of sqlite_orm that the cases use, by its own names.
#pragma once
#pragma GCC system_header

#include <memory>
#include <string>
#include <vector>

namespace sqlite_orm {
namespace internal {
template <class M> struct column_t {};
template <class... Columns> struct table_t {};
template <class L, class R> struct is_equal_t {};
template <class L, class R> struct is_not_equal_t {};
template <class L, class R> struct and_condition_t {};
template <class L, class R> struct or_condition_t {};
template <class L, class R> struct assign_t {};
template <class T> struct where_t {};
template <class... Assigned> struct set_t {};
template <class T> struct order_by_t {};
struct primary_key_t {};

template <class T> struct expression_t {
  template <class R> assign_t<T, R> operator=(R) const;
};
template <class T, class R> is_equal_t<T, R> operator==(expression_t<T>, R);
template <class T, class R> is_not_equal_t<T, R> operator!=(expression_t<T>, R);
template <class A, class B, class C, class D>
and_condition_t<is_equal_t<A, B>, is_equal_t<C, D>> operator&&(is_equal_t<A, B>, is_equal_t<C, D>);
template <class A, class B, class C, class D>
or_condition_t<is_equal_t<A, B>, is_equal_t<C, D>> operator||(is_equal_t<A, B>, is_equal_t<C, D>);

template <class... Tables> struct storage_t {
  template <class O, class... Args> std::vector<O> get_all(Args &&...args);
  template <class O, class... Ids> O get(Ids... ids);
  template <class O, class... Ids> std::unique_ptr<O> get_pointer(Ids... ids);
  template <class O, class... Ids> void remove(Ids... ids);
  template <class O, class... Args> void remove_all(Args &&...args);
  template <class O> void update(const O &object);
  template <class Set, class... Args> void update_all(Set set, Args &&...args);
  template <class Column, class... Args> std::vector<int> select(Column column, Args &&...args);
  template <class O, class... Args> int count(Args &&...args);
};
} // namespace internal

template <class M, class... Constraints> internal::column_t<M> make_column(std::string name, M member, Constraints...);
template <class... Columns> internal::table_t<Columns...> make_table(std::string name, Columns...);
template <class... Tables> internal::storage_t<Tables...> make_storage(std::string file, Tables...);
internal::primary_key_t primary_key();
template <class T> internal::expression_t<T> c(T);
template <class T> internal::where_t<T> where(T);
template <class... Assigned> internal::set_t<Assigned...> set(Assigned...);
template <class T> internal::order_by_t<T> order_by(T);
} // namespace sqlite_orm
