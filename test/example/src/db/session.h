#pragma once

#include "db/binds.h"
#include <cstdint>
#include <pqxx/pqxx>
#include <string>

namespace notebook::db {

/// The user on whose behalf a statement runs.
struct UserId {
  std::int64_t value;
};

/// The id that a statement with RETURNING hands back.
inline std::int64_t idOf(const pqxx::result &rows) {
  return rows[0][0].as<std::int64_t>();
}

/// Whether a statement met the one row that it was about.
inline bool metOne(const pqxx::result &rows) {
  return rows.affected_rows() == 1;
}

/// A connection with the program's statements prepared.
class Session {
public:
  explicit Session(const std::string &url);

  /// Runs one statement in a transaction of its own.
  template <typename... Values>
  pqxx::result query(const std::string &sql, const Values &...values) {
    pqxx::work work(connection_);
    pqxx::result rows = work.exec_params(sql, values...);
    work.commit();
    return rows;
  }

  /// The same, for a statement that was put together.
  pqxx::result query(const std::string &sql, const Binds &binds);

  /// Runs the statement with `app.user_id` set to the user.
  pqxx::result queryAs(UserId user, const std::string &sql);

  /// Runs a statement that the constructor prepared.
  template <typename... Values>
  pqxx::result prepared(const std::string &name, const Values &...values) {
    pqxx::work work(connection_);
    pqxx::result rows = work.exec_prepared(name, values...);
    work.commit();
    return rows;
  }

  /// Runs the steps in one transaction.
  template <typename Steps> auto transact(Steps steps) {
    pqxx::work work(connection_);
    auto outcome = steps(work);
    work.commit();
    return outcome;
  }

private:
  pqxx::connection connection_;
};

} // namespace notebook::db
