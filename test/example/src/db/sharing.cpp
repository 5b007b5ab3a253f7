#include "db/sharing.h"

namespace notebook::db {

bool Sharing::share(std::int64_t note, UserId recipient) {
  return metOne(session_.query("INSERT INTO note_shares (note_id, user_id)"
                               " SELECT n.id, $3 FROM notes n"
                               " WHERE n.user_id = $1 AND n.id = $2"
                               " ON CONFLICT (note_id, user_id) DO NOTHING",
                               user_.value, note, recipient.value));
}

bool Sharing::unshare(std::int64_t note, UserId recipient) {
  return metOne(session_.query("DELETE FROM note_shares s USING notes n"
                               " WHERE n.id = s.note_id AND n.user_id = $1"
                               " AND s.note_id = $2 AND s.user_id = $3",
                               user_.value, note, recipient.value));
}

bool Sharing::publish(std::int64_t note) {
  return metOne(session_.query("UPDATE notes SET is_public = true"
                               " WHERE user_id = $1 AND id = $2",
                               user_.value, note));
}

pqxx::result Sharing::received() {
  return session_.query("SELECT n.id, n.title"
                        " FROM note_shares s JOIN notes n ON n.id = s.note_id"
                        " WHERE s.user_id = $1 AND n.archived_at IS NULL"
                        " ORDER BY n.id",
                        user_.value);
}

} // namespace notebook::db
