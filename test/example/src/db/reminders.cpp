#include "db/reminders.h"

namespace notebook::db {

/// The condition under which the user $1 may read the note `n`.
static std::string readable() {
  return "(n.user_id = $1 OR n.id IN"
         " (SELECT s.note_id FROM note_shares s WHERE s.user_id = $1))";
}

bool Reminders::add(std::int64_t note, const std::string &day) {
  return metOne(
      session_.query("INSERT INTO reminders (user_id, note_id, due_on)"
                     " SELECT $1::bigint, n.id, $3::date FROM notes n"
                     " WHERE n.id = $2 AND " +
                         readable(),
                     user_.value, note, day));
}

pqxx::result Reminders::list() {
  return session_.query(
      "SELECT r.id, r.due_on, n.title"
      " FROM reminders r JOIN notes n ON n.id = r.note_id" // expect: pg-isolation-unscoped
      " WHERE r.user_id = $1"
      " ORDER BY r.due_on, r.id",
      user_.value);
}

bool Reminders::done(std::int64_t reminder) {
  return metOne(session_.query(
      "DELETE FROM reminders WHERE id = $1", // expect: pg-isolation-unscoped
      reminder));
}

} // namespace notebook::db
