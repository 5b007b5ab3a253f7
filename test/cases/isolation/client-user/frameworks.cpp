// What a request holds, by the names that web frameworks give it.
#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace boost::beast::http {
struct basic_fields {
  std::string_view operator[](std::string_view name) const;
};
struct header : basic_fields {
  std::string_view target() const;
};
struct message : header {
  std::string &body();
};
} // namespace boost::beast::http

namespace userver::server::http {
struct HttpRequest {
  const std::string &GetArg(std::string_view name) const;
  const std::string &GetPathArg(std::string_view name) const;
  const std::string &GetHeader(std::string_view name) const;
};
} // namespace userver::server::http

namespace drogon {
struct HttpRequest {
  std::shared_ptr<nlohmann::json> getJsonObject() const;
  template <typename T> std::optional<T> getOptionalParameter(const std::string &name) const;
  std::string_view body() const;
};
} // namespace drogon

std::string signedIn();

void beast(pqxx::work &txn, boost::beast::http::message &request) {
  std::string user(request["X-User"]);
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", user); // expect: pg-isolation-client-user
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", request.body()); // expect: pg-isolation-client-user
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1 AND status = $2", signedIn(), request.body());
}

void userverHandler(pqxx::work &txn, const userver::server::http::HttpRequest &request) {
  int user = std::stoi(request.GetPathArg("user"));
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", user); // expect: pg-isolation-client-user
  txn.exec_params("SELECT id FROM orders WHERE id = $1 AND user_id = $2", request.GetArg("id"), signedIn());
}

void drogonHandler(pqxx::work &txn, const drogon::HttpRequest &request) {
  auto given = request.getJsonObject();
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", (*given)["user"].get<int>()); // expect: pg-isolation-client-user
  std::optional<long> user = request.getOptionalParameter<long>("user");
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", *user); // expect: pg-isolation-client-user
  txn.exec_params("SELECT id FROM orders WHERE id = $1 AND user_id = $2", (*given)["id"].get<int>(), signedIn());
}

void parsed(pqxx::work &txn, const drogon::HttpRequest &request) {
  const nlohmann::json body = nlohmann::json::parse(request.body());
  const std::string user = body.at("user").get<std::string>();
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", user); // expect: pg-isolation-client-user
  txn.exec_params("SELECT id FROM orders WHERE id = $1 AND user_id = $2", body["id"].get<int>(), signedIn());
}
