#include "db/note_query.h"

namespace notebook::db {

static std::string orderBy(NoteOrder order) {
  switch (order) {
  case NoteOrder::Newest:
    return " ORDER BY n.created_at DESC, n.id DESC";
  case NoteOrder::Title:
    return " ORDER BY n.title, n.id";
  case NoteOrder::Longest:
    return " ORDER BY length(n.body), DESC"; // expect: pg-sql-syntax
  }
  return " ORDER BY n.id";
}

static std::string inFolder(const std::string &name) {
  return " AND n.folder_id IN (SELECT f.id FROM folders f"
         " WHERE f.user_id = n.user_id AND f.name = " +
         name + ")";
}

static std::string tagged(const std::string &name) {
  return " AND EXISTS (SELECT 1"
         " FROM note_tags nt JOIN tags t ON t.id = nt.tag_id"
         " WHERE nt.note_id = n.id AND t.name = " +
         name + ")";
}

Statement listStatement(UserId user, const NoteQuery &query) {
  Statement statement;
  Binds &binds = statement.binds;
  std::string &sql = statement.sql;

  sql = "SELECT n.id, n.title FROM notes n WHERE n.user_id = " +
        binds.add(std::to_string(user.value)) + " AND n.archived_at IS NULL";
  if (query.folder)
    sql += inFolder(binds.add(*query.folder));
  if (query.tag)
    sql += tagged(binds.add(*query.tag));
  if (query.pinnedOnly)
    sql += " AND n.is_pinned";
  sql += orderBy(query.order);
  sql += " LIMIT " + std::to_string(query.limit);
  return statement;
}

Statement searchStatement(UserId user, const NoteSearch &search) {
  Statement statement;
  Binds &binds = statement.binds;
  std::string &sql = statement.sql;

  const std::string text = binds.add("%" + search.text + "%");
  sql = "SELECT n.id, n.title FROM notes n"; // expect: pg-isolation-unscoped
  sql += " WHERE (n.title ILIKE " + text + " OR n.body ILIKE " + text + ")";
  if (!search.everywhere)
    sql += " AND n.user_id = " + binds.add(std::to_string(user.value));
  sql += " ORDER BY n.id";
  return statement;
}

} // namespace notebook::db
