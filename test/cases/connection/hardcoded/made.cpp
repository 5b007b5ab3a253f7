// Connections that a library makes of what it is given.
#include <cstdlib>
#include <memory>
#include <optional>
#include <pqxx/pqxx>

void inPlace() {
  std::optional<pqxx::connection> connection(std::in_place, "host=db1 user=app password=secret"); // expect: pg-connection-hardcoded
}

void later() {
  std::optional<pqxx::connection> connection;
  connection.emplace("host=db1 user=app password=secret"); // expect: pg-connection-hardcoded
}

auto shared() { return std::make_shared<pqxx::connection>("host=db1 user=app password=secret"); } // expect: pg-connection-hardcoded

class Store {
public:
  Store() : connection_(std::in_place, "host=db1 user=app password=secret") {} // expect: pg-connection-hardcoded
  explicit Store(const char *variable) : connection_(std::in_place, std::getenv(variable)) {}

private:
  std::optional<pqxx::connection> connection_;
};

void fine() { std::optional<pqxx::connection> connection(std::in_place, std::getenv("DATABASE_URL")); }
