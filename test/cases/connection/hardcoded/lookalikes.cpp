// What looks like a connection and is none.
#include <cstdio>
#include <cstdlib>
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <stdexcept>
#include <string>

namespace mock {
struct connection {
  explicit connection(const std::string &) {}
};
PGconn *PQconnectdb(const char *) { return nullptr; }
} // namespace mock

const char *const help = "postgresql://user:password@host/database"; // never sent

void usage() {
  std::puts("usage: shop --url=postgresql://app:password@localhost/shop");
  std::printf("%s\n", help);
}

void mocks() {
  mock::connection connection("postgresql://app@localhost/shop");
  mock::PQconnectdb("dbname=shop");
}

void errors(const std::string &url) {
  if (url == "postgresql://localhost/shop")
    throw std::runtime_error("postgresql://localhost/shop is for tests");
}

void otherSchemes(pqxx::work &txn) {
  std::string redis = "redis://localhost:6379";
  txn.exec("SELECT 'postgresql://app@localhost/shop'"); // text in a statement
  std::puts(redis.c_str());
}

PGconn *neverTaken() {
  const char *url = "postgresql://localhost/shop";
  url = std::getenv("DATABASE_URL"); // what was assigned before never arrives
  return PQconnectdb(url);
}
