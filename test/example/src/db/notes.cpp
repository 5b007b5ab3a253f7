#include "db/notes.h"

#include "db/folders.h"

namespace notebook::db {

std::int64_t Notes::add(const Draft &draft) {
  if (!draft.folder)
    return idOf(session_.query("INSERT INTO notes (user_id, title, body)"
                               " VALUES ($1, $2, $3) RETURNING id",
                               user_.value, draft.title, draft.body));

  Folders(session_, user_).ensure(*draft.folder);
  return idOf(
      session_.query("INSERT INTO notes (user_id, title, body, folder_id)"
                     " SELECT f.user_id, $3, $4, f.id FROM folders f"
                     " WHERE f.user_id = $1 AND f.name = $2"
                     " RETURNING id",
                     user_.value, *draft.folder, draft.title, draft.body));
}

pqxx::result Notes::list(const NoteQuery &query) {
  const Statement statement = listStatement(user_, query);
  return session_.query(statement.sql, statement.binds);
}

pqxx::result Notes::search(const NoteSearch &search) {
  const Statement statement = searchStatement(user_, search);
  return session_.query(statement.sql, statement.binds);
}

pqxx::result Notes::show(std::int64_t note) {
  return session_.prepared("show_note", user_.value, note);
}

bool Notes::edit(std::int64_t note, const std::string &title,
                 const std::string &body) {
  return metOne(session_.query(R"sql(
      UPDATE notes
         SET title = $3, body = $4, updated_at = now()
       WHERE user_id = $1 AND id = $2
  )sql",
                               user_.value, note, title, body));
}

bool Notes::archive(std::int64_t note) {
  return metOne(session_.query("UPDATE notes SET archived_at = now()"
                               " WHERE id = $1 AND user_id = $2"
                               " AND archived_at IS NULL",
                               note, user_.value));
}

bool Notes::togglePin(std::int64_t note) {
  return metOne(session_.query(
      "UPDATE notes SET is_pinned = NOT is_pinned" // expect: pg-isolation-unscoped
      " WHERE id = $1",
      note));
}

bool Notes::remove(std::int64_t note) {
  return metOne(session_.query(
      "DELETE FROM notes WHERE (id, user_id) = ($1, $2)", note, user_.value));
}

bool Notes::tag(std::int64_t note, const std::string &tag) {
  return session_.transact([&](pqxx::work &work) {
    work.exec("INSERT INTO tags (name) VALUES (" + work.quote(tag) +
              ") ON CONFLICT (name) DO NOTHING");
    const pqxx::result rows =
        work.exec_params("INSERT INTO note_tags (note_id, tag_id)"
                         " SELECT n.id, t.id FROM notes n CROSS JOIN tags t"
                         " WHERE n.user_id = $1 AND n.id = $2 AND t.name = $3"
                         " ON CONFLICT (note_id, tag_id) DO NOTHING",
                         user_.value, note, tag);
    return metOne(rows);
  });
}

bool Notes::attach(std::int64_t note, const std::string &fileName,
                   const std::string &content) {
  return metOne(
      session_.query("INSERT INTO attachments (note_id, file_name, content)"
                     " SELECT id, $3, $4 FROM notes"
                     " WHERE user_id = $1 AND id = $2",
                     user_.value, note, fileName, content));
}

pqxx::result Notes::attachments(std::int64_t note) {
  return session_.prepared("list_attachments", user_.value, note);
}

pqxx::result Notes::attachment(std::int64_t attachment) {
  return session_.prepared("attachment_content", attachment);
}

} // namespace notebook::db
