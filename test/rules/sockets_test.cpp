#include "reading.h"

namespace pgtidy::rules {
namespace {

TEST(Sockets, whatIsReceivedIsARequest) {
  facts::Call call = onlyCall(R"(
    #include <libpq-fe.h>
    #include <sys/socket.h>
    #include <string>
    void f(PGconn *connection, int client) {
      char buffer[64];
      recv(client, buffer, sizeof buffer, 0);
      std::string sql = "SELECT " + std::to_string(std::stoi(buffer));
      PQexec(connection, sql.c_str());
    })");
  EXPECT_NE(written(call).find("read from the request on a socket"), std::string::npos);
}

} // namespace
} // namespace pgtidy::rules
