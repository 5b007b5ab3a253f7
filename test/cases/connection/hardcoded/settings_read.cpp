// Files of settings that the program reads by a path that is written in it. Passwords there are reported, where they
// stand; servers and names are what such files are for.
#include <boost/program_options.hpp>
#include <boost/property_tree/ini_parser.hpp>
#include <boost/property_tree/json_parser.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <jsoncpp/json/json.h>
#include <libpq-fe.h>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <yaml-cpp/yaml.h>

using nlohmann::json;

void parsed() {
  std::ifstream in("settings_read/shop.json");
  json settings = json::parse(in);
  PQconnectdb(settings["database"]["url"].get<std::string>().c_str());
}

class Settings {
public:
  explicit Settings(const std::string &path) {
    std::ifstream in(path);
    in >> All;
  }
  std::string get(const std::string &name) const { return All["database"][name].get<std::string>(); }

private:
  json All;
};

void ofMember() {
  Settings settings("settings_read/shop.json");
  PQconnectdb(settings.get("member").c_str());
}

const json &all() {
  static json settings = json::parse(std::ifstream("settings_read/shop.json"));
  return settings;
}

void ofAnotherFunction() { PQconnectdb(all().at("database").at("function").get<std::string>().c_str()); }

json load(const char *path) {
  std::ifstream in(path);
  json settings;
  in >> settings;
  return settings;
}

void byParts() {
  json database = load("settings_read/shop.json").at("database");
  std::string host = database.value("host", ""), password = database["password"];
  PQconnectdb(("host=" + host + " password=" + password).c_str());
}

void readAsText() {
  std::ifstream in("settings_read/connection.conf");
  std::stringstream text;
  text << in.rdbuf();
  PQconnectdb(text.str().c_str());
}

struct Login {
  std::string host, password;
};

Login loginIn(const YAML::Node &node) { return {node["host"].as<std::string>(), node["password"].as<std::string>()}; }

void yaml() {
  YAML::Node settings = YAML::LoadFile("settings_read/shop.yaml");
  Login login = loginIn(settings["database"]);
  PQsetdbLogin(login.host.c_str(), nullptr, nullptr, nullptr, nullptr, nullptr, login.password.c_str());
  PQconnectdb(settings["replicas"][0]["url"].as<std::string>().c_str());
}

void tree() {
  boost::property_tree::ptree settings;
  boost::property_tree::read_ini("settings_read/shop.ini", settings);
  PQconnectdb(settings.get<std::string>("tree.url").c_str());
  boost::property_tree::read_json("settings_read/shop.json", settings);
  PQconnectdb(settings.get_child("tree").get<std::string>("url").c_str());
}

void options() {
  boost::program_options::options_description known;
  boost::program_options::variables_map values;
  std::ifstream in("settings_read/shop.ini");
  boost::program_options::store(boost::program_options::parse_config_file(in, known), values);
  boost::program_options::notify(values);
  PQconnectdb(values["options.url"].as<std::string>().c_str());
}

void jsoncpp() {
  Json::Value settings;
  std::ifstream in("settings_read/shop.json");
  in >> settings;
  PQconnectdb(settings["jsoncpp"].get("url", "").asString().c_str());
}

// What must not be found.

void notSent() {
  json settings = load("settings_read/shop.json");
  std::string example = settings["documentation"];
  std::ofstream("help") << example;
}

void toBeFilledIn() {
  PQconnectdb(load("settings_read/shop.json")["blank"].get<std::string>().c_str());
  PQconnectdb(load("settings_read/shop.json")["template"].get<std::string>().c_str());
}

void withoutPassword() { PQconnectdb(load("settings_read/shop.json")["open"].get<std::string>().c_str()); }

void ofTheRequest(const std::string &body) { PQconnectdb(json::parse(body)["database"]["url"].get<std::string>().c_str()); }

void ofUnknownName(const std::string &name) {
  PQconnectdb(load("settings_read/shop.json")["tenants"][name].get<std::string>().c_str());
}

void ofUnknownFile(const std::string &path) {
  PQconnectdb(load(path.c_str())["database"]["none"].get<std::string>().c_str());
}

void overwritten() {
  json settings = load("settings_read/shop.json");
  settings["database"]["replaced"] = std::getenv("DATABASE_URL");
  PQconnectdb(settings["database"]["replaced"].get<std::string>().c_str());
}
