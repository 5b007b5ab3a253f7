#pragma once

#include "db/session.h"

namespace notebook::db {

/// The reminders of one user.
class Reminders {
public:
  Reminders(Session &session, UserId user) : session_(session), user_(user) {}

  /// Reminds of an own note or of one that is shared; `day` is an ISO date.
  bool add(std::int64_t note, const std::string &day);

  pqxx::result list();
  bool done(std::int64_t reminder);

private:
  Session &session_;
  UserId user_;
};

} // namespace notebook::db
