// What tests need of Boost.MySQL.
#pragma once
#pragma GCC system_header

#include <string_view>

namespace boost::mysql {
class results {};
class statement {};
struct handshake_params {};
class any_connection {
public:
  void connect(const handshake_params &);
  void execute(std::string_view query, results &result);
  template <typename Token> void async_execute(std::string_view query, results &result, Token &&token) {}
  statement prepare_statement(std::string_view query);
};
} // namespace boost::mysql
