#include "reading.h"

namespace pgtidy::rules {
namespace {

TEST(Pistache, valuesOfTheRequestKeepTheirSource) {
  facts::Call call = onlyCall(R"(
    #include <libpq-fe.h>
    #include <string>
    namespace Pistache::Http { struct Request { std::string body() const; }; }
    void f(PGconn *c, const Pistache::Http::Request &r) {
      std::string sql = "SELECT " + std::to_string(std::stoi(r.body())); PQexec(c, sql.c_str()); })");
  EXPECT_NE(written(call).find("read from the request's body"), std::string::npos);
}

} // namespace
} // namespace pgtidy::rules
