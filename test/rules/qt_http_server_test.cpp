#include "reading.h"

namespace pgtidy::rules {
namespace {

TEST(QtHttpServer, valuesOfTheRequestKeepTheirSource) {
  facts::Call call = onlyCall(R"(
    #include <libpq-fe.h>
    #include <string>
    struct QUrlQuery { std::string queryItemValue(const char *n) const; };
    void f(PGconn *c, const QUrlQuery &r) {
      std::string sql = "SELECT " + std::to_string(std::stoi(r.queryItemValue("u"))); PQexec(c, sql.c_str()); })");
  EXPECT_NE(written(call).find("read from the request's query string"), std::string::npos);
}

} // namespace
} // namespace pgtidy::rules
