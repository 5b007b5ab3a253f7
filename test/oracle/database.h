// One connection to the PostgreSQL that is the truth.
#pragma once

#include "llvm/Support/Error.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

struct pg_conn;

namespace pgtidy::oracle {

/// A value in PostgreSQL's text form; none is NULL.
using Value = std::optional<std::string>;
using Row = std::vector<Value>;

struct Result {
  bool ok = false;
  std::string state;   ///< SQLSTATE of the error
  std::string message; ///< of the error
  std::vector<Row> rows;
  std::string affected; ///< the count in the command's tag
};

class Database {
public:
  /// Connects as the PG… variables of the environment say (test/with_postgres.sh sets them), to each of PGHOSTS where
  /// that is there.
  static llvm::Expected<std::vector<std::unique_ptr<Database>>> connect();
  ~Database();

  /// Runs a text of any number of statements; the result is the last one's.
  Result run(const std::string &sql);
  /// Prepares `sql`; the error when it is no valid statement. Parameters that have a type in `types` need not be in it.
  Result prepare(const std::string &name, const std::string &sql, const std::vector<unsigned> &types = {});
  void forget(const std::string &name);
  /// Types of the parameters of a prepared statement.
  std::vector<unsigned> parameterTypes(const std::string &name);
  Result execute(const std::string &name, const std::vector<Value> &parameters);

private:
  explicit Database(pg_conn *connection) : Connection(connection) {}
  pg_conn *Connection;
};

/// `text` as an SQL literal.
std::string quoted(const Value &value);

} // namespace pgtidy::oracle
