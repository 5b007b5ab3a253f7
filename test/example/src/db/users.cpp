#include "db/users.h"

namespace notebook::db {

std::optional<UserId> userWithEmail(Session &session,
                                    const std::string &email) {
  const pqxx::result rows =
      session.query("SELECT id FROM users WHERE email = $1", email);
  if (rows.empty())
    return std::nullopt;
  return UserId{idOf(rows)};
}

pqxx::result allUsers(Session &session) {
  // NOLINTNEXTLINE(pg-isolation-unscoped): operators see every user
  return session.query("SELECT email FROM users ORDER BY email");
}

} // namespace notebook::db
