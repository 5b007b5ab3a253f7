#include "reading.h"

namespace pgtidy::rules {
namespace {

TEST(Crow, valuesOfTheRequestKeepTheirSource) {
  facts::Call call = onlyCall(R"(
    #include <libpq-fe.h>
    #include <string>
    namespace crow { struct query_string { char *get(const std::string &name) const; }; struct request { query_string url_params; const std::string &get_header_value(const std::string &key) const; }; }
    void f(PGconn *connection, const crow::request &request) {
      std::string sql = "SELECT " + std::to_string(std::stoi(request.get_header_value("user")));
      PQexec(connection, sql.c_str());
    })");
  EXPECT_NE(written(call).find("read from the request's headers"), std::string::npos);
}

} // namespace
} // namespace pgtidy::rules
