// Values of a request in JSON, and rows that the program fills with them.
#include "../mapped/drogon.h"

#include "../json_value.h"
#include <memory>
#include <nlohmann/json.hpp>
#include <pqxx/pqxx>
namespace drogon {
struct HttpRequest {
  const std::shared_ptr<Json::Value> &getJsonObject() const;
  std::string_view body() const;
};
} // namespace drogon
using namespace drogon::orm;
int signedIn();
void conditional(const DbClientPtr &db, const drogon::HttpRequest &request) {
  auto json = request.getJsonObject();
  Order order;
  if (json->isMember("user"))
    order.setUserId((*json)["user"].asInt());
  order.setStatus("open");
  Mapper<Order>(db).insert(order); // expect: pg-isolation-client-user
}
void always(const DbClientPtr &db, const drogon::HttpRequest &request) {
  auto json = request.getJsonObject();
  Order order;
  order.setUserId((*json)["user"].asInt());
  Mapper<Order>(db).insert(order); // expect: pg-isolation-client-user
}
void elseSession(const DbClientPtr &db, const drogon::HttpRequest &request) {
  auto json = request.getJsonObject();
  Order order;
  if (json->isMember("user"))
    order.setUserId((*json)["user"].asInt());
  else
    order.setUserId(signedIn());
  Mapper<Order>(db).insert(order); // expect: pg-isolation-client-user
}
void session(const DbClientPtr &db, const drogon::HttpRequest &request) {
  auto json = request.getJsonObject();
  Order order;
  order.setUserId(signedIn());
  if (json->isMember("status"))
    order.setStatus((*json)["status"].asString());
  Mapper<Order>(db).insert(order);
}
void jsonRow(pqxx::work &txn, const drogon::HttpRequest &request) {
  Json::Value root;
  Json::Reader reader;
  reader.parse(std::string(request.body()), root);
  int user = root["user"].asInt();
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", user); // expect: pg-isolation-client-user
}
void nl(pqxx::work &txn, const drogon::HttpRequest &request) {
  auto body = nlohmann::json::parse(request.body());
  int user = body["user"];
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", user); // expect: pg-isolation-client-user
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", // expect: pg-isolation-client-user
                  body.at("user").get<int>());
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", // expect: pg-isolation-client-user
                  body.value("user", 0));
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", // expect: pg-isolation-client-user
                  body["user"]["id"].get<std::string>());
}
void jsonDeep(pqxx::work &txn, const drogon::HttpRequest &request) {
  const auto json = request.getJsonObject();
  const Json::Value &who = (*json)["who"];
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", who["id"].asInt64()); // expect: pg-isolation-client-user
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", // expect: pg-isolation-client-user
                  json->get("user", 0).asInt());
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", // expect: pg-isolation-client-user
                  (*json)["user"].asString());
}
