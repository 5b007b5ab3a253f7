// Ids in JSON: what was checked is what is used, as long as nothing else was put there.
#include "../json_value.h"
#include <memory>
#include <nlohmann/json.hpp>
#include <pqxx/pqxx>
#include <vector>
void changedShared(pqxx::work &txn, int me, std::shared_ptr<Json::Value> json) {
  if (txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", (*json)["order"].asInt(), me).empty())
    return;
  (*json)["order"] = 5;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", (*json)["order"].asInt()); // expect: pg-isolation-unscoped
}
void changedLocal(pqxx::work &txn, int me, Json::Value json) {
  if (txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", json["order"].asInt(), me).empty())
    return;
  json["order"] = 5;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", json["order"].asInt()); // expect: pg-isolation-unscoped
}
void changedNl(pqxx::work &txn, int me, nlohmann::json json) {
  if (txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", json["order"].get<int>(), me).empty())
    return;
  json["order"] = 5;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", json["order"].get<int>()); // expect: pg-isolation-unscoped
}
void changedByRef(pqxx::work &txn, int me, Json::Value json) {
  Json::Value &part = json["order"];
  if (txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", json["order"].asInt(), me).empty())
    return;
  part = 7;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", json["order"].asInt()); // expect: pg-isolation-unscoped
}
void changedSwap(pqxx::work &txn, int me, Json::Value json, Json::Value other) {
  if (txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", json["order"].asInt(), me).empty())
    return;
  json["order"].swap(other);
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", json["order"].asInt()); // expect: pg-isolation-unscoped
}
void deepNl(pqxx::work &txn, int me, nlohmann::json json) {
  if (txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", json["o"]["id"].get<int>(), me).empty())
    return;
  json["o"]["id"] = 5;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", json["o"]["id"].get<int>()); // expect: pg-isolation-unscoped
}
void vectorAt(pqxx::work &txn, int me, std::vector<int> ids) {
  if (txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", ids[0], me).empty())
    return;
  ids[0] = 5;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", ids[0]); // expect: pg-isolation-unscoped
}
void otherKey(pqxx::work &txn, int me, nlohmann::json json) {
  if (txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", json["order"].get<int>(), me).empty())
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", json["other"].get<int>()); // expect: pg-isolation-unscoped
}

void throughOther(pqxx::work &txn, int me, int other) {
  auto rows = txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me);
  if (rows.empty())
    return;
  Json::Value answer;
  answer["id"] = rows[0]["id"].as<int>();
  answer["other"] = other;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", answer["other"].asInt()); // expect: pg-isolation-unscoped
  answer["id"] = other;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", answer["id"].asInt()); // expect: pg-isolation-unscoped
}
void checkedJson(pqxx::work &txn, int me, const std::shared_ptr<Json::Value> &json) {
  int order = (*json)["order"].asInt();
  if (txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", order, me).empty())
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", order);                    // expect: pg-isolation-guarded
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", (*json)["other"].asInt()); // expect: pg-isolation-unscoped
}
