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
struct RowTag {};
inline constexpr RowTag kRowTag{};
class FieldView {
public:
  template <typename T> T As() const;
};
class Row {
public:
  FieldView operator[](std::size_t index) const;
  FieldView operator[](const std::string &name) const;
};
class ResultSet {
public:
  bool IsEmpty() const;
  std::size_t Size() const;
  std::size_t RowsAffected() const;
  Row operator[](std::size_t index) const;
  Row Front() const;
  const Row *begin() const;
  const Row *end() const;
  template <typename T> T AsSingleRow() const;
  template <typename T> T AsSingleRow(RowTag) const;
  template <typename T> std::optional<T> AsOptionalSingleRow() const;
  template <typename T> std::optional<T> AsOptionalSingleRow(RowTag) const;
};
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
