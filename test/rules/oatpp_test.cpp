#include "reading.h"

namespace pgtidy::rules {
namespace {

TEST(Oatpp, valuesOfTheRequestKeepTheirSource) {
  facts::Call call = onlyCall(R"(
    #include <libpq-fe.h>
    #include <string>
    namespace oatpp::web::protocol::http::incoming { struct Request { std::string getPathVariable(const char *n) const; }; }
    void f(PGconn *c, const oatpp::web::protocol::http::incoming::Request &r) {
      std::string sql = "SELECT " + std::to_string(std::stoi(r.getPathVariable("u"))); PQexec(c, sql.c_str()); })");
  EXPECT_NE(written(call).find("read from the request's path"), std::string::npos);
}

} // namespace
} // namespace pgtidy::rules
