#include "facts/serialize.h"
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
  facts::Unit unit;
  unit.files.add("/a.cpp");
  unit.calls.push_back(call);
  EXPECT_NE(facts::serialize(unit).find("read from the request's query string"), std::string::npos);
}

} // namespace
} // namespace pgtidy::rules
