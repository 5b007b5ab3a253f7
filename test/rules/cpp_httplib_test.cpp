#include "reading.h"

namespace pgtidy::rules {
namespace {

TEST(CppHttplib, valuesOfTheRequestKeepTheirSource) {
  facts::Call call = onlyCall(R"(
    #include <libpq-fe.h>
    #include <string>
    namespace httplib { struct Request { std::string get_param_value(const std::string &key) const; }; }
    void f(PGconn *connection, const httplib::Request &request) {
      std::string sql = "SELECT " + std::to_string(std::stoi(request.get_param_value("user")));
      PQexec(connection, sql.c_str());
    })");
  EXPECT_NE(written(call).find("read from the request's parameters"), std::string::npos);
}

} // namespace
} // namespace pgtidy::rules
