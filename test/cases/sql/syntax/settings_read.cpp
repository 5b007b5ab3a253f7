// Statements in files of settings are checked where they stand.
#include <libpq-fe.h>
#include <string>
#include <yaml-cpp/yaml.h>

void queries(PGconn *connection, const char *id) {
  YAML::Node queries = YAML::LoadFile("settings_read/queries.yaml")["queries"];
  PQexecParams(connection, queries["find"].as<std::string>().c_str(), 1, nullptr, &id, nullptr, nullptr, 0);
  PQexec(connection, queries["list"].as<std::string>().c_str());
  PQexec(connection, queries["unknown"].as<std::string>().c_str()); // expect: pg-isolation-unverifiable
}
