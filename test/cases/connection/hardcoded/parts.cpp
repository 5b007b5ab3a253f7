// Connections whose parts are given one by one.
#include <cstdlib>
#include <libpq-fe.h>
#include <string>

PGconn *login() {
  return PQsetdbLogin("db.example.org", // expect: pg-connection-hardcoded
                      "5432", nullptr, nullptr,
                      "shop", // expect: pg-connection-hardcoded
                      std::getenv("SHOP_USER"),
                      "fake-secret"); // expect: pg-connection-hardcoded
}

PGconn *loginShort() {
  return PQsetdb(nullptr, "5432", nullptr, nullptr, "shop"); // expect: pg-connection-hardcoded
}

PGconn *arrays() {
  const char *keywords[] = {"host", "port", "password", nullptr};
  const char *values[] = {"localhost", // expect: pg-connection-hardcoded
                          "5432",
                          "fake-secret", // expect: pg-connection-hardcoded
                          nullptr};
  return PQconnectStartParams(keywords, values, 0);
}

PGconn *arrayWithString() {
  const char *keywords[] = {"dbname", "application_name", nullptr};
  const char *values[] = {"postgresql://app@db.example.org/shop", "shop", nullptr}; // expect: pg-connection-hardcoded
  return PQconnectdbParams(keywords, values, 1);
}

PGconn *assignedElements(const char *user) {
  const char *keywords[3] = {};
  const char *values[3] = {};
  keywords[0] = "user";
  values[0] = user;
  keywords[1] = "password";
  values[1] = "fake-secret"; // expect: pg-connection-hardcoded
  return PQconnectdbParams(keywords, values, 0);
}

PGconn *fineLogin(const char *host, const char *database) {
  return PQsetdbLogin(host, "5432", "-c statement_timeout=1000", nullptr, database, nullptr, nullptr);
}

PGconn *fineArrays(const char *host, const std::string &password) {
  const char *const keywords[] = {"host", "password", "sslmode", "application_name", nullptr};
  const char *const values[] = {host, password.c_str(), "verify-full", "host", nullptr};
  return PQconnectdbParams(keywords, values, 0);
}

PGconn *fineEmpty() { return PQsetdbLogin("", "", nullptr, nullptr, "", "", ""); }
