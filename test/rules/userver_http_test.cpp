#include "reading.h"

namespace pgtidy::rules {
namespace {

TEST(UserverHttp, valuesOfTheRequestKeepTheirSource) {
  facts::Call call = onlyCall(R"(
    #include <libpq-fe.h>
    #include <string>
    namespace userver::server::http { struct HttpRequest { const std::string &GetArg(const char *n) const; }; }
    void f(PGconn *c, const userver::server::http::HttpRequest &r) {
      std::string sql = "SELECT " + std::to_string(std::stoi(r.GetArg("u"))); PQexec(c, sql.c_str()); })");
  EXPECT_NE(written(call).find("read from the request's parameters"), std::string::npos);
}

} // namespace
} // namespace pgtidy::rules
