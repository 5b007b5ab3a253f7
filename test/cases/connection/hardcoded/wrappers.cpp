// Connection text that reaches the driver through functions of the program.
#include <cstdlib>
#include <libpq-fe.h>
#include <memory>
#include <pqxx/pqxx>
#include <string>

PGconn *connectWith(const std::string &text) { return PQconnectdb(text.c_str()); }

PGconn *connectTo(const std::string &host, const std::string &database) {
  return connectWith("host=" + host + " dbname=" + database);
}

void calls(const std::string &host) {
  connectWith("dbname=shop");                                   // expect: pg-connection-hardcoded
  connectTo(host, "shop");                                      // expect: pg-connection-hardcoded
  connectTo("db.example.org", std::getenv("SHOP_DATABASE"));    // expect: pg-connection-hardcoded
  connectTo(host, std::getenv("SHOP_DATABASE"));
  connectWith("service=shop");
}

class Database {
public:
  explicit Database(const std::string &url) : connection_(url) {}

private:
  pqxx::connection connection_;
};

std::unique_ptr<Database> open(bool test) {
  if (test)
    return std::make_unique<Database>("postgresql://localhost/test"); // expect: pg-connection-hardcoded
  return std::make_unique<Database>(std::getenv("DATABASE_URL"));
}

void lambda() {
  auto connect = [](const char *text) { return PQconnectdb(text); };
  connect("host=db.example.org"); // expect: pg-connection-hardcoded
  connect(std::getenv("DATABASE_URL"));
}
