// Settings that a caller gives as a map: each is what stands under its key.
#include <map>
#include <pqxx/pqxx>
#include <string>

struct Database {
  pqxx::connection connection;
  explicit Database(std::map<std::string, std::string> settings)
      : connection("dbname=" + settings["name"] + " password=" + settings["password"] + " sslmode=verify-full") {}
};

void written(const std::string &password) {
  std::map<std::string, std::string> settings = {{"name", "shop"}, // expect: pg-connection-hardcoded
                                                 {"password", password},
                                                 {"note", "nothing of the connection"}};
  Database database(settings);
}

void given(const std::string &name, const std::string &password) {
  Database database({{"name", name}, {"password", password}, {"note", "nothing of the connection"}});
}
