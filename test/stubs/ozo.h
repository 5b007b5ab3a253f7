// What tests need of OZO.
#pragma once
#pragma GCC system_header

#include <cstddef>
#include <string>

namespace ozo {
template <typename... Elements> struct query_builder {};
template <typename... Elements, typename T>
query_builder<Elements..., T> operator+(const query_builder<Elements...> &text, T &&value);
namespace literals {
query_builder<char> operator""_SQL(const char *text, std::size_t length);
}
struct connection_info {
  connection_info(std::string connection);
};
template <typename P, typename Q, typename Out, typename Token> void request(P &&provider, Q &&query, Out out, Token t);
template <typename P, typename Q, typename Token> void execute(P &&provider, Q &&query, Token token);
template <typename... Ts> query_builder<char> make_query(const char *text, Ts &&...values);
} // namespace ozo
