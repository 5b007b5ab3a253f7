// A credential comes from the client: that is what it is for.
#include <pqxx/pqxx>

#include <string>

namespace drogon {
struct HttpRequest {
  const std::string &getCookie(const std::string &name) const;
};
} // namespace drogon

void whose(pqxx::work &txn, const drogon::HttpRequest &request) {
  txn.exec_params("SELECT user_id FROM sessions WHERE token = $1", request.getCookie("session"));
  txn.exec_params("SELECT token FROM sessions WHERE user_id = $1", request.getCookie("user")); // expect: pg-isolation-client-user
}
