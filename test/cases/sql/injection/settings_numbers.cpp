// A number that settings hold is one; their texts are anybody's who writes the settings.
#include <nlohmann/json.hpp>
#include <pqxx/pqxx>
#include <string>
#include <yaml-cpp/yaml.h>

void fine(pqxx::work &txn, const nlohmann::json &settings, const YAML::Node &node) {
  txn.exec("SELECT id FROM products LIMIT " + std::to_string(settings.value("limit", 10)));
  const int first = settings.value("first", 0);
  txn.exec("SELECT id FROM products OFFSET " + std::to_string(first));
  txn.exec("SELECT id FROM products LIMIT " + std::to_string(node["limit"].as<int>()));
  txn.exec("SELECT id FROM products LIMIT " + std::to_string(node["limit"].as<int>(10)));
  txn.exec(std::string("SELECT id FROM products ORDER BY id ") + (settings.value("down", false) ? "DESC" : "ASC"));
}

void raw(pqxx::work &txn, const nlohmann::json &settings, const YAML::Node &node) {
  txn.exec("SELECT id FROM products WHERE name = '" + settings.value("name", "chair") + "'"); // expect: pg-sql-injection
  txn.exec("SELECT id FROM products WHERE name = '" + node["name"].as<std::string>("chair") + "'"); // expect: pg-sql-injection
}
