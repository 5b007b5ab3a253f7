#pragma once

#include "db/session.h"

namespace notebook::db {

/// The folders of one user.
class Folders {
public:
  Folders(Session &session, UserId user) : session_(session), user_(user) {}

  pqxx::result list();

  /// The folder's id; makes the folder where there is none of that name.
  std::int64_t ensure(const std::string &name);

  bool rename(const std::string &from, const std::string &to);

private:
  Session &session_;
  UserId user_;
};

} // namespace notebook::db
