// What tests need of userver's PostgreSQL client.
#pragma once
#pragma GCC system_header

#include <memory>
#include <optional>
#include <string>

namespace userver::storages::postgres {
class Query {
public:
  struct Name {
    std::string name;
  };
  Query(const char *statement, std::optional<Name> name = {});
  Query(std::string statement, std::optional<Name> name = {});
  const std::string &Statement() const;
};
enum class ClusterHostType { kMaster, kSlave };
struct CommandControl {};
using OptionalCommandControl = std::optional<CommandControl>;
class ResultSet {};
class Transaction {
public:
  template <typename... Args> ResultSet Execute(const Query &query, const Args &...args);
  template <typename... Args> ResultSet Execute(OptionalCommandControl control, const Query &query, const Args &...a);
};
class Cluster {
public:
  template <typename... Args> ResultSet Execute(ClusterHostType host, const Query &query, const Args &...args);
  template <typename... Args>
  ResultSet Execute(ClusterHostType host, OptionalCommandControl control, const Query &query, const Args &...args);
  Transaction Begin(ClusterHostType host);
};
using ClusterPtr = std::shared_ptr<Cluster>;
} // namespace userver::storages::postgres
