#include "reading.h"

namespace pgtidy::rules {
namespace {

TEST(BoostBeast, valuesOfTheRequestKeepTheirSource) {
  facts::Call call = onlyCall(R"(
    #include <libpq-fe.h>
    #include <string>
    namespace boost::beast::http { struct header { std::string target() const; }; }
    void f(PGconn *c, const boost::beast::http::header &r) {
      std::string sql = "SELECT " + std::to_string(std::stoi(r.target())); PQexec(c, sql.c_str()); })");
  EXPECT_NE(written(call).find("read from the request's target"), std::string::npos);
}

} // namespace
} // namespace pgtidy::rules
