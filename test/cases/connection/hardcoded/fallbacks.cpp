// A literal that is used when nothing is configured.
#include <cstdlib>
#include <libpq-fe.h>
#include <optional>
#include <pqxx/pqxx>
#include <string>

PGconn *ternary() {
  const char *url = std::getenv("DATABASE_URL");
  return PQconnectdb(url ? url : "postgresql://localhost/shop"); // expect: pg-connection-hardcoded
}

PGconn *elvis() {
  return PQconnectdb(std::getenv("DATABASE_URL") ?: "dbname=shop"); // expect: pg-connection-hardcoded
}

PGconn *assigned() {
  const char *url = std::getenv("DATABASE_URL");
  if (!url)
    url = "postgresql://app@localhost"; // expect: pg-connection-hardcoded
  return PQconnectdb(url);
}

std::string environmentOr(const char *name, const char *fallback) {
  const char *value = std::getenv(name);
  return value ? value : fallback;
}

PGconn *byHelper() {
  return PQconnectdb(environmentOr("DATABASE_URL",
                                   "host=db.example.org") // expect: pg-connection-hardcoded
                         .c_str());
}

PGconn *byHelperInPart() {
  std::string host = environmentOr("SHOP_HOST", "db.example.org"); // expect: pg-connection-hardcoded
  return PQconnectdb(("host=" + host).c_str());
}

std::optional<std::string> configured();

PGconn *byOptional() {
  return PQconnectdb(configured().value_or("dbname=shop").c_str()); // expect: pg-connection-hardcoded
}

PGconn *fine() {
  const char *url = std::getenv("DATABASE_URL");
  if (!url)
    url = "service=shop";
  return PQconnectdb(url);
}

PGconn *alsoFine() { return PQconnectdb(environmentOr("DATABASE_URL", "").c_str()); }

PGconn *portFallback(const std::string &host) {
  return PQconnectdb(("host=" + host + " port=" + environmentOr("SHOP_PORT", "5432")).c_str());
}
