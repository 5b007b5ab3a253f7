#include "db/folders.h"

namespace notebook::db {

pqxx::result Folders::list() {
  return session_.query("SELECT name FROM folders"
                        " WHERE user_id = $1"
                        " ORDER BY name",
                        user_.value);
}

std::int64_t Folders::ensure(const std::string &name) {
  return idOf(
      session_.query("INSERT INTO folders (user_id, name) VALUES ($1, $2)"
                     " ON CONFLICT (user_id, name)"
                     " DO UPDATE SET name = excluded.name"
                     " RETURNING id",
                     user_.value, name));
}

bool Folders::rename(const std::string &from, const std::string &to) {
  return metOne(session_.query("UPDATE folders SET name = $3"
                               " WHERE user_id = $1 AND name = $2",
                               user_.value, from, to));
}

} // namespace notebook::db
