#pragma once
#include <optional>
#include <pqxx/pqxx>
#include <string>
#include <utility>

enum class Access { Ok, NotFound, Denied };

struct Result {
  bool ok;
  int code;
  std::string message;
};

struct Maybe {
  std::optional<int> value;
  std::string error;
  bool ok() const { return value.has_value(); }
};

Access accessTo(pqxx::work &txn, int me, int post);
Access accessBy(pqxx::work &txn, int me, int post);
int status(pqxx::work &txn, int me, int post);
std::pair<bool, std::string> mayI(pqxx::work &txn, int me, int post);
Result check(pqxx::work &txn, int me, int post);
std::string problem(pqxx::work &txn, int me, int post);
std::optional<std::string> wrong(pqxx::work &txn, int me, int post);
Maybe find(pqxx::work &txn, int me, int post);
int loose(pqxx::work &txn, int me, int post);
