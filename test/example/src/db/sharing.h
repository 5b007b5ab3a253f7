#pragma once

#include "db/session.h"

namespace notebook::db {

/// What one user gives to others, and gets from them.
class Sharing {
public:
  Sharing(Session &session, UserId user) : session_(session), user_(user) {}

  bool share(std::int64_t note, UserId recipient);
  bool unshare(std::int64_t note, UserId recipient);
  bool publish(std::int64_t note);

  /// Notes that others shared with the user.
  pqxx::result received();

private:
  Session &session_;
  UserId user_;
};

} // namespace notebook::db
