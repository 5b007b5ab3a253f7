// The only function that reads the file is another one than that which connects.
#include <fstream>
#include <libpq-fe.h>
#include <nlohmann/json.hpp>
#include <string>
#include <yaml-cpp/yaml.h>

nlohmann::json settings() {
  std::ifstream in("settings_loaded/one.json");
  return nlohmann::json::parse(in);
}

YAML::Node more() { return YAML::LoadFile("settings_loaded/two.yaml"); }

void connect() {
  PQconnectdb(settings().at("url").get<std::string>().c_str());
  PQconnectdb(more()["folded"].as<std::string>().c_str());
  PQconnectdb(more()["none"].as<std::string>().c_str());
  PQconnectdb(more()["encrypted"].as<std::string>().c_str());
}
