#pragma once

#include "db/session.h"
#include <iosfwd>
#include <libpq-fe.h>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace notebook::db {

struct ResultCloser {
  void operator()(PGresult *result) const { PQclear(result); }
};
using ResultHandle = std::unique_ptr<PGresult, ResultCloser>;

struct ConnectionCloser {
  void operator()(PGconn *connection) const { PQfinish(connection); }
};
using ConnectionHandle = std::unique_ptr<PGconn, ConnectionCloser>;

/// Throws with the server's message unless the result has the status.
void expectStatus(const PGresult *result, ExecStatusType status);

/// A libpq connection, for bulk data that libpqxx would copy row by row.
class LibpqConnection {
public:
  explicit LibpqConnection(const std::string &url);

  PGconn *get() const { return connection_.get(); }

  /// Runs a statement that returns no rows.
  void run(const std::string &sql, const std::vector<std::string> &values = {});

  /// The user's notes in COPY's text format, of one folder or all.
  void copyNotes(UserId user, const std::optional<std::string> &folder,
                 std::ostream &out);

private:
  std::string literal(const std::string &text) const;
  void copyOut(const std::string &sql, std::ostream &out);

  ConnectionHandle connection_;
};

} // namespace notebook::db
