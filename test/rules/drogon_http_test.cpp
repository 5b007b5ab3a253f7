#include "reading.h"

namespace pgtidy::rules {
namespace {

TEST(DrogonHttp, valuesOfTheRequestKeepTheirSource) {
  facts::Call call = onlyCall(R"(
    #include <libpq-fe.h>
    #include <string>
    namespace drogon { struct HttpRequest { virtual const std::string &getParameter(const std::string &key) const = 0; }; }
    void f(PGconn *connection, const drogon::HttpRequest &request) {
      std::string sql = "SELECT " + std::to_string(std::stoi(request.getParameter("user")));
      PQexec(connection, sql.c_str());
    })");
  EXPECT_NE(written(call).find("read from the request's parameters"), std::string::npos);
}

} // namespace
} // namespace pgtidy::rules
