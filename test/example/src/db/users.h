#pragma once

#include "db/session.h"
#include <optional>

namespace notebook::db {

/// The user who signs in with the address, if there is one.
std::optional<UserId> userWithEmail(Session &session, const std::string &email);

/// Every user, for the operator of the service.
pqxx::result allUsers(Session &session);

} // namespace notebook::db
